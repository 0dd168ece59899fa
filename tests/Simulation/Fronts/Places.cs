using System.Net;
using MessageCenter.Domain.Contacts;
using MessageCenter.WebFront.Locations;

namespace MessageCenter.Simulation.Fronts;

/// <summary>A small world: the last number of an address says which of its countries it is in; 0 is in none.</summary>
internal sealed class Places : ILocations
{
    private static readonly string[] Countries = ["DE", "GB", "JP", "NZ"];

    public static Places Known { get; } = new();

    public ContactLocation? Find(IPAddress address)
    {
        var last = address.GetAddressBytes()[^1];
        return last == 0
            ? null
            : new(null, null, null, null, null, Countries[last % Countries.Length], null, LocationKind.Address, DateTimeOffset.UnixEpoch);
    }
}
