namespace MessageCenter.ClusterProcesses;

/// <summary>
/// Silos and fronts on a store that is there. Started in parallel, as an orchestrator would; stopped in the order in which
/// nobody loses what it stands on: fronts, then silos.
/// </summary>
public sealed class RunningCluster : IAsyncDisposable
{
    private RunningCluster(ClusterPlan plan)
    {
        Silos = [.. Enumerable.Range(1, plan.Silos).Select(number => MemberProcess.Silo(plan, number))];
        Fronts = [.. Enumerable.Range(1, plan.Fronts).Select(number => MemberProcess.Front(plan, number))];
    }

    /// <summary>The silos.</summary>
    public IReadOnlyList<MemberProcess> Silos { get; }

    /// <summary>The web fronts.</summary>
    public IReadOnlyList<MemberProcess> Fronts { get; }

    /// <summary>All of them.</summary>
    public IEnumerable<MemberProcess> Members => Silos.Concat(Fronts);

    /// <summary>Starts everything and waits until all can serve.</summary>
    public static async Task<RunningCluster> Start(ClusterPlan plan, CancellationToken cancel)
    {
        var cluster = new RunningCluster(plan);
        try
        {
            await Launch(cluster.Silos, cancel);
            await Launch(cluster.Fronts, cancel);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks all to stop, fronts first.</summary>
    public async Task Stop()
    {
        await Task.WhenAll(Fronts.Select(front => front.Terminate()));
        await Task.WhenAll(Silos.Select(silo => silo.Terminate()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members)
        {
            await member.DisposeAsync();
        }
    }

    private static async Task Launch(IReadOnlyList<MemberProcess> members, CancellationToken cancel)
    {
        foreach (var member in members)
        {
            await member.Launch();
        }
        await Task.WhenAll(members.Select(member => member.UntilReady(cancel)));
    }
}
