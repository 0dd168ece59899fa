using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace MessageCenter.LoadTest.Wire;

/// <summary>Hears what a hub says, on the socket's own reading loop.</summary>
internal interface IHubListener
{
    /// <summary>A push, or the answer to a frame that was posted.</summary>
    void Hear(HubSocket socket, in HubRecord record);

    /// <summary>The socket is gone.</summary>
    void Closed(HubSocket socket);
}

/// <summary>
/// A SignalR connection reduced to what a load generator needs: the JSON protocol over a real WebSocket, with frames that
/// callers serialise themselves, so that the generator leaves the machine to the server that it measures.
/// </summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Wire = JsonSerializerOptions.Web;
    private static readonly byte[] Handshake = [.. """{"protocol":"json","version":1}"""u8, HubRecord.Separator];
    private static readonly byte[] PingFrame = [.. """{"type":6}"""u8, HubRecord.Separator];

    private readonly ClientWebSocket socket = new();
    private readonly IHubListener listener;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> waiting = new();
    private readonly Lock gate = new();
    private ArrayBufferWriter<byte> pending = new(512);
    private ArrayBufferWriter<byte> spare = new(512);
    private bool isSending;
    private int calls;
    private long heardAt = Stopwatch.GetTimestamp();
    private Task reading = Task.CompletedTask;

    private HubSocket(IHubListener listener) => this.listener = listener;

    public bool IsOpen => socket.State == WebSocketState.Open;

    /// <summary>How long nothing has come. Servers ping, so long silence is an end that nobody announced.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(Volatile.Read(ref heardAt));

    /// <summary>Until nothing more can come.</summary>
    public Task Ended => reading;

    /// <summary>Connects and shakes hands.</summary>
    public static async Task<HubSocket> Connect(
        Uri address, string origin, string? cookie, HttpMessageInvoker upgrades, IHubListener listener, CancellationToken cancel)
    {
        var made = new HubSocket(listener);
        try
        {
            made.socket.Options.SetRequestHeader("Origin", origin);
            if (cookie is not null)
            {
                made.socket.Options.SetRequestHeader("Cookie", cookie);
            }
            made.socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            await made.socket.ConnectAsync(address, upgrades, cancel);
            await made.socket.SendAsync(Handshake, WebSocketMessageType.Text, true, cancel);
            var answer = new byte[256];
            var received = await made.socket.ReceiveAsync(answer.AsMemory(), cancel);
            if (received.Count != 3)
            {
                throw new HubCallException($"The hub refused: {Encoding.UTF8.GetString(answer, 0, received.Count)}");
            }
        }
        catch
        {
            made.socket.Dispose();
            throw;
        }
        made.reading = made.Read();
        return made;
    }

    /// <summary>Sends a frame that ends with the separator. Frames that wait for the network leave together.</summary>
    public void Post(ReadOnlySpan<byte> frame)
    {
        lock (gate)
        {
            pending.Write(frame);
            if (isSending)
            {
                return;
            }
            isSending = true;
        }
        _ = Send();
    }

    public void Ping() => Post(PingFrame);

    /// <summary>Ends it from this side, without a goodbye.</summary>
    public void GiveUp() => socket.Abort();

    /// <summary>Calls and waits: for everything that is not on the measured path.</summary>
    public async Task<JsonElement> Invoke(string method, object argument, CancellationToken cancel)
    {
        var id = "i" + Interlocked.Increment(ref calls).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        var frame = JsonSerializer.SerializeToUtf8Bytes(
            new { type = HubRecord.Invocation, invocationId = id, target = method, arguments = new[] { argument } }, Wire);
        Post([.. frame, HubRecord.Separator]);
        if (!IsOpen)
        {
            answer.TrySetException(new HubCallException($"{method}: the connection is closed."));
        }
        try
        {
            return await answer.Task.WaitAsync(AnswerWithin, cancel);
        }
        catch (TimeoutException)
        {
            throw new HubCallException($"{method} was not answered within {AnswerWithin.TotalSeconds} s.");
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
    }

    private async Task Send()
    {
        try
        {
            while (true)
            {
                ArrayBufferWriter<byte> batch;
                lock (gate)
                {
                    if (pending.WrittenCount == 0)
                    {
                        isSending = false;
                        return;
                    }
                    (batch, pending, spare) = (pending, spare, pending);
                }
                await socket.SendAsync(batch.WrittenMemory, WebSocketMessageType.Text, true, CancellationToken.None);
                batch.ResetWrittenCount();
            }
        }
        catch (Exception problem) when (problem is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The reading loop sees the same end and tells the listener.
        }
    }

    private async Task Read()
    {
        await Task.Yield();
        var buffer = new byte[4096];
        var held = 0;
        try
        {
            while (true)
            {
                if (held == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
                var received = await socket.ReceiveAsync(buffer.AsMemory(held), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }
                Volatile.Write(ref heardAt, Stopwatch.GetTimestamp());
                held += received.Count;
                var used = Dispatch(buffer.AsSpan(0, held));
                buffer.AsSpan(used, held - used).CopyTo(buffer);
                held -= used;
            }
        }
        catch (Exception problem) when (problem is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // Killed servers do not say goodbye.
        }
        foreach (var answer in waiting.Values)
        {
            answer.TrySetException(new HubCallException("The connection broke before the answer came."));
        }
        listener.Closed(this);
    }

    private int Dispatch(ReadOnlySpan<byte> bytes)
    {
        var used = 0;
        while (bytes[used..].IndexOf(HubRecord.Separator) is var length and >= 0)
        {
            var record = HubRecord.Parse(bytes.Slice(used, length));
            used += length + 1;
            if (record.Type == HubRecord.Completion && record.InvocationId is [(byte)'i', ..])
            {
                Complete(record);
            }
            else if (record.Type is HubRecord.Invocation or HubRecord.Completion)
            {
                listener.Hear(this, record);
            }
        }
        return used;
    }

    private void Complete(in HubRecord record)
    {
        if (!waiting.TryGetValue(Encoding.UTF8.GetString(record.InvocationId), out var answer))
        {
            return;
        }
        if (record.Error is { } error)
        {
            answer.TrySetException(new HubCallException($"The hub refused a call: {error}"));
            return;
        }
        answer.TrySetResult(record.Payload.IsEmpty ? default : JsonElement.Parse(record.Payload));
    }
}
