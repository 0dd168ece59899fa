using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Storage;

/// <summary>
/// Opens the store before any other service of the host starts, and closes it after the last has stopped. A store that is
/// lost meanwhile ends the host, with an exit code that makes whoever watches over it start it again.
/// </summary>
internal sealed class StoreStartup(IOpenableStore store, IHostApplicationLifetime host, ILogger<StoreStartup> logger)
    : IHostedLifecycleService
{
    private const int Failure = 1;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await store.Open(cancellationToken);
        _ = EndWhenLost(store.Lost);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => store.Close();

    private async Task EndWhenLost(Task lost)
    {
        await lost;
        Log.StoreLost(logger);
        Environment.ExitCode = Failure;
        host.StopApplication();
    }
}
