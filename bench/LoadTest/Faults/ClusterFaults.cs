using System.Diagnostics;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Clusters;
using MessageCenter.LoadTest.Measure;

namespace MessageCenter.LoadTest.Faults;

/// <summary>How long the faults last that end by themselves.</summary>
internal sealed record FaultTimes(TimeSpan Pause, TimeSpan Cut);

/// <summary>What can happen to the processes of a cluster.</summary>
internal sealed class ClusterFaults(ClusterUnderTest cluster, FaultTimes times, Random chance)
{
    private static readonly TimeSpan StoreIsDown = TimeSpan.FromSeconds(2);

    public static IReadOnlyList<string> Names { get; } =
        ["none", "kill-silo", "kill-front", "kill-store", "pause-silo", "pause-front", "pause-store", "cut-silo", "rolling-restart"];

    /// <summary>The blows, in order.</summary>
    public async Task<IReadOnlyList<FaultStep>> Prepare(string fault, CancellationToken cancel) => fault switch
    {
        "none" => [new("nothing", (struck, _) => At(struck), _ => Task.CompletedTask)],
        "kill-silo" => [Kill(await Busiest(cancel))],
        "kill-front" => [Kill(cluster.Fronts[chance.Next(cluster.Fronts.Count)])],
        "kill-store" => [KillStore()],
        "pause-silo" => [PauseSilo(await Busiest(cancel))],
        "pause-front" => [Pause(cluster.Fronts[chance.Next(cluster.Fronts.Count)], (_, _) => Task.CompletedTask)],
        "pause-store" => [PauseStore()],
        "cut-silo" => [Cut()],
        "rolling-restart" => [.. cluster.Silos.Concat(cluster.Fronts).Select(Restart)],
        _ => throw new LoadTestException($"--fault is one of {string.Join(", ", Names)}."),
    };

    private static Task At(Action<long> struck)
    {
        struck(Stopwatch.GetTimestamp());
        return Task.CompletedTask;
    }

    private static FaultStep Kill(MemberProcess member) => new(
        $"SIGKILL to {member.Name}",
        async (struck, _) =>
        {
            var at = Stopwatch.GetTimestamp();
            await member.Child.Kill();
            struck(at);
        },
        member.Restart);

    /// <summary>Counted from when PostgreSQL accepts connections again: until then nobody could accept anything.</summary>
    private FaultStep KillStore() => new(
        $"SIGKILL to all of PostgreSQL, started again after {StoreIsDown.TotalSeconds} s",
        async (struck, cancel) =>
        {
            await cluster.Store.Kill();
            await Task.Delay(StoreIsDown, cancel);
            await cluster.Store.Restart(cancel);
            await At(struck);
        },
        _ => Task.CompletedTask);

    /// <summary>The silo learns only when it goes on that the others took it for dead.</summary>
    private FaultStep PauseSilo(MemberProcess silo) => Pause(silo, Return);

    /// <summary>Counted from the pause: others take over what the process had.</summary>
    private FaultStep Pause(MemberProcess member, Func<MemberProcess, CancellationToken, Task> afterwards)
    {
        var paused = 0L;
        return new(
            $"SIGSTOP to {member.Name} for {times.Pause.TotalSeconds} s",
            async (struck, _) =>
            {
                paused = Stopwatch.GetTimestamp();
                await member.Child.Pause();
                struck(paused);
            },
            async cancel =>
            {
                await WaitOut(paused, times.Pause, cancel);
                await member.Child.Resume();
                await afterwards(member, cancel);
            });
    }

    /// <summary>Counted from when it goes on: until then nobody could accept anything.</summary>
    private FaultStep PauseStore() => new(
        $"SIGSTOP to all of PostgreSQL for {times.Pause.TotalSeconds} s",
        async (struck, cancel) =>
        {
            await cluster.Store.Pause();
            await Task.Delay(times.Pause, cancel);
            await cluster.Store.Resume();
            await At(struck);
        },
        _ => Task.CompletedTask);

    private FaultStep Cut()
    {
        var silo = cluster.Silos[ClusterUnderTest.SiloBehindWall - 1];
        var wall = cluster.Wall ?? throw new InvalidOperationException("The wall is prepared before the silos start.");
        var cut = 0L;
        return new(
            $"{silo.Name} is cut from the other silos for {times.Cut.TotalSeconds} s",
            async (struck, cancel) =>
            {
                cut = Stopwatch.GetTimestamp();
                await wall.Raise(silo, cluster.Silos, cancel);
                struck(cut);
            },
            async cancel =>
            {
                await WaitOut(cut, times.Cut, cancel);
                await wall.Lower(cancel);
                await Return(silo, cancel);
            });
    }

    private static FaultStep Restart(MemberProcess member) => new(
        $"SIGTERM to {member.Name}, and its start",
        async (struck, cancel) =>
        {
            await At(struck);
            if (!await member.Terminate())
            {
                throw new LoadTestException($"{member.Name} did not heed SIGTERM:\n{member.Child.LogTail()}");
            }
            await member.Restart(cancel);
        },
        _ => Task.CompletedTask);

    private static Task WaitOut(long since, TimeSpan time, CancellationToken cancel)
    {
        var left = time - Stopwatch.GetElapsedTime(since);
        return left > TimeSpan.Zero ? Task.Delay(left, cancel) : Task.CompletedTask;
    }

    /// <summary>A silo that was taken for dead ends when it hears of it, and is started again; one that was not goes on.</summary>
    private static async Task Return(MemberProcess silo, CancellationToken cancel)
    {
        if (await EndsWithin(silo, TimeSpan.FromSeconds(20), cancel))
        {
            await silo.Restart(cancel);
        }
    }

    private static async Task<bool> EndsWithin(MemberProcess silo, TimeSpan patience, CancellationToken cancel)
    {
        try
        {
            await silo.Child.Ended(cancel).WaitAsync(patience, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<MemberProcess> Busiest(CancellationToken cancel)
    {
        var counted = new List<(MemberProcess Silo, double Grains)>();
        foreach (var silo in cluster.Silos)
        {
            counted.Add((silo, await SiloMetrics.Grains(silo.Address, cancel)));
        }
        return counted.MaxBy(one => one.Grains).Silo;
    }
}
