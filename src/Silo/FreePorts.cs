using System.Net;
using System.Net.Sockets;

namespace MessageCenter.Silo;

/// <summary>Ports of the loopback interface that nobody listens on, so that two products on one machine never meet.</summary>
public static class FreePorts
{
    /// <summary>One free port, chosen by the operating system.</summary>
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
