using Microsoft.Extensions.Hosting;

namespace MessageCenter.Clustering.Membership;

/// <summary>Makes the tables of the list of silos before the runtime looks into it, or says why it cannot.</summary>
internal sealed class MembershipStartup(Func<CancellationToken, Task> make) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => make(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
