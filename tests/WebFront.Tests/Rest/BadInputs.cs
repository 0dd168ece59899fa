using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>What comes in on REST and must not: each row an input and the answer it gets, expected status and code last.</summary>
[Collection(nameof(ProductCollection))]
public sealed class BadInputs(ProductFixture fixture)
{
    private const string SignIn = "/api/sign-in";

    private static string Deep => string.Concat(Enumerable.Repeat("{\"a\":", 10_000));

    public static TheoryData<string, string, int, string> Bodies => new()
    {
        { "empty", "", 400, "validation" },
        { "null", "null", 400, "validation" },
        { "an array", "[]", 400, "validation" },
        { "a text", "\"x\"", 400, "validation" },
        { "a number", "1", 400, "validation" },
        { "broken", "{\"email\":", 400, "validation" },
        { "a trailing comma", "{\"email\":\"a@b.example\",\"password\":\"p\",\"stayingSignedIn\":false,}", 400, "validation" },
        { "two documents", "{\"email\":\"a@b.example\",\"password\":\"p\",\"stayingSignedIn\":false}{}", 400, "validation" },
        { "a comment", "{/* */\"email\":\"a@b.example\",\"password\":\"p\",\"stayingSignedIn\":false}", 400, "validation" },
        { "a byte order mark", "\uFEFF{\"email\":\"a@b.example\",\"password\":\"p\",\"stayingSignedIn\":false}", 400, "validation" },
        { "a name twice", "{\"email\":\"a@b.example\",\"email\":\"c@d.example\",\"password\":\"p\",\"stayingSignedIn\":false}", 400, "validation" },
        { "10 000 levels", Deep, 400, "validation" },
        { "a missing field", "{\"email\":\"a@b.example\",\"password\":\"p\"}", 400, "validation" },
        { "null for a needed value", "{\"email\":null,\"password\":\"p\",\"stayingSignedIn\":false}", 400, "validation" },
        { "a number for a text", "{\"email\":1,\"password\":\"p\",\"stayingSignedIn\":false}", 400, "validation" },
        { "a text for a truth", "{\"email\":\"a@b.example\",\"password\":\"p\",\"stayingSignedIn\":\"false\"}", 400, "validation" },
        { "half a character", "{\"email\":\"a\\ud800@b.example\",\"password\":\"p\",\"stayingSignedIn\":false}", 400, "validation" },
        { "half a character in a name", "{\"\\ud800\":1}", 400, "validation" },
        { "an account", "{\"email\":\"a@b.example\",\"password\":\"p\",\"stayingSignedIn\":false,\"accountId\":\"x\"}", 400, "unknown_field" },
        { "a role", "{\"email\":\"a@b.example\",\"password\":\"p\",\"stayingSignedIn\":false,\"isAdmin\":true}", 400, "unknown_field" },
        { "a name in another case", "{\"Email\":\"a@b.example\",\"password\":\"p\",\"stayingSignedIn\":false}", 400, "unknown_field" },
    };

    [Theory, BadInput(6, 7, 9, 10, 11, 12), MemberData(nameof(Bodies))]
    public async Task Body_is_refused(string what, string body, int status, string code)
    {
        Assert.NotEmpty(what);
        using var client = new RestClient(fixture.Product.Address);
        await Refusals.Is(status, code, await client.PostText(SignIn, body), "b.example");
    }

    [Theory, BadInput(14)]
    [InlineData("text/plain", 415, "unsupported_media_type")]
    [InlineData("application/x-www-form-urlencoded", 415, "unsupported_media_type")]
    [InlineData("multipart/form-data; boundary=x", 415, "unsupported_media_type")]
    [InlineData("", 415, "unsupported_media_type")]
    public async Task Content_type_is_refused(string contentType, int status, string code)
    {
        using var client = new RestClient(fixture.Product.Address);
        await Refusals.Is(status, code, await client.PostText(SignIn, "{\"email\":\"a@b.example\",\"password\":\"p\"}", contentType));
    }

    [Fact, BadInput(10)]
    public async Task Body_in_UTF_16_is_refused()
    {
        using var client = new RestClient(fixture.Product.Address);
        var body = Encoding.Unicode.GetBytes("{\"email\":\"a@b.example\",\"password\":\"p\",\"stayingSignedIn\":false}");
        await Refusals.Is(400, "validation", await client.PostBytes(SignIn, body));
        await Refusals.Is(400, "validation", await client.PostBytes(SignIn, body, "application/json; charset=utf-16"));
    }

    [Theory, BadInput(13, 27)]
    [InlineData(1_024, 401, "unauthenticated")]
    [InlineData(1_025, 400, "validation")]
    [InlineData(1_000_000, 413, "too_large")]
    public async Task Password_is_bounded(int bytes, int status, string code)
    {
        using var client = new RestClient(fixture.Product.Address);
        await Refusals.Is(status, code, await client.SignIn("long-password@demo.example", new('p', bytes)));
    }

    [Theory, BadInput(27)]
    [InlineData("nul\0inside", 401, "unauthenticated")]
    [InlineData("", 400, "validation")]
    public async Task Password_is_text(string password, int status, string code)
    {
        using var client = new RestClient(fixture.Product.Address);
        await Refusals.Is(status, code, await client.SignIn("odd-password@demo.example", password));
    }

