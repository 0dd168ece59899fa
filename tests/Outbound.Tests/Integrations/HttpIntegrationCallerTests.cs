using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MessageCenter.Domain;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Grains.Deliveries;
using MessageCenter.Outbound.Integrations;

namespace MessageCenter.Outbound.Tests.Integrations;

/// <summary>Where a call may lead, what it carries, and what an answer may do.</summary>
public sealed class HttpIntegrationCallerTests
{
    private const string Secret = "0123456789abcdef";

    private static readonly CommandId Id = new(Guid.Parse("0b5f3a52-93c1-4a3c-8d52-6d3f5f6f2a10"));

    [Theory, BadInput(77)]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://localhost.:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://[::]:{0}/")]
    public async Task This_machine_is_not_called_however_it_is_spelled(string url)
    {
        await using var server = Listener.Start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var result = await Call(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, server.Port));
        Assert.NotNull(result.Outcome.Problem);
        Assert.Equal(0, server.Hits);
    }

    [Theory, BadInput(77, 78)]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("ff02::1")]
    public void Networks_that_are_not_everybodys_are_known(string address) => Assert.False(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:2800:220:1::1")]
    public void Everybodys_addresses_are_known(string address) => Assert.True(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task What_is_posted_is_signed_together_with_the_time()
    {
        await using var server = Listener.Start(Json("{\"text\":\"Order 7\",\"link\":\"https://shop.example/7\"}"));
        Assert.Equal(new(DeliveryOutcome.Sent, "Order 7", "https://shop.example/7"), await Call(server.Url, server.Port));
        var (head, body) = (server.Requests.Single().Split("\r\n\r\n", 2)[0], server.Requests.Single().Split("\r\n\r\n", 2)[1]);
        var headers = head.Split("\r\n").Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(one => one[0], one => one[1], StringComparer.OrdinalIgnoreCase);
        Assert.Equal("{\"messages\":[]}", body);
        Assert.Equal(Id.ToString(), headers["X-MessageCenter-Event"]);
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{headers["X-MessageCenter-Timestamp"]}.{body}"));
        Assert.Equal("sha256=" + Convert.ToHexStringLower(signed), headers["X-MessageCenter-Signature"]);
    }

    [Fact, BadInput(78)]
    public async Task A_redirect_is_not_followed()
    {
        await using var inner = Listener.Start(Json("{}"));
        await using var outer = Listener.Start($"HTTP/1.1 302 Found\r\nLocation: {inner.Url}\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(DeliveryProblem.CallRefused, (await Call(outer.Url, outer.Port)).Outcome.Problem);
        Assert.Equal(0, inner.Hits);
    }

    [Theory]
    [InlineData("500 Oops", DeliveryProblem.ServerBusy, false)]
    [InlineData("429 Slow", DeliveryProblem.ServerBusy, false)]
    [InlineData("404 Gone", DeliveryProblem.CallRefused, true)]
    public async Task Refusals_are_for_good_or_for_now(string status, DeliveryProblem problem, bool isFinal)
    {
        await using var server = Listener.Start($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        var outcome = (await Call(server.Url, server.Port)).Outcome;
        Assert.Equal((problem, isFinal), (outcome.Problem, outcome.IsFinal));
    }

    [Fact, BadInput(79)]
    public async Task An_answer_that_is_too_long_is_not_read_to_its_end()
    {
        await using var server = Listener.Start("HTTP/1.1 200 OK\r\n\r\n" + new string('x', 1_000_000));
        Assert.Equal(DeliveryProblem.AnswerIsInvalid, (await Call(server.Url, server.Port)).Outcome.Problem);
    }

    [Fact, BadInput(79)]
    public async Task An_answer_that_never_ends_is_left_when_the_time_is_over()
    {
        await using var server = Listener.Start("HTTP/1.1 200 OK\r\n\r\n{", closes: false);
        Assert.Equal(DeliveryProblem.TimeLimit, (await Call(server.Url, server.Port, TimeSpan.FromMilliseconds(300))).Outcome.Problem);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("7")]
    public async Task An_answer_that_is_no_object_is_none(string body)
    {
        await using var server = Listener.Start(Json(body));
        Assert.Equal(DeliveryProblem.AnswerIsInvalid, (await Call(server.Url, server.Port)).Outcome.Problem);
    }

    [Fact]
    public async Task A_system_that_is_not_there_is_asked_again_later()
    {
        var port = MailServer.FreePort();
        var outcome = (await Call($"http://127.0.0.1:{port}/", port)).Outcome;
        Assert.Equal((DeliveryProblem.ServerNotReached, false), (outcome.Problem, outcome.IsFinal));
    }

    private static async Task<IntegrationResult> Call(string url, int? allowedPort = null, TimeSpan? limit = null)
    {
        string[] allowed = allowedPort is { } port ? [$"127.0.0.1:{port}"] : [];
        using var caller = new HttpIntegrationCaller(new(allowed, limit ?? TimeSpan.FromSeconds(20)), TimeProvider.System);
        return await caller.Call(new(Id, new("Shop system", url, Secret), "{\"messages\":[]}"), default);
    }

    private static string Json(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Counts who comes, and says one thing to everybody.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        private readonly CancellationTokenSource stop = new();
        private readonly string answer;
        private readonly bool closes;
        private Task running = Task.CompletedTask;
        private int hits;

        private Listener(string answer, bool closes) => (this.answer, this.closes) = (answer, closes);

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public string Url => $"http://127.0.0.1:{Port}/hook";

        public int Hits => hits;

        public ConcurrentQueue<string> Requests { get; } = [];

        public static Listener Start(string answer, bool closes = true)
        {
            var made = new Listener(answer, closes);
            made.listener.Start();
            made.running = made.Run();
            return made;
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            listener.Dispose();
            await running;
            stop.Dispose();
        }

        private async Task Run()
        {
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    using var client = await listener.AcceptTcpClientAsync(stop.Token);
                    Interlocked.Increment(ref hits);
                    await Answer(client);
                }
            }
            catch (Exception problem) when (problem is OperationCanceledException or SocketException or InvalidOperationException)
            {
                // The test is over.
            }
        }

        private async Task Answer(TcpClient client)
        {
            try
            {
                var buffer = new byte[8_192];
                var request = "";
                while (!request.EndsWith("]}", StringComparison.Ordinal) && await client.GetStream().ReadAsync(buffer, stop.Token) is > 0 and var read)
                {
                    request += Encoding.UTF8.GetString(buffer, 0, read);
                }
                Requests.Enqueue(request);
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer), stop.Token);
                if (!closes)
                {
                    await Task.Delay(Timeout.Infinite, stop.Token);
                }
            }
            catch (IOException)
            {
                // Whoever asked has heard enough.
            }
        }
    }
}
