using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;

namespace MessageCenter.Clustering;

/// <summary>Refuses a public address wherever it came from: a setting, a pod, or the runtime's own guess.</summary>
internal sealed class AddressValidator(IOptions<EndpointOptions> endpoints) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (endpoints.Value.AdvertisedIPAddress is { } address && !PrivateAddresses.Contain(address))
        {
            throw PrivateAddresses.Refused(address);
        }
    }
}
