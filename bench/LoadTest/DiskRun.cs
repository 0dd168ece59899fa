using System.Diagnostics;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Disks;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>`disk`: the disk fails, is full, or is slow, under load; the product on SQLite lives through it or ends in order.</summary>
internal static class DiskRun
{
    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var fault = arguments.Choice("fault", "eio", "full", "slow");
        var conversations = arguments.Number("conversations", 40, 1, 1_000);
        var delay = TimeSpan.FromMilliseconds(arguments.Number("delay-ms", 200, 1, 60_000));
        var seconds = arguments.Number("seconds", 10, 1, 3_600);
        var seed = CrashCycles.SeedOf(arguments);
        var product = ProductFile.Find(arguments.Text("product"));
        arguments.RefuseUnknown();

        await output.WriteLineAsync($"{fault}: {conversations} conversations, seed {seed}");
        using var folder = ClusterFolder.Open(null);
        var meter = new LoadMeter();
        await using var fleet = new LoadFleet(conversations, (ulong)Stopwatch.GetTimestamp(), seed, meter);
        return fault switch
        {
            "eio" => await new FailingDisk(product, folder, fleet, meter, output).Run(cancel),
            "full" => await new FullDisk(product, folder, fleet, meter, output).Run(cancel),
            _ => await new SlowDisk(product, folder, fleet, meter, output).Run(delay, TimeSpan.FromSeconds(seconds), cancel),
        };
    }
}
