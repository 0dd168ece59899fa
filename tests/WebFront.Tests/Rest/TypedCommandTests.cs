using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>Typed commands over REST, for whoever builds on it.</summary>
[Collection(nameof(ProductCollection))]
public sealed class TypedCommandTests(ProductFixture fixture)
{
    [Fact]
    public async Task Is_carried_out_once_however_often_it_is_sent()
    {
        var id = await Begin();
        var key = Guid.NewGuid().ToString();

        var first = await Run(id, "$topic Delivery", key);
        var again = await Run(id, "$topic Delivery", key);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        var head = await RestClient.Json(await fixture.Olivia.Get($"/api/conversations/{id}"));
        Assert.Equal(1, head.GetProperty("topics").GetArrayLength());
    }

    [Theory]
    [InlineData("$nmae Anna", 400, "commandIsUnknown")]
    [InlineData("$dispatch a@shop.example\r\nBcc: b@shop.example", 400, "emailIsInvalid")]
    [InlineData("$send", 409, "conversationHasNotEnded")]
    public async Task Is_refused_with_its_reason(string text, int status, string reason)
    {
        var answer = await Run(await Begin(), text, Guid.NewGuid().ToString());
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_an_id_of_its_own_a_conversation_and_an_operator()
    {
        var id = await Begin();
        await Refusals.Is(400, "validation", await Run(id, "$name Anna", "not-an-id"));
        await Refusals.Is(404, "not_found", await Run(Guid.NewGuid(), "$name Anna", Guid.NewGuid().ToString()));
        using var nobody = new RestClient(fixture.Product.Address);
        var answer = await nobody.Send(
            HttpMethod.Post,
            $"/api/conversations/{id}/commands",
            JsonContent.Create(new { text = "$name Anna" }),
            ("Idempotency-Key", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private Task<HttpResponseMessage> Run(Guid id, string text, string key) => fixture.Olivia.Send(
        HttpMethod.Post, $"/api/conversations/{id}/commands", JsonContent.Create(new { text }), ("Idempotency-Key", key));

    /// <summary>A visitor of the demo shop writes.</summary>
    private async Task<Guid> Begin()
    {
        using var visitor = new RestClient(fixture.Product.Address);
        var widgetKey = await DemoPages.WidgetKey(fixture.Product);
        var session = await RestClient.Json(await visitor.Post("/widget/session", new { widgetKey, token = (string?)null, locale = "en" }));
        await using var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(fixture.Product.Address, "/hubs/widget"), options =>
                options.AccessTokenProvider = () => Task.FromResult(session.GetProperty("token").GetString()))
            .Build();
        await connection.StartAsync();
        var id = Guid.NewGuid();
        await connection.InvokeAsync<JsonElement>(
            "StartConversation", new { conversationId = id, commandId = Guid.NewGuid(), text = "Hello?", locale = "en" });
        return id;
    }
}
