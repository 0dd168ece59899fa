using System.Diagnostics;
using System.Text.Json;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>
/// `clock`: the product's clock jumps by hours and days, there and back, under load. Order comes from the seq, times in a
/// timeline never fall, and nobody is taken for gone.
/// </summary>
internal static class ClockRun
{
    /// <summary>More than a push that was lost could bring about: each turn needs the one before to be seen by the other side.</summary>
    private const int TurnsEach = 4;
    private static readonly string[] Offsets = ["+1h", "-1h", "+1d", "-1d", "+0"];
    private static readonly TimeSpan FlowsWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var jumps = arguments.Number("jumps", 5, 1, 10_000);
        var conversations = arguments.Number("conversations", 40, 1, 1_000);
        var seed = CrashCycles.SeedOf(arguments);
        var product = ProductFile.Find(arguments.Text("product"));
        arguments.RefuseUnknown();

        await output.WriteLineAsync($"{jumps} jumps, {conversations} conversations, seed {seed}");
        using var folder = ClusterFolder.Open(null);
        var clock = await FalseClock.Make(folder.PathOf("clock"), cancel);
        await using var server = await ProductServer.Start(product, folder.PathOf("data"), CrashCycles.Ready, cancel, clock.Settings);
        using var client = new Fronts(server.Address);
        var meter = new LoadMeter();
        await using var fleet = new LoadFleet(conversations, (ulong)Stopwatch.GetTimestamp(), seed, meter);
        await fleet.Begin(client, cancel);
        fleet.RunFlatOut();
        var longest = TimeSpan.Zero;
        for (var jump = 0; jump < jumps; jump++)
        {
            var offset = Offsets[jump % Offsets.Length];
            await clock.Set(offset, cancel);
            var begun = Stopwatch.GetTimestamp();
            var turns = fleet.Acknowledged + (conversations * TurnsEach);
            await Moments.Until(() => fleet.Acknowledged >= turns, Patience, $"messages flow with the clock at {offset}", cancel);
            var took = Stopwatch.GetElapsedTime(begun);
            longest = took > longest ? took : longest;
            await output.WriteLineAsync(
                $"clock {offset}: {fleet.Acknowledged} acknowledged so far, {conversations * TurnsEach} took {took.TotalSeconds:0.0} s");
        }
        var unsettled = await fleet.Settle(cancel);
        var violations = await FreshReader.Check(client, fleet.Conversations, cancel) + meter.Violations;
        var figures = new
        {
            jumps,
            acknowledged = fleet.Acknowledged,
            longestSeconds = Math.Round(longest.TotalSeconds, 1),
            lost = violations.Lost + unsettled,
            doubled = violations.Doubled,
            outOfOrder = violations.OutOfOrder,
        };
        await output.WriteLineAsync($"refused and sent again: {meter.RefusalsTold}");
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return violations.Any || unsettled > 0 || longest > FlowsWithin ? 1 : 0;
    }
}
