using System.Net;
using System.Net.Sockets;

namespace MessageCenter.Outbound.Integrations;

/// <summary>
/// Which addresses belong to everybody. Not this machine, not a private network, not a link, not what a cloud answers its own
/// machines on, nothing that is kept for special use (RFC 6890): who names an address must not reach what only we can reach.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Only what is given out to the world; and of that not what hides an address of the other kind, or is for papers.
    private static readonly IPNetwork GivenOut = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Hidden =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Special.Any(network => network.Contains(address))
            : GivenOut.Contains(address) && !Hidden.Any(network => network.Contains(address));
    }
}
