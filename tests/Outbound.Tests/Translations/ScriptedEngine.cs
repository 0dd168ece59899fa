using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MessageCenter.Outbound.Tests.Translations;

/// <summary>
/// A server on a real socket that answers each request with what was written down for its path, for engines that nobody can
/// install here. It keeps what it was asked.
/// </summary>
internal sealed class ScriptedEngine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Task serving;

    public ScriptedEngine()
    {
        listener.Start();
        serving = Serve();
    }

    /// <summary>By path: status and body. Without one it never answers.</summary>
    public Dictionary<string, (int Status, string Body)> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Requests as they came: line, headers, body.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/");

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        await serving;
        ending.Dispose();
    }

    private async Task Serve()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(Serve(await listener.AcceptTcpClientAsync(ending.Token)));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var asked = await Read(stream);
                if (asked.Length == 0)
                {
                    return;
                }
                Asked.Enqueue(asked);
                var path = asked.Split(' ', 3)[1].Split('?')[0];
                if (!Answers.TryGetValue(path, out var answer))
                {
                    await Task.Delay(Timeout.Infinite, ending.Token);
                }
                var head = string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {answer.Status} Said\r\nContent-Type: application/json\r\nConnection: close\r\nLocation: {Address}elsewhere\r\n\r\n");
                await stream.WriteAsync(Encoding.UTF8.GetBytes(head + answer.Body), ending.Token);
            }
            catch (Exception problem) when (problem is IOException or OperationCanceledException or SocketException or InvalidOperationException)
            {
                // Whoever asked has gone.
            }
        }
    }

    private async Task<string> Read(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[16_384];
        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer, ending.Token);
            if (read == 0)
            {
                break;
            }
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        return text.ToString();
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }
        var body = request[(end + 4)..];
        var length = request[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null
            ? !request.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) || body.EndsWith("0\r\n\r\n", StringComparison.Ordinal)
            : Encoding.UTF8.GetByteCount(body) >= int.Parse(length.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture);
    }
}
