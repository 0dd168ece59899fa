using System.Diagnostics;

namespace MessageCenter.Simulation.Runs;

/// <summary>
/// Many seeds, on a few threads; each seed is one thread's alone. One seed in twenty is run twice, and both runs must leave
/// the same trace.
/// </summary>
internal sealed class Batch(ulong first, ulong count, int threads)
{
    private const ulong TwiceEvery = 20;

    private readonly Lock gate = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private ulong done;
    private bool isStopped;

    public Totals Totals { get; } = new();

    /// <summary>Called with each result, one at a time. True: enough, the seeds that are left are not run.</summary>
    public Func<SeedResult, bool> EndsWith { get; init; } = _ => false;

    /// <summary>No new seed is begun after this time.</summary>
    public TimeSpan TimeBox { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan Elapsed => watch.Elapsed;

    /// <summary>All seeds before this one have been run.</summary>
    public ulong Next => first + done;

    public void Run()
    {
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToArray();
        foreach (var worker in workers)
        {
            worker.Start();
        }
        foreach (var worker in workers)
        {
            worker.Join();
        }
    }

    private void Work()
    {
        while (Take() is { } seed)
        {
            var result = SeedRun.Run(seed);
            var isTwice = seed % TwiceEvery == 0;
            var isAlike = !isTwice || SeedRun.Run(seed).Hash == result.Hash;
            lock (gate)
            {
                Totals.Add(result, isTwice, isAlike);
                isStopped |= EndsWith(result);
            }
        }
    }

    private ulong? Take()
    {
        lock (gate)
        {
            return isStopped || done == count || (TimeBox > TimeSpan.Zero && watch.Elapsed > TimeBox) ? null : first + done++;
        }
    }
}
