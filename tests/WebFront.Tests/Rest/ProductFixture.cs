using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>The built product in a process of its own, with the demo's account, shared by the tests that leave it as it is.</summary>
public sealed class ProductFixture : IAsyncLifetime
{
    public const string Password = "correct-horse-battery";

    private ProductProcess? product;

    public ProductProcess Product => product ?? throw new InvalidOperationException("The product does not run.");

    /// <summary>Olivia, signed in.</summary>
    public RestClient Olivia { get; private set; } = new(new("http://127.0.0.1"));

    public async ValueTask InitializeAsync()
    {
        product = await ProductProcess.Start();
        Olivia = new RestClient(product.Address);
        await Olivia.SignIn("olivia@demo.example", Password);
    }

    public async ValueTask DisposeAsync()
    {
        Olivia.Dispose();
        if (product is not null)
        {
            await product.DisposeAsync();
        }
    }
}

/// <summary>Tests of one running product.</summary>
[CollectionDefinition(nameof(ProductCollection))]
public sealed class ProductCollection : ICollectionFixture<ProductFixture>;

/// <summary>A browser as far as REST goes: cookies, the anti-forgery token, and an address to come from.</summary>
public sealed class RestClient : IDisposable
{
    private readonly HttpClient http;

    public RestClient(Uri address, string? from = null)
    {
        var handler = new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false };
        if (from is not null)
        {
            handler.ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }
        http = new(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
    }

    public CookieContainer Cookies { get; } = new();

    public string AntiForgeryToken { get; private set; } = "";

    public Uri Address => http.BaseAddress ?? throw new InvalidOperationException("No address.");

    public async Task<HttpResponseMessage> SignIn(string email, string password)
    {
        var answer = await Post("/api/sign-in", new { email, password, stayingSignedIn = false });
        if (answer.IsSuccessStatusCode)
        {
            AntiForgeryToken = (await Json(answer)).GetProperty("antiForgeryToken").GetString() ?? "";
        }
        return answer;
    }

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> Post(string path, object body) => Send(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<HttpResponseMessage> PostText(string path, string body, string contentType = "application/json") =>
        PostBytes(path, Encoding.UTF8.GetBytes(body), contentType);

    public Task<HttpResponseMessage> PostBytes(string path, byte[] body, string contentType = "application/json") =>
        SendBytes(HttpMethod.Post, path, body, contentType);

    public Task<HttpResponseMessage> SendBytes(HttpMethod method, string path, byte[] body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Send(method, path, content);
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (AntiForgeryToken.Length > 0 && headers.All(header => header.Name != "X-Anti-Forgery"))
        {
            request.Headers.Add("X-Anti-Forgery", AntiForgeryToken);
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await http.SendAsync(request);
    }

    public static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What every refusal must look like.</summary>
public static class Refusals
{
    /// <summary>Status and code are the expected ones, in a problem that says nothing of what was sent or of how we are built.</summary>
    public static async Task Is(int status, string code, HttpResponseMessage answer, string? notEchoed = null, string? reason = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"Expected {status} {code}, got {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (await RestClient.Json(answer)).GetProperty("code").GetString());
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        if (reason is not null)
        {
            Assert.Equal(reason, (await RestClient.Json(answer)).GetProperty("reason").GetString());
        }
        if (notEchoed is not null)
        {
            Assert.DoesNotContain(notEchoed, text, StringComparison.Ordinal);
        }
    }
}
