using System.Diagnostics;
using System.Net;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>Signing in, staying in, going out.</summary>
[Collection(nameof(ProductCollection))]
public sealed class SignInTests(ProductFixture fixture)
{
    [Fact]
    public async Task Answers_who_is_signed_in_and_sets_a_cookie_that_scripts_cannot_read()
    {
        using var client = new RestClient(fixture.Product.Address);
        var answer = await client.SignIn("omar@demo.example", ProductFixture.Password);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var signedIn = await RestClient.Json(answer);
        Assert.Equal("Omar", signedIn.GetProperty("me").GetProperty("name").GetString());
        Assert.Equal("agent", signedIn.GetProperty("me").GetProperty("role").GetString());
        Assert.Equal("Demo Shop", signedIn.GetProperty("accountName").GetString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("messagecenter=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/me")).StatusCode);
    }

    [Fact, BadInput(27)]
    public async Task Takes_the_address_in_any_case_and_the_password_in_any_normal_form()
    {
        using var client = new RestClient(fixture.Product.Address);
        Assert.Equal(HttpStatusCode.OK, (await client.SignIn(" ADA@Demo.Example ", ProductFixture.Password)).StatusCode);
    }

    [Fact, BadInput(25)]
    public async Task Refuses_an_unknown_address_and_a_wrong_password_alike()
    {
        using var client = new RestClient(fixture.Product.Address);
        await client.SignIn("nobody0@demo.example", "wrong-password");
        var unknown = Stopwatch.StartNew();
        var first = await client.SignIn("nobody@demo.example", "wrong-password");
        unknown.Stop();
        var wrong = Stopwatch.StartNew();
        var second = await client.SignIn("olivia@demo.example", "wrong-password");
        wrong.Stop();
        await Refusals.Is(401, "unauthenticated", first, "nobody");
        await Refusals.Is(401, "unauthenticated", second, "olivia");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.True(unknown.ElapsedMilliseconds >= 240 && wrong.ElapsedMilliseconds >= 240, "A refusal came too soon.");
        Assert.False(first.Headers.Contains("Set-Cookie"));
    }

    [Fact, BadInput(28)]
    public async Task Gives_a_new_session_whatever_cookie_was_there_before()
    {
        using var client = new RestClient(fixture.Product.Address);
        client.Cookies.Add(client.Address, new Cookie("messagecenter", "chosen-by-somebody-else"));
        await client.SignIn("ada@demo.example", ProductFixture.Password);
        var first = client.Cookies.GetCookies(client.Address)["messagecenter"]?.Value;
        await client.SignIn("ada@demo.example", ProductFixture.Password);
        var second = client.Cookies.GetCookies(client.Address)["messagecenter"]?.Value;
        Assert.NotEqual("chosen-by-somebody-else", first);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Ends_with_sign_out_even_for_a_copy_of_the_cookie()
    {
        using var client = new RestClient(fixture.Product.Address);
        await client.SignIn("ada@demo.example", ProductFixture.Password);
        using var thief = new RestClient(fixture.Product.Address);
        thief.Cookies.Add(client.Cookies.GetCookies(client.Address));
        Assert.Equal(HttpStatusCode.OK, (await thief.Get("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.Send(HttpMethod.Post, "/api/sign-out")).StatusCode);
        await Refusals.Is(401, "unauthenticated", await client.Get("/api/me"));
        await Refusals.Is(401, "unauthenticated", await thief.Get("/api/me"));
    }

    [Fact, BadInput(1)]
    public async Task Is_needed_for_everything_else_of_the_api()
    {
        using var stranger = new RestClient(fixture.Product.Address);
        foreach (var path in new[] { "/api/me", $"/api/conversations/{Guid.NewGuid()}", $"/api/contacts/{Guid.NewGuid()}" })
        {
            var answer = await stranger.Get(path);
            await Refusals.Is(401, "unauthenticated", answer);
            Assert.NotEmpty(answer.Headers.WwwAuthenticate);
        }
    }

    [Fact, BadInput(26)]
    public async Task Is_refused_after_too_many_tries_on_one_address_of_one_person()
    {
        using var client = new RestClient(fixture.Product.Address);
        HttpResponseMessage? answer = null;
        for (var tries = 0; tries <= 20; tries++)
        {
            answer = await client.SignIn("too-many@demo.example", "wrong-password");
        }
        Assert.NotNull(answer);
        await Refusals.Is(429, "rate_limited", answer);
        Assert.InRange(answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
    }

    [Fact, BadInput(26)]
    public async Task With_the_right_password_works_from_elsewhere_while_somebody_guesses()
    {
        using var guesser = new RestClient(fixture.Product.Address, from: "127.0.0.87");
        for (var tries = 0; tries <= 20; tries++)
        {
            await guesser.SignIn("ada@demo.example", "wrong-password");
        }
        await Refusals.Is(429, "rate_limited", await guesser.SignIn("ada@demo.example", ProductFixture.Password));
        using var ada = new RestClient(fixture.Product.Address, from: "127.0.0.88");
        Assert.Equal(HttpStatusCode.OK, (await ada.SignIn("ada@demo.example", ProductFixture.Password)).StatusCode);
    }

    [Fact, BadInput(26)]
    public async Task Is_refused_after_too_many_tries_from_one_network_address_and_works_from_another()
    {
        using var flooder = new RestClient(fixture.Product.Address, from: "127.0.0.77");
        // One name throughout: most tries are refused by its own limit, without the work of a hash, and count all the same.
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => flooder.SignIn("flood@demo.example", "wrong-password")));
        await Refusals.Is(429, "rate_limited", await flooder.SignIn("omar@demo.example", ProductFixture.Password));
        using var other = new RestClient(fixture.Product.Address, from: "127.0.0.78");
        Assert.Equal(HttpStatusCode.OK, (await other.SignIn("omar@demo.example", ProductFixture.Password)).StatusCode);
    }

    [Fact]
    public async Task Lets_nobody_write_without_the_sessions_own_token()
    {
        using var client = new RestClient(fixture.Product.Address);
        await client.SignIn("ada@demo.example", ProductFixture.Password);
        foreach (var token in new[] { "", "garbage", fixture.Olivia.AntiForgeryToken })
        {
            await Refusals.Is(403, "forbidden", await client.Send(HttpMethod.Post, "/api/sign-out", null, ("X-Anti-Forgery", token)));
        }
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/me")).StatusCode);
    }

    [Fact, BadInput(14)]
    public async Task Lets_nobody_write_from_another_origin()
    {
        foreach (var origin in new[] { "https://evil.example", "null", fixture.Product.Address.GetLeftPart(UriPartial.Authority) + ".evil.example" })
        {
            await Refusals.Is(
                403, "origin_not_allowed", await fixture.Olivia.Send(HttpMethod.Post, "/api/sign-out", null, ("Origin", origin)));
        }
    }
}
