namespace MessageCenter.LoadTest.Wire;

/// <summary>The sockets of a run: pinged, so that the server does not take a quiet one for dead, and closed together.</summary>
internal sealed class OpenSockets : IAsyncDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(5);

    /// <summary>The browser's client gives up a server that has said nothing for so long.</summary>
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(15);

    private readonly List<HubSocket> sockets = [];
    private readonly Timer pinging;

    public OpenSockets() => pinging = new Timer(_ => Ping(), null, PingEvery, PingEvery);

    /// <summary>How many are still open.</summary>
    public int Count
    {
        get
        {
            lock (sockets)
            {
                return sockets.Count(socket => socket.IsOpen);
            }
        }
    }

    public void Add(HubSocket socket)
    {
        lock (sockets)
        {
            sockets.Add(socket);
        }
    }

    public async Task Close(HubSocket socket)
    {
        lock (sockets)
        {
            sockets.Remove(socket);
        }
        await socket.DisposeAsync();
    }

    public async Task CloseAll()
    {
        HubSocket[] open;
        lock (sockets)
        {
            open = [.. sockets];
            sockets.Clear();
        }
        await Task.WhenAll(open.Select(socket => socket.DisposeAsync().AsTask()));
    }

    public async ValueTask DisposeAsync()
    {
        await pinging.DisposeAsync();
        await CloseAll();
    }

    private void Ping()
    {
        lock (sockets)
        {
            foreach (var socket in sockets)
            {
                if (socket.Silence > SilenceMax)
                {
                    socket.GiveUp();
                }
                socket.Ping();
            }
        }
    }
}