    [Theory, BadInput(8)]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9223372036854775808")]
    [InlineData("1e3")]
    [InlineData("1%20")]
    [InlineData("01")]
    [InlineData("..%2F1")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("{6ba7b810-9dad-11d1-80b4-00c04fd430c8}")]
    [InlineData("6ba7b8109dad11d180b400c04fd430c8")]
    [InlineData("6ba7b810-9dad-11d1-80b4-00c04fd430c8")]
    public async Task Id_that_names_nothing_is_not_found(string id)
    {
        foreach (var path in new[] { $"/api/conversations/{id}", $"/api/conversations/{id}/timeline", $"/api/contacts/{id}" })
        {
            await Refusals.Is(404, "not_found", await fixture.Olivia.Get(path));
        }
    }

    [Fact, BadInput(8)]
    public async Task Path_with_a_null_character_or_of_10_KB_is_refused()
    {
        Assert.InRange((int)(await fixture.Olivia.Get("/api/conversations/%00")).StatusCode, 400, 499);
        Assert.InRange((int)(await fixture.Olivia.Get("/api/conversations/" + new string('a', 10_000))).StatusCode, 400, 499);
    }

    [Theory, BadInput(16)]
    [InlineData("limit=0")]
    [InlineData("limit=-5")]
    [InlineData("limit=201")]
    [InlineData("limit=1000000000")]
    [InlineData("limit=abc")]
    [InlineData("limit=1.5")]
    [InlineData("limit=")]
    [InlineData("after=-1")]
    [InlineData("after=abc")]
    [InlineData("after=99999999999999999999")]
    [InlineData("before=0")]
    [InlineData("after=1&before=5")]
    public async Task Page_of_a_timeline_that_cannot_be_is_refused(string query) => await Refusals.Is(
        400, "validation", await fixture.Olivia.Get($"/api/conversations/{Guid.NewGuid()}/timeline?{query}"));

    [Theory, BadInput(15)]
    [InlineData("POST", "/api/me", 405, "method_not_allowed")]
    [InlineData("DELETE", "/api/setup", 405, "method_not_allowed")]
    [InlineData("BREW", "/api/me", 405, "method_not_allowed")]
    [InlineData("GET", "/api/sign-in", 405, "method_not_allowed")]
    [InlineData("GET", "/api/sign-out", 405, "method_not_allowed")]
    [InlineData("GET", "/api/nothing", 404, "not_found")]
    [InlineData("GET", "/etc/passwd", 404, "not_found")]
    [InlineData("GET", "/app/assets/nothing.js", 404, "not_found")]
    [InlineData("GET", "/app/..%2f..%2fMessageCenter.WebFront.dll", 404, "not_found")]
    [InlineData("GET", "/widget/frame.html", 404, "not_found")]
    public async Task Verb_or_path_that_is_not_there_is_refused(string verb, string path, int status, string code) =>
        await Refusals.Is(status, code, await fixture.Olivia.Send(new HttpMethod(verb), path));

    [Fact, BadInput(15)]
    public async Task Verb_is_not_overridden_by_a_header()
    {
        var answer = await fixture.Olivia.Send(HttpMethod.Get, "/api/me", null, ("X-HTTP-Method-Override", "DELETE"));
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact, BadInput(23)]
    public async Task Host_that_is_not_listed_is_refused()
    {
        await Refusals.Is(400, "validation", await fixture.Olivia.Send(HttpMethod.Get, "/api/me", null, ("Host", "evil.example")));
    }

    [Fact, BadInput(20, 48)]
    public async Task Message_needs_an_id_of_its_own()
    {
        var path = $"/api/conversations/{Guid.NewGuid()}/messages";
        await Refusals.Is(400, "validation", await fixture.Olivia.Post(path, new { text = "Hello" }));
        foreach (var key in new[] { "1", "not-an-id", new string('a', 5_000), Guid.Empty.ToString() })
        {
            var content = System.Net.Http.Json.JsonContent.Create(new { text = "Hello" });
            await Refusals.Is(400, "validation", await fixture.Olivia.Send(HttpMethod.Post, path, content, ("Idempotency-Key", key)));
        }
        var posted = System.Net.Http.Json.JsonContent.Create(new { text = "Hello" });
        await Refusals.Is(
            404, "not_found", await fixture.Olivia.Send(HttpMethod.Post, path, posted, ("Idempotency-Key", Guid.NewGuid().ToString())));
    }

    [Theory, BadInput(13)]
    [InlineData("POST /api/sign-in HTTP/1.1\r\nHost: {0}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST /api/sign-in HTTP/1.1\r\nHost: {0}\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n2;\nx\r\nab\r\n0\r\n\r\n", 400)]
    [InlineData("GET /api/me HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /api/me HTTP/1.1\r\nHost: {0}\r\nHost: evil.example\r\n\r\n", 400)]
    public async Task Message_that_could_be_read_two_ways_is_refused(string format, int status)
    {
        var address = fixture.Product.Address;
        using var socket = new TcpClient(address.Host, address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, format, address.Authority)));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.StartsWith($"HTTP/1.1 {status}", await reader.ReadLineAsync(patience.Token), StringComparison.Ordinal);
    }
}
