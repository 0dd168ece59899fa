using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Product;

/// <summary>A visitor's right to her socket.</summary>
internal sealed record WidgetSession(string Token);

/// <summary>Signs operators in, opens widget sessions and connects sockets, as the two front ends do.</summary>
internal sealed class ProductClient : IDisposable
{
    /// <summary>The operators of the demo account.</summary>
    public static IReadOnlyList<string> Operators { get; } =
        ["olivia@demo.example", "omar@demo.example", "ada@demo.example"];

    private static readonly TimeSpan CanWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AsksAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly SocketsHttpHandler transport = new() { UseCookies = false, MaxConnectionsPerServer = 64 };
    private readonly HttpClient http;
    private readonly HttpMessageInvoker upgrades;
    private readonly Uri address;

    public ProductClient(Uri address)
    {
        this.address = address;
        http = new(transport, disposeHandler: false) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        upgrades = new(transport, disposeHandler: false);
    }

    /// <summary>The cookie of an operator's session.</summary>
    public async Task<string> SignIn(string email, CancellationToken cancel)
    {
        var body = new { email, password = ProductServer.Password, stayingSignedIn = false };
        using var answer = await Post("/api/sign-in", body, cancel);
        if (!answer.IsSuccessStatusCode || !answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            throw new LoadTestException($"{email} cannot sign in: {(int)answer.StatusCode}.");
        }
        return string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]));
    }

    /// <summary>The key of the demo account's widget.</summary>
    public async Task<string> FindWidget(CancellationToken cancel)
    {
        var cookie = await SignIn(Operators[0], cancel);
        await using var desk = await ConnectOperator(cookie, new Deaf(), cancel);
        var inbox = await desk.Invoke("Hello", new { locale = "en" }, cancel);
        return inbox.GetProperty("account").GetProperty("widgets")[0].GetProperty("widgetKey").GetString() ?? "";
    }

    /// <summary>A new contact's session.</summary>
    public async Task<WidgetSession> OpenWidgetSession(string widgetKey, CancellationToken cancel)
    {
        var body = new { widgetKey, token = (string?)null, locale = "en" };
        using var answer = await Post("/widget/session", body, cancel);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
        {
            throw new LoadTestException("The product refuses so many new contacts from one address: raise its limit.");
        }
        answer.EnsureSuccessStatusCode();
        using var session = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(cancel));
        return new(session.RootElement.GetProperty("token").GetString() ?? throw new LoadTestException("No widget token."));
    }

    /// <summary>A server that has just started may not be able to yet, and says so: it is asked again, as browsers do.</summary>
    private async Task<HttpResponseMessage> Post(string path, object body, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancel);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || Stopwatch.GetElapsedTime(begun) > CanWithin)
            {
                return answer;
            }
            answer.Dispose();
            await Task.Delay(AsksAgainAfter, cancel);
        }
    }

    public Task<HubSocket> ConnectOperator(string cookie, IHubListener listener, CancellationToken cancel) =>
        HubSocket.Connect(Socket("/hubs/operator"), Origin, cookie, upgrades, listener, cancel);

    /// <summary>An operator's socket that makes these calls and never reads.</summary>
    public Task<DeafSocket> ConnectDeafOperator(
        string cookie, IEnumerable<(string Method, object Argument)> calls, CancellationToken cancel) =>
        DeafSocket.Connect(Socket("/hubs/operator"), Origin, cookie, calls, cancel);

    public Task<HubSocket> ConnectWidget(string widgetKey, WidgetSession session, IHubListener listener, CancellationToken cancel) =>
        HubSocket.Connect(
            Socket($"/hubs/widget?key={Uri.EscapeDataString(widgetKey)}&access_token={Uri.EscapeDataString(session.Token)}"),
            Origin, null, upgrades, listener, cancel);

    public void Dispose()
    {
        upgrades.Dispose();
        http.Dispose();
        transport.Dispose();
    }

    private string Origin => address.GetLeftPart(UriPartial.Authority);

    private Uri Socket(string path) => new($"ws://{address.Authority}{path}");

    /// <summary>Wants nothing but answers.</summary>
    private sealed class Deaf : IHubListener
    {
        public void Hear(HubSocket socket, in HubRecord record)
        {
        }

        public void Closed(HubSocket socket)
        {
        }
    }
}
