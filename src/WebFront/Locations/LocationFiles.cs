using System.Collections.Immutable;
using System.Net;
using MessageCenter.Domain.Contacts;

namespace MessageCenter.WebFront.Locations;

/// <summary>The files that the settings name; the first that knows an address is believed.</summary>
internal sealed class LocationFiles : ILocations, IDisposable
{
    private readonly TimeProvider time;
    private readonly ImmutableArray<LocationFile> files;

    public LocationFiles(WebFrontSettings settings, TimeProvider time, ILogger<LocationFiles> log)
    {
        this.time = time;
        files = [.. settings.LocationDatabases.Select(path => LocationFile.Open(path, log)).OfType<LocationFile>()];
    }

    /// <inheritdoc/>
    public ContactLocation? Find(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var file in files)
        {
            if (file.Find(plain) is { } record && LocationRecord.Read(record, time.GetUtcNow()) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }
    }
}
