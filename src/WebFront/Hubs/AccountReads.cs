using System.Collections.Concurrent;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// The accounts of this front's sockets, read again after two seconds: when thousands of widgets come back at once,
/// the account's grain is asked once.
/// </summary>
internal sealed class AccountReads(IClusterClient cluster, TimeProvider time)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<AccountId, (long At, Task<AccountView?> Account)> reads = new();

    /// <summary>The account; null: not set up.</summary>
    public async Task<AccountView?> Read(AccountId account)
    {
        if (!reads.TryGetValue(account, out var read)
            || read.Account.IsFaulted
            || time.GetElapsedTime(read.At) > FreshFor)
        {
            read = (time.GetTimestamp(), cluster.GetGrain<IAccountGrain>(GrainKeys.Of(account)).ReadAccount());
            reads[account] = read;
        }
        return await read.Account;
    }
}
