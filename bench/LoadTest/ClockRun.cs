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
    private static readonly string[] Offsets = ["+1h", "-1h", "+1d", "-1d", "+0", "+30d", "+0"];
    private static readonly TimeSpan BetweenJumps = TimeSpan.FromSeconds(1);

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var jumps = arguments.Number("jumps", 7, 1, 10_000);
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
        var stalled = 0;
        for (var jump = 0; jump < jumps; jump++)
        {
            await Task.Delay(BetweenJumps, cancel);
            var offset = Offsets[jump % Offsets.Length];
            await clock.Set(offset, cancel);
            fleet.Strike();
            await Task.Delay(BetweenJumps, cancel);
            var silent = conversations - fleet.AcceptedAgain;
            stalled += silent;
            await output.WriteLineAsync($"clock {offset}: {fleet.Acknowledged} acknowledged so far, nothing accepted since in {silent}");
        }
        var unsettled = await fleet.Settle(cancel);
        var violations = await FreshReader.Check(client, fleet.Conversations, cancel) + meter.Violations;
        var figures = new
        {
            jumps,
            acknowledged = fleet.Acknowledged,
            stalled,
            lost = violations.Lost + unsettled,
            doubled = violations.Doubled,
            outOfOrder = violations.OutOfOrder,
        };
        await output.WriteLineAsync($"refused and sent again: {meter.RefusalsTold}");
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return violations.Any || unsettled > 0 || stalled > 0 ? 1 : 0;
    }
}
