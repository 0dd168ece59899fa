using System.Collections.Immutable;
using System.Net;

namespace MessageCenter.Clustering;

/// <summary>
/// Addresses that the internet does not route: loopback, RFC 1918 and its like for providers and links, and their
/// counterparts of IPv6 (RFC 4193, link-local).
/// </summary>
public static class PrivateAddresses
{
    private static readonly ImmutableArray<IPNetwork> Networks =
    [
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>The address is one of them. An address that stands for all of a machine's is not.</summary>
    public static bool Contain(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Any(network => network.Contains(plain));
    }
}
