using MessageCenter.Cluster;
using MessageCenter.ClusterProcesses;
using MessageCenter.Silo;

// A whole cluster on this machine, for development: store, silos, fronts, and one address in front of them.
try
{
    var options = ClusterOptions.Parse(args);
    if (options.IsHelp)
    {
        await Console.Out.WriteAsync(ClusterOptions.Usage);
        return 0;
    }
    using var stopping = new StopSignal();
    using var folder = ClusterFolder.Open(options.Data);
    await using var cluster = await DevelopmentCluster.Start(options, folder, Console.Out, stopping.Token);
    await cluster.UntilStopped(stopping.Token);
    return 0;
}
catch (OperationCanceledException)
{
    // Stopped before everything was there.
    return 0;
}
catch (Exception problem) when (problem is ClusterException || StartRefusal.Of(problem) is not null)
{
    await Console.Error.WriteLineAsync(problem is ClusterException ? problem.Message : StartRefusal.Of(problem));
    return 1;
}
