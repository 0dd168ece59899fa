using System.Net;
using System.Net.Sockets;

namespace MessageCenter.ClusterProcesses;

/// <summary>Ports of the loopback interface that nobody listens on.</summary>
public static class LoopbackPorts
{
    /// <summary>So many, all different.</summary>
    public static int[] Free(int count)
    {
        // All are held until the last is found, or the same one could be found twice.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            return
            [
                .. listeners.Select(listener =>
                {
                    listener.Start();
                    return ((IPEndPoint)listener.LocalEndpoint).Port;
                }),
            ];
        }
        finally
        {
            foreach (var listener in listeners)
            {
                listener.Dispose();
            }
        }
    }
}
