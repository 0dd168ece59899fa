using System.Net;

namespace MessageCenter.MessageCenter;

/// <summary>Addresses as a person can open them.</summary>
internal static class Addresses
{
    /// <summary>The first address of a server that listens; one that means "all" is shown as this machine's name for itself.</summary>
    public static Uri Shown(WebApplication server)
    {
        var address = new Uri(server.Urls.First());
        var isAll = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return isAll ? new UriBuilder(address) { Host = "localhost" }.Uri : address;
    }
}
