using System.Net;
using System.Net.Sockets;

namespace MessageCenter.Outbound.Integrations;

/// <summary>
/// Connects to the address that was checked, and to no other: a name is resolved once, here, at the moment of connecting, so that
/// it cannot lead elsewhere after the check. Redirects, proxies and cookies are off.
/// </summary>
internal sealed class GuardedConnections(CallSettings settings)
{
    // The stream that is handed out owns it, which the analyzer of disposal does not see past a wait.
    private static readonly Func<Socket> NewSocket = () => new(SocketType.Stream, ProtocolType.Tcp);

    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseHeadersLength = 16,
        ConnectCallback = Connect,
    };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host.Trim('[', ']'), cancel);
        if (!settings.Allows(host, port) && !addresses.All(PublicAddresses.IsPublic))
        {
            // One private address among public ones is one too many: which is taken would be chance.
            throw new AddressIsNotAllowedException();
        }
        var socket = NewSocket();
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(addresses, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
