using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>A WebSocket that speaks the hub's protocol by hand, rightly or wrongly.</summary>
internal sealed class RawSocket : IAsyncDisposable
{
    private const char Separator = '\u001e';

    private readonly ClientWebSocket socket = new();
    private readonly StringBuilder received = new();

    public static Task<RawSocket> Open(HubFixture front, string path, string bearer, bool shakesHands = true) =>
        Open(new UriBuilder(new Uri(front.Address, path)) { Query = $"access_token={bearer}" }.Uri, shakesHands: shakesHands);

    public static async Task<RawSocket> Open(Uri hub, Action<ClientWebSocketOptions>? configure = null, bool shakesHands = true)
    {
        var raw = new RawSocket();
        configure?.Invoke(raw.socket.Options);
        await raw.socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws" }.Uri, CancellationToken.None);
        if (shakesHands)
        {
            await raw.SendFrame("""{"protocol":"json","version":1}""");
            Assert.Equal("{}", await raw.NextFrame());
        }
        return raw;
    }

    public Task SendFrame(string json) => Send(json + Separator);

    public Task Send(string text, WebSocketMessageType type = WebSocketMessageType.Text) => Send(Encoding.UTF8.GetBytes(text), type);

    public Task Send(ReadOnlyMemory<byte> bytes, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None).AsTask();

    /// <summary>The error of the completion with this id.</summary>
    public async Task<string?> ErrorOf(string invocationId)
    {
        while (await NextFrame() is { } frame)
        {
            using var json = JsonDocument.Parse(frame);
            if (json.RootElement.TryGetProperty("invocationId", out var id) && id.GetString() == invocationId)
            {
                return json.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
            }
        }
        return "closed";
    }

    /// <summary>What the server says at the end: the error of its close message, or null when it just closes.</summary>
    public async Task<string?> Close()
    {
        string? said = null;
        while (await NextFrame() is { } frame)
        {
            using var json = JsonDocument.Parse(frame);
            if (json.RootElement.TryGetProperty("type", out var type) && type.GetInt32() == 7)
            {
                said = json.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
            }
        }
        return said;
    }

    /// <summary>The next frame; null when the connection is at its end.</summary>
    public async Task<string?> NextFrame()
    {
        using var patience = new CancellationTokenSource(Poll.Patience);
        var buffer = new byte[4096];
        while (true)
        {
            var text = received.ToString();
            if (text.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end)
            {
                received.Remove(0, end + 1);
                return text[..end];
            }
            try
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }
                received.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
            catch (WebSocketException)
            {
                return null;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
