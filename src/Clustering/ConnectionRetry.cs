using Orleans;
using Orleans.Runtime;

namespace MessageCenter.Clustering;

/// <summary>Silos and fronts may be started in any order: a front waits for the first silo, but not for ever.</summary>
internal sealed class ConnectionRetry(TimeSpan patience, TimeProvider clock) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long begun = clock.GetTimestamp();

    /// <inheritdoc/>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(begun) > patience)
        {
            throw new ClusterIsNotReachedException(
                $"No silo of the cluster can be reached ({exception.Message}); either all of its processes have certificates or none.", exception);
        }
        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }
}
