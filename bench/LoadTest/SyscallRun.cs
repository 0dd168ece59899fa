using System.Text.Json;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>`syscalls`: a script of messages, and death at every single write and sync of it.</summary>
internal static class SyscallRun
{
    private const int PointsMax = 10_000;

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var every = arguments.Number("every", 1, 1, 1_000);
        var most = arguments.Number("points", PointsMax, 1, PointsMax);
        var seed = CrashCycles.SeedOf(arguments);
        var product = ProductFile.Find(arguments.Text("product"));
        arguments.RefuseUnknown();

        var first = 1 + new Random(seed).Next(every);
        await output.WriteLineAsync($"{KilledAtSyscall.ScriptLength} messages, every {every}. call from the {first}., seed {seed}");
        using var folder = ClusterFolder.Open(null);
        await using var site = new KilledAtSyscall(product, folder.PathOf("data"), folder.Path, new(first, every));
        var figures = await new CrashCycles(site, conversations: 1, seed, output).Run(most, cancel);
        await output.WriteLineAsync(JsonSerializer.Serialize(
            new { deaths = site.Deaths, damaged = site.Damaged, figures.Acknowledged, figures.Lost, figures.Doubled, figures.OutOfOrder },
            JsonSerializerOptions.Web));
        return figures.IsAnyPromiseBroken || site.Damaged > 0 ? 1 : 0;
    }
}
