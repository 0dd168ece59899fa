using System.Net;
using System.Text.RegularExpressions;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>The frame and the session of a widget.</summary>
[Collection(nameof(ProductCollection))]
public sealed class WidgetSessionTests(ProductFixture fixture)
{
    private string ShopOrigin => fixture.Product.DemoAddress.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task Makes_a_contact_and_knows_her_again_by_the_token()
    {
        using var visitor = new RestClient(fixture.Product.Address);
        var key = await WidgetKey();
        var first = await Open(visitor, key, null);
        Assert.Equal(key, first.GetProperty("widget").GetProperty("widgetKey").GetString());
        Assert.Equal("right", first.GetProperty("widget").GetProperty("position").GetString());
        Assert.Contains(ShopOrigin, first.GetProperty("widget").GetProperty("allowedOrigins").EnumerateArray().Select(one => one.GetString()));
        var token = first.GetProperty("token").GetString();
        var again = await Open(visitor, key, token);
        Assert.Equal(first.GetProperty("contactId").GetString(), again.GetProperty("contactId").GetString());
        Assert.Equal(token, again.GetProperty("token").GetString());
        var contact = await fixture.Olivia.Get("/api/contacts/" + first.GetProperty("contactId").GetString());
        Assert.Equal(HttpStatusCode.OK, contact.StatusCode);
    }

    [Fact, BadInput(60)]
    public async Task Makes_a_stranger_of_whoever_has_a_token_that_is_none()
    {
        using var visitor = new RestClient(fixture.Product.Address);
        var key = await WidgetKey();
        var first = await Open(visitor, key, null);
        var token = first.GetProperty("token").GetString() ?? "";
        var other = token[..^1] + (token[^1] == 'A' ? 'E' : 'A');
        foreach (var wrong in new[] { "", "0", "garbage", other, new string('a', 5_000), token + "x" })
        {
            var session = await Open(visitor, key, wrong);
            Assert.NotEqual(first.GetProperty("contactId").GetString(), session.GetProperty("contactId").GetString());
        }
    }

    [Fact, BadInput(56)]
    public async Task Answers_an_unknown_widget_with_not_found()
    {
        using var visitor = new RestClient(fixture.Product.Address);
        var stranger = $"{Guid.NewGuid():N}-{Guid.NewGuid():N}";
        foreach (var key in new[] { stranger, "", "x", (await WidgetKey())[..^1] + "g" })
        {
            await Refusals.Is(404, "not_found", await visitor.Post("/widget/session", new { widgetKey = key, token = (string?)null, locale = "en" }));
            await Refusals.Is(404, "not_found", await visitor.Get($"/widget/frame?key={key}&host={ShopOrigin}"));
        }
    }

    [Theory, BadInput(60)]
    [InlineData("{\"widgetKey\":1,\"token\":null,\"locale\":\"en\"}", "validation")]
    [InlineData("{\"widgetKey\":\"x\",\"token\":true,\"locale\":\"en\"}", "validation")]
    [InlineData("{\"widgetKey\":\"x\",\"token\":[],\"locale\":\"en\"}", "validation")]
    [InlineData("{\"widgetKey\":\"x\",\"token\":null,\"locale\":\"<script>\"}", "validation")]
    [InlineData("{\"widgetKey\":\"x\",\"token\":null,\"locale\":\"en\",\"contactId\":\"x\"}", "unknown_field")]
    public async Task Refuses_loose_types_and_foreign_fields(string body, string code)
    {
        using var visitor = new RestClient(fixture.Product.Address);
        await Refusals.Is(400, code, await visitor.PostText("/widget/session", body), "script");
    }

    [Fact]
    public async Task Is_refused_to_other_sites()
    {
        using var visitor = new RestClient(fixture.Product.Address);
        var body = System.Net.Http.Json.JsonContent.Create(new { widgetKey = await WidgetKey(), token = (string?)null, locale = "en" });
        await Refusals.Is(
            403, "origin_not_allowed", await visitor.Send(HttpMethod.Post, "/widget/session", body, ("Origin", "https://evil.example")));
    }

    [Fact, BadInput(64)]
    public async Task Makes_only_so_many_new_contacts_for_one_network_address()
    {
        using var flooder = new RestClient(fixture.Product.Address, from: "127.0.0.99");
        var key = await WidgetKey();
        var token = (await Open(flooder, key, null)).GetProperty("token").GetString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            _ => flooder.Post("/widget/session", new { widgetKey = key, token = (string?)null, locale = "en" })));
        var refused = Assert.Single(answers, answer => !answer.IsSuccessStatusCode);
        await Refusals.Is(429, "rate_limited", refused);
        Assert.NotNull(refused.Headers.RetryAfter);
        await Open(flooder, key, token);
    }

    [Theory, BadInput(56, 57)]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("file://")]
    [InlineData("")]
    [InlineData("*")]
    public async Task Frame_is_refused_to_pages_that_are_not_listed(string host)
    {
        using var visitor = new RestClient(fixture.Product.Address);
        await Refusals.Is(403, "origin_not_allowed", await visitor.Get($"/widget/frame?key={await WidgetKey()}&host={Uri.EscapeDataString(host)}"));
    }

    [Fact, BadInput(57)]
    public async Task Frame_is_refused_to_a_page_that_names_another_host_than_its_own()
    {
        using var visitor = new RestClient(fixture.Product.Address);
        var answer = await visitor.Send(
            HttpMethod.Get, $"/widget/frame?key={await WidgetKey()}&host={ShopOrigin}", null, ("Referer", "https://evil.example/page"));
        await Refusals.Is(403, "origin_not_allowed", answer);
    }

    private static async Task<System.Text.Json.JsonElement> Open(RestClient visitor, string key, string? token)
    {
        var answer = await visitor.Post("/widget/session", new { widgetKey = key, token, locale = "en" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await RestClient.Json(answer);
    }

    private Task<string> WidgetKey() => DemoPages.WidgetKey(fixture.Product);
}

/// <summary>What the demo shop's pages say.</summary>
internal static partial class DemoPages
{
    /// <summary>The key in the shop's script tag.</summary>
    public static async Task<string> WidgetKey(ProductProcess product)
    {
        using var customer = new RestClient(product.DemoAddress);
        var page = await (await customer.Get("/")).Content.ReadAsStringAsync();
        var key = Key().Match(page);
        Assert.True(key.Success, $"The shop's page names no widget: {page}");
        return key.Groups["key"].Value;
    }

    [GeneratedRegex("data-widget-key=\"(?<key>[0-9a-f]{32}-[0-9a-f]{32})\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();
}
