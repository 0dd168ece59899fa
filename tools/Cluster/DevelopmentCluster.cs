using MessageCenter.ClusterProcesses;
using MessageCenter.MessageCenter;

namespace MessageCenter.Cluster;

/// <summary>
/// Everything that this program starts. It stops in the order in which nobody loses what it stands on: entry, fronts,
/// silos, store.
/// </summary>
internal sealed class DevelopmentCluster : IAsyncDisposable
{
    private readonly ClusterFolder folder;
    private readonly TextWriter output;
    private ClusterStore? store;
    private RunningCluster? processes;
    private EntryAddress? entry;
    private volatile bool isStopping;

    private DevelopmentCluster(ClusterFolder folder, TextWriter output) => (this.folder, this.output) = (folder, output);

    /// <summary>Starts store, silos, fronts and entry, and says where they are.</summary>
    public static async Task<DevelopmentCluster> Start(
        ClusterOptions options, ClusterFolder folder, TextWriter output, CancellationToken cancel)
    {
        var cluster = new DevelopmentCluster(folder, output);
        try
        {
            await cluster.Run(options, cancel);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Until somebody stops it; whoever of its processes ends before that is named.</summary>
    public async Task UntilStopped(CancellationToken stopped)
    {
        var watching = Children().Select(child => Watch(child, stopped)).ToArray();
        await Task.WhenAll(watching);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopped).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        if (entry is not null)
        {
            await entry.DisposeAsync();
        }
        if (processes is not null)
        {
            await processes.Stop();
            await processes.DisposeAsync();
        }
        if (store is not null)
        {
            await store.DisposeAsync();
        }
    }

    private async Task Run(ClusterOptions options, CancellationToken cancel)
    {
        store = await ClusterStore.Start(options, folder, cancel);
        var plan = new ClusterPlan(options.Silos, options.Fronts, folder.Path)
        {
            Postgres = store.Postgres,
            Azure = store.Azure,
            Store = options.Store,
            Clustering = options.Clustering,
            FrontSettings = EntryAddress.FrontSettings(options.Urls),
        };
        processes = await RunningCluster.Start(plan, cancel);
        entry = await EntryAddress.Start(options, plan, processes.Fronts, folder.PathOf("demo-sign-in.txt"), cancel);
        await output.WriteAsync(ClusterBoard.Show(store, processes, entry));
        await output.WriteAsync(entry.Greeting);
    }

    private IEnumerable<ChildProcess> Children() =>
        (store?.Children ?? []).Concat(processes?.Members.Select(member => member.Child) ?? []);

    private async Task Watch(ChildProcess child, CancellationToken stopped)
    {
        try
        {
            await child.Ended(stopped);
            if (!isStopping)
            {
                await output.WriteLineAsync($"{child.Name} (process {child.ProcessId}) ended with code {child.ExitCode}. It said last:\n{child.LogTail()}");
            }
        }
        catch (OperationCanceledException)
        {
            // We stop it ourselves.
        }
    }
}
