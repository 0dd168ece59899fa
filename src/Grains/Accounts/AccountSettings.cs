using System.Collections.Concurrent;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Runtime;

namespace MessageCenter.Grains.Accounts;

/// <summary>The few settings of accounts that other grains need often; read again after half a minute.</summary>
public sealed class AccountSettings(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<AccountId, (TimeSpan ReadAt, TimeSpan IdleAfter)> known = new();

    /// <summary>After so long without a message a conversation is not live.</summary>
    public async ValueTask<TimeSpan> IdleAfter(AccountId account)
    {
        var now = clock.Steady();
        if (known.TryGetValue(account, out var settings) && now - settings.ReadAt < Fresh)
        {
            return settings.IdleAfter;
        }
        var idleAfter = TimeSpan.FromMinutes(await grains.GetGrain<IAccountGrain>(GrainKeys.Of(account)).ReadIdleMinutes());
        known[account] = (now, idleAfter);
        return idleAfter;
    }
}
