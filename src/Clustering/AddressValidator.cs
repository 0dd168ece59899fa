using MessageCenter.Clustering.Tls;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;

namespace MessageCenter.Clustering;

/// <summary>Refuses an address that may not be, wherever it came from: a setting, a pod, or the runtime's own guess.</summary>
internal sealed class AddressValidator(IOptions<EndpointOptions> endpoints, TlsSettings? tls) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (endpoints.Value.AdvertisedIPAddress is { } address)
        {
            SiloAddresses.Check(address, tls);
        }
    }
}
