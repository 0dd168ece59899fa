using System.Net;
using System.Net.Sockets;

namespace MessageCenter.TestKit;

/// <summary>
/// A cable between a client and a server, on loopback, that a test can cut: nothing is closed then, and nothing passes,
/// as when a router loses power. Healed, it lets new connections through.
/// </summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly List<TcpClient> ends = [];
    private readonly Uri server;
    private readonly Task accepting;
    private CancellationTokenSource cut = new();

    private Cable(Uri server)
    {
        this.server = server;
        listener.Start();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = Accept();
    }

    /// <summary>What a client takes for the server.</summary>
    public Uri Address { get; }

    /// <summary>Lays a cable to a server.</summary>
    public static Cable To(Uri server) => new(server);

    /// <summary>From now on nothing passes, in either direction; both ends stay open.</summary>
    public void Cut() => cut.Cancel();

    /// <summary>New connections pass again; those that were cut stay dead.</summary>
    public void Heal()
    {
        cut.Dispose();
        cut = new();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        cut.Cancel();
        listener.Dispose();
        await accepting;
        foreach (var end in ends)
        {
            end.Dispose();
        }
        cut.Dispose();
        ended.Dispose();
    }

    private async Task Accept()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(ended.Token);
                var inner = new TcpClient();
                ends.AddRange([client, inner]);
                await inner.ConnectAsync(server.Host, server.Port, ended.Token);
                _ = Carry(client, inner, cut.Token);
                _ = Carry(inner, client, cut.Token);
            }
            catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over, or the server refused: the client's end stays open and silent.
            }
        }
    }

    private static async Task Carry(TcpClient from, TcpClient to, CancellationToken whileWhole)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), whileWhole);
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // Cut, or one end went: the other notices by silence, as it would on a real cable.
        }
    }
}
