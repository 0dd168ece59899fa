using System.Diagnostics;
using System.Text.Json;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Disks;

/// <summary>
/// The disk fills up under load. Sends are refused until somebody makes room, what is there can be read meanwhile, and then
/// it goes on by itself.
/// </summary>
internal sealed class FullDisk(string product, ClusterFolder folder, LoadFleet fleet, LoadMeter meter, TextWriter output)
{
    private const int Megabytes = 64;
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FillsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StaysFull = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AcceptedWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<int> Run(CancellationToken cancel)
    {
        await using var disk = await LoopDisk.Make(folder.Path, Megabytes);
        var data = disk.PathOf("data");
        await using var server = await ProductServer.Start(product, data, CrashCycles.Ready, cancel);
        using var client = new Fronts(server.Address);
        await fleet.Begin(client, cancel);
        fleet.RunFlatOut();
        await Task.Delay(Healthy, cancel);

        var ballast = disk.PathOf("ballast");
        // Until it fails for want of room.
        await LinuxTool.TryRun("dd", ["if=/dev/zero", $"of={ballast}", "bs=64k"]);
        await Moments.Until(() => meter.Refusals > 0, FillsWithin, "a send is refused", cancel);
        await Task.Delay(StaysFull, cancel);
        var read = (await FreshReader.Read(client, fleet.Conversations, cancel)).Owned.Count;
        File.Delete(ballast);
        fleet.Strike();
        var freed = Stopwatch.GetTimestamp();
        await Moments.Until(() => fleet.AcceptedAgain == fleet.Conversations.Count, Patience, "sends are accepted again", cancel);
        var acceptedAfter = Stopwatch.GetElapsedTime(freed);

        var unsettled = await fleet.Settle(cancel);
        var violations = await FreshReader.Check(client, fleet.Conversations, cancel) + meter.Violations;
        await server.Kill();
        var damage = await new SqliteFiles(data).FindDamage(cancel);
        var figures = new
        {
            acknowledged = fleet.Acknowledged,
            refused = meter.Refusals,
            readWhileFull = read,
            acceptedAgainSeconds = Math.Round(acceptedAfter.TotalSeconds, 1),
            lost = violations.Lost + unsettled,
            doubled = violations.Doubled,
            outOfOrder = violations.OutOfOrder,
            damage,
        };
        await output.WriteLineAsync($"refused and sent again: {meter.RefusalsTold}");
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return violations.Any || unsettled > 0 || damage is not null || acceptedAfter > AcceptedWithin ? 1 : 0;
    }
}
