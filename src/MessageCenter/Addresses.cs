using System.Net;

namespace MessageCenter.MessageCenter;

/// <summary>Addresses as a person can open them.</summary>
internal static class Addresses
{
    /// <summary>Who listens on a name is asked for that name; who listens on all of them cannot know by which.</summary>
    public static string[] HostsOf(string urls)
    {
        var hosts = urls.Split(';').Select(url => BindingAddress.Parse(url).Host).ToArray();
        return hosts.Any(host => host is "*" or "+" or "0.0.0.0" or "[::]") ? ["*"] : ["localhost", "127.0.0.1", "[::1]", .. hosts];
    }

    /// <summary>The first address of a server that listens; one that means "all" is shown as this machine's name for itself.</summary>
    public static Uri Shown(WebApplication server)
    {
        var address = new Uri(server.Urls.First());
        var isAll = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return isAll ? new UriBuilder(address) { Host = "localhost" }.Uri : address;
    }
}
