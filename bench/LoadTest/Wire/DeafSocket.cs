using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;

namespace MessageCenter.LoadTest.Wire;

/// <summary>
/// A client that calls, pings, and reads nothing that comes back. Its own buffers are small, and so are its packets, as on
/// a real line: on loopback the kernels of both sides would take megabytes before anybody noticed.
/// </summary>
internal sealed class DeafSocket : IAsyncDisposable
{
    private const int ReceiveBufferBytes = 4 * 1024;
    private const int PacketBytesMax = 1_400;
    private const int TcpLevel = 6;
    private const int TcpMaxSegment = 2;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(1);
    private static readonly byte[] PingFrame = [.. """{"type":6}"""u8, HubRecord.Separator];

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource leaving = new();
    private Task pinging = Task.CompletedTask;

    private DeafSocket()
    {
    }

    /// <summary>The other side has had enough.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>Connects, shakes hands and makes the calls.</summary>
    public static async Task<DeafSocket> Connect(
        Uri address, string origin, string cookie, IEnumerable<(string Method, object Argument)> calls, CancellationToken cancel)
    {
        var made = new DeafSocket();
        using var transport = new SocketsHttpHandler { UseCookies = false, ConnectCallback = Narrow };
        using var upgrade = new HttpMessageInvoker(transport, disposeHandler: false);
        made.socket.Options.SetRequestHeader("Origin", origin);
        made.socket.Options.SetRequestHeader("Cookie", cookie);
        made.socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await made.socket.ConnectAsync(address, upgrade, cancel);
        await made.Send([.. """{"protocol":"json","version":1}"""u8, HubRecord.Separator], cancel);
        foreach (var (method, argument) in calls)
        {
            var call = new { type = HubRecord.Invocation, invocationId = method, target = method, arguments = new[] { argument } };
            await made.Send([.. JsonSerializer.SerializeToUtf8Bytes(call, JsonSerializerOptions.Web), HubRecord.Separator], cancel);
        }
        made.pinging = made.Ping();
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await pinging;
        socket.Dispose();
        leaving.Dispose();
    }

    private async Task Ping()
    {
        try
        {
            using var timer = new PeriodicTimer(PingEvery);
            while (await timer.WaitForNextTickAsync(leaving.Token))
            {
                await Send(PingFrame, leaving.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It goes by itself.
        }
        catch (Exception problem) when (problem is WebSocketException or InvalidOperationException or IOException)
        {
            IsDropped = true;
        }
    }

    private async Task Send(byte[] frame, CancellationToken cancel) =>
        await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, true, cancel);

    private static async ValueTask<Stream> Narrow(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var narrow = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBufferBytes };
        narrow.SetRawSocketOption(TcpLevel, TcpMaxSegment, BitConverter.GetBytes(PacketBytesMax));
        await narrow.ConnectAsync(context.DnsEndPoint, cancel);
        return new NetworkStream(narrow, ownsSocket: true);
    }
}
