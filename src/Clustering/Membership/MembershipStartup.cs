using Microsoft.Extensions.Hosting;
using Npgsql;

namespace MessageCenter.Clustering.Membership;

/// <summary>Makes the tables of the list of silos before the runtime looks into it.</summary>
internal sealed class MembershipStartup(string connectionString) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MembershipSchema.Apply(connectionString, cancellationToken);
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException)
        {
            throw new SettingIsRefusedException("ConnectionStrings:Postgres", $"the list of silos cannot be read there ({problem.Message})", problem);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
