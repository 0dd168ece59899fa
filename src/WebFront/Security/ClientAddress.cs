using System.Net;
using System.Net.Sockets;

namespace MessageCenter.WebFront.Security;

/// <summary>Who counts as one client where rates are limited: an IPv4 address, or the /64 network that one IPv6 customer is given.</summary>
internal static class ClientAddress
{
    private const int PrefixBytes = 8;

    /// <summary>The address of the connection, or what a trusted proxy says it is.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.MapToIPv4().ToString();
        }
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, PrefixBytes));
    }
}
