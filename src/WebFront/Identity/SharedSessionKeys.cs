using System.Xml.Linq;
using MessageCenter.Grains.Interfaces.Accounts;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// Data protection's keys, kept by a grain: a cookie that one front has made is good at every other, and a new front needs
/// nothing but the cluster. Data protection asks without awaiting, about once a day and at the start, so this one place
/// blocks a thread; never longer than its patience.
/// </summary>
internal sealed class SharedSessionKeys(IClusterClient grains, TimeProvider clock) : IXmlRepository
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(Keys.ReadKeys()).Select(key => XElement.Parse(key.Xml))];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        var answer = Wait(Keys.AddKey(new(friendlyName, element.ToString(SaveOptions.DisableFormatting))));
        if (answer.Rejection is { } rejection)
        {
            throw new InvalidOperationException($"The new session key was not kept: {rejection.Reason}.");
        }
    }

    private ISessionKeysGrain Keys => grains.GetGrain<ISessionKeysGrain>(ISessionKeysGrain.Key);

    private T Wait<T>(Task<T> call) => call.WaitAsync(Patience, clock).GetAwaiter().GetResult();
}
