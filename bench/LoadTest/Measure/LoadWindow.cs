using System.Diagnostics;
using MessageCenter.LoadTest.Conversations;

namespace MessageCenter.LoadTest.Measure;

/// <summary>How much is said, and for how long. Rate 0: flat out.</summary>
internal readonly record struct LoadPace(int Rate, int WarmUpSeconds, int Seconds);

/// <summary>Whose processor time is counted.</summary>
/// <param name="Product">The product's processes that run now.</param>
internal sealed record MeasuredProcesses(Func<IEnumerable<int>> Product)
{
    /// <summary>The store's, where it has processes of its own.</summary>
    public Func<IEnumerable<int>> Store { get; init; } = () => [];
}

/// <summary>What a time of load has cost.</summary>
internal sealed record LoadWindow(double Seconds, double ProductCpu, double StoreCpu, double GeneratorCpu, double ResidentMiB)
{
    /// <summary>Warms up, then measures; the load goes on until the conversations are told to stop.</summary>
    public static async Task<LoadWindow> Measure(
        IReadOnlyList<LoadConversation> conversations, LoadMeter meter, MeasuredProcesses processes, LoadPace pace, CancellationToken cancel)
    {
        using var pacer = pace.Rate > 0 ? new Pacer(conversations, pace.Rate) : null;
        if (pacer is null)
        {
            foreach (var conversation in conversations)
            {
                conversation.RunFlatOut();
            }
        }
        await Task.Delay(TimeSpan.FromSeconds(pace.WarmUpSeconds), cancel);
        return await During(meter, processes, stop => Task.Delay(TimeSpan.FromSeconds(pace.Seconds), stop), cancel);
    }

    /// <summary>Measures while something happens.</summary>
    public static async Task<LoadWindow> During(
        LoadMeter meter, MeasuredProcesses processes, Func<CancellationToken, Task> happening, CancellationToken cancel)
    {
        var product = new CpuLedger(processes.Product);
        var store = new CpuLedger(processes.Store);
        var generator = new CpuLedger(() => [Environment.ProcessId]);
        CpuLedger[] ledgers = [product, store, generator];
        using var looking = new Timer(_ => Look(ledgers[..2]));
        Look(ledgers);
        looking.Change(CpuLedger.LooksEvery, CpuLedger.LooksEvery);
        var opened = Stopwatch.GetTimestamp();
        meter.Open();
        await happening(cancel);
        meter.Close();
        var seconds = Stopwatch.GetElapsedTime(opened).TotalSeconds;
        Look(ledgers);
        var resident = processes.Product().Sum(ProcessFigures.ResidentBytes) / 1048576.0;
        return new(seconds, product.Seconds, store.Seconds, generator.Seconds, resident);
    }

    private static void Look(IEnumerable<CpuLedger> ledgers)
    {
        foreach (var ledger in ledgers)
        {
            ledger.Look();
        }
    }
}
