using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using MessageCenter.Domain;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Tests.Hubs;
using MessageCenter.WebFront.Tests.Rest;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>What is held off before anybody is asked who she is.</summary>
public sealed class DoorTests(FrontFixture front) : IClassFixture<FrontFixture>
{
    [Theory, BadInput(32)]
    [InlineData(HubRegistration.OperatorPath)]
    [InlineData(HubRegistration.WidgetPath)]
    public async Task A_socket_from_another_origin_is_refused_before_the_upgrade(string path)
    {
        using var olivia = new RestClient(front.Address);
        await olivia.SignIn(front.Shop.Olivia.Email, Tenant.Password);
        var token = (await Caller.Session(front, front.Shop.WidgetKey)).GetProperty("token").GetString();
        var hub = new UriBuilder(new Uri(front.Address, path)) { Query = $"access_token={token}" }.Uri;
        var own = front.Address.GetLeftPart(UriPartial.Authority);
        foreach (var origin in new[] { "https://evil.example", "null", own + ".evil.example", "https" + own[4..], own + "0", "" })
        {
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.Open(hub, options =>
            {
                options.Cookies = olivia.Cookies;
                if (origin.Length > 0)
                {
                    options.SetRequestHeader("Origin", origin);
                }
            }));
            Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        }
        await using var let = await RawSocket.Open(hub, options =>
        {
            options.Cookies = olivia.Cookies;
            options.SetRequestHeader("Origin", own);
        });
    }

    [Fact, BadInput(24)]
    public async Task A_header_that_names_a_user_lets_nobody_in()
    {
        using var nobody = new RestClient(front.Address);
        foreach (var header in new[] { "Remote-User", "X-Forwarded-User", "X-Remote-User", "X-Auth-Request-Email", "X-Forwarded-Email", "From" })
        {
            await Refusals.Is(401, "unauthenticated", await nobody.Send(HttpMethod.Get, "/api/me", null, (header, front.Shop.Olivia.Email)));
        }
    }

    [Fact, BadInput(25)]
    public async Task A_locked_operator_is_answered_like_one_who_does_not_exist()
    {
        var omar = front.Operator(front.Rival, front.Rival.Omar.Id);
        var kept = await omar.ReadCredentials();
        await omar.WriteCredentials(kept! with { LockedUntil = TimeProvider.System.GetUtcNow().AddMinutes(5) });
        using var client = new RestClient(front.Address);
        var begun = TimeProvider.System.GetTimestamp();
        var locked = await client.SignIn(front.Rival.Omar.Email, Tenant.Password);
        Assert.True(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds >= 240, "The refusal came too soon.");
        var unknown = await client.SignIn("nobody@rival.example", Tenant.Password);
        await Refusals.Is(401, "unauthenticated", locked);
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await locked.Content.ReadAsStringAsync());
        Assert.Equal(NamesOf(unknown), NamesOf(locked));
        await omar.WriteCredentials(kept);
        Assert.Equal(HttpStatusCode.OK, (await client.SignIn(front.Rival.Omar.Email, Tenant.Password)).StatusCode);
    }

    [Theory, BadInput(13)]
    [InlineData(Limits.RequestBodyBytesMax, 400)]
    [InlineData(Limits.RequestBodyBytesMax + 1, 413)]
    public async Task A_body_is_bounded_to_the_byte(int bytes, int status)
    {
        using var client = new RestClient(front.Address);
        var body = "{\"email\":\"" + new string('a', bytes - 12) + "\"}";
        Assert.Equal(bytes, body.Length);
        await Refusals.Is(status, status == 413 ? "too_large" : "validation", await client.PostText("/api/sign-in", body));
    }

    [Fact, BadInput(13)]
    public async Task A_body_that_never_ends_is_given_up()
    {
        using var socket = new TcpClient(front.Address.Host, front.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/sign-in HTTP/1.1\r\nHost: {front.Address.Authority}\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"ema\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadLineAsync().WaitAsync(Poll.Patience), StringComparison.Ordinal);
    }

    private static string NamesOf(HttpResponseMessage answer) => string.Join(',', answer.Headers.Select(header => header.Key).Order());
}
