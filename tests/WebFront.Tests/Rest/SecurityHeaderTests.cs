using System.Net;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>What browsers are told not to do.</summary>
[Collection(nameof(ProductCollection))]
public sealed class SecurityHeaderTests(ProductFixture fixture)
{
    [Theory, BadInput(68)]
    [InlineData("/api/me")]
    [InlineData("/api/nothing")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    public async Task What_is_no_page_may_load_nothing_and_be_framed_by_nobody(string path)
    {
        using var stranger = new RestClient(fixture.Product.Address);
        var answer = await stranger.Get(path);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact, BadInput(68)]
    public async Task The_dashboard_runs_only_our_files_and_a_style_with_the_pages_own_nonce()
    {
        if (!IsBuilt("app/index.html"))
        {
            Assert.Skip("The clients are not built.");
        }
        using var stranger = new RestClient(fixture.Product.Address);
        var first = await stranger.Get("/app/");
        var second = await stranger.Get("/app/conversations/12");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var policy = Header(first, "Content-Security-Policy");
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var page = await first.Content.ReadAsStringAsync();
        Assert.DoesNotContain("{{nonce}}", page, StringComparison.Ordinal);
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        Assert.Contains(nonce, page, StringComparison.Ordinal);
        Assert.DoesNotContain(nonce, Header(second, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-cache", Header(first, "Cache-Control"));
    }

    [Fact, BadInput(68)]
    public async Task The_widgets_frame_is_framed_by_the_listed_sites_only()
    {
        if (!IsBuilt("widget/frame.html"))
        {
            Assert.Skip("The clients are not built.");
        }
        using var visitor = new RestClient(fixture.Product.Address);
        var shop = fixture.Product.DemoAddress.GetLeftPart(UriPartial.Authority);
        var answer = await visitor.Get($"/widget/frame?key={await DemoPages.WidgetKey(fixture.Product)}&host={shop}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Header(answer, "Content-Security-Policy");
        var ancestors = policy.Split(';').Single(part => part.Contains("frame-ancestors", StringComparison.Ordinal)).Trim();
        Assert.Equal(
            new[] { fixture.Product.Address.GetLeftPart(UriPartial.Authority), shop }.Order(),
            ancestors.Split(' ')[1..].Order());
        // The one thing that a widget may ask the browser for.
        Assert.Contains("geolocation=(self)", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_loader_is_asked_for_again_and_loads_from_any_site()
    {
        if (!IsBuilt("widget/loader.js"))
        {
            Assert.Skip("The clients are not built.");
        }
        using var visitor = new RestClient(fixture.Product.Address);
        var answer = await visitor.Send(HttpMethod.Get, "/widget/loader.js", null, ("Accept-Encoding", "gzip"));
        Assert.Equal("no-cache", Header(answer, "Cache-Control"));
        Assert.Equal("cross-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
        var again = await visitor.Send(
            HttpMethod.Get, "/widget/loader.js", null, ("Accept-Encoding", "gzip"), ("If-None-Match", answer.Headers.ETag?.ToString() ?? ""));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory, BadInput(32)]
    [InlineData("/hubs/operator/negotiate?negotiateVersion=1")]
    [InlineData("/hubs/widget/negotiate?negotiateVersion=1")]
    public async Task Hub_handshakes_are_refused_from_other_origins(string path)
    {
        foreach (var origin in new[] { "https://evil.example", "null", fixture.Product.Address.GetLeftPart(UriPartial.Authority) + ".evil.tld" })
        {
            await Refusals.Is(403, "origin_not_allowed", await fixture.Olivia.Send(HttpMethod.Post, path, null, ("Origin", origin)));
        }
        // A browser names its origin: a cookie without one is no browser's.
        await Refusals.Is(403, "origin_not_allowed", await fixture.Olivia.Send(HttpMethod.Post, path));
        using var stranger = new RestClient(fixture.Product.Address);
        await Refusals.Is(401, "unauthenticated", await stranger.Send(HttpMethod.Post, path));
    }

    [Fact, BadInput(24)]
    public async Task Forwarded_headers_of_strangers_change_nothing()
    {
        using var stranger = new RestClient(fixture.Product.Address);
        var answer = await stranger.Send(
            HttpMethod.Post,
            "/api/sign-in",
            System.Net.Http.Json.JsonContent.Create(new { email = "omar@demo.example", password = ProductFixture.Password, stayingSignedIn = false }),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-For", "1.2.3.4"),
            ("X-Forwarded-Host", "evil.example"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("messagecenter=", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_for_this_machine_only()
    {
        using var machine = new RestClient(fixture.Product.Address);
        var figures = await machine.Get("/metrics");
        Assert.Contains("messagecenter_", await figures.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Refusals.Is(401, "unauthenticated", await machine.Send(HttpMethod.Get, "/metrics", null, ("X-Forwarded-For", "1.2.3.4")));
    }

    private static bool IsBuilt(string file) => File.Exists(Path.Combine(Repository.ProductOutput, "wwwroot", file)) || RequireAll.IsOn;

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
