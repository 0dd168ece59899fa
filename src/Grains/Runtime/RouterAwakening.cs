using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Runtime;

/// <summary>
/// After a silo starts, wakes the router of every account: it looks at the rows that say "live" or "waits" and asks those
/// who must know whether that is still so. Without it, a conversation whose people are all gone would stay as it was.
/// </summary>
internal sealed class RouterAwakening(IGrainFactory grains, TimeProvider clock, ILogger<RouterAwakening> log) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isDone = false; !isDone && !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                foreach (var account in await grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key).ReadAccounts())
                {
                    await grains.GetGrain<IRouterGrain>(GrainKeys.Of(account)).IsAnswered(default);
                }
                isDone = true;
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                Log.TellingFailed(log, problem, "Waking the routers", "installation");
                await Task.Delay(TryAgainAfter, clock, stoppingToken);
            }
        }
    }
}
