using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>`crash`: SIGKILL at a random moment under load, again and again.</summary>
internal static class CrashRun
{
    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var cycles = arguments.Number("cycles", 10, 1, 10_000);
        var conversations = arguments.Number("conversations", 40, 1, 1_000);
        var seed = CrashCycles.SeedOf(arguments);
        var product = ProductFile.Find(arguments.Text("product"));
        var named = arguments.Text("data");
        arguments.RefuseUnknown();

        await output.WriteLineAsync($"{cycles} cycles, {conversations} conversations, seed {seed}");
        using var workplace = new Workplace(named);
        await using var site = new KilledProduct(product, workplace.Data, new(seed));
        var figures = await new CrashCycles(site, conversations, seed, output).Run(cycles, cancel);
        return figures.IsAnyPromiseBroken ? 1 : 0;
    }
}
