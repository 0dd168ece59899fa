using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Disks;

/// <summary>
/// Every sync takes long. No message may be acknowledged sooner than a sync takes, memory stays where it was, and when the
/// disk is well again so is the product.
/// </summary>
internal sealed class SlowDisk(string product, ClusterFolder folder, LoadFleet fleet, LoadMeter meter, TextWriter output)
{
    /// <summary>Readings are rounded, and strace begins to count when it has been told of the call.</summary>
    private const double Tolerance = 0.95;
    private const double GrowthMaxMiB = 100;
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OldAcknowledgementsArriveWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AcceptedWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<int> Run(TimeSpan delay, TimeSpan lasts, CancellationToken cancel)
    {
        var data = folder.PathOf("data");
        await using var server = await ProductServer.Start(product, data, CrashCycles.Ready, cancel);
        using var client = new Fronts(server.Address);
        await fleet.Begin(client, cancel);
        fleet.RunFlatOut();
        await Task.Delay(Healthy, cancel);
        var residentBefore = Resident(server);
        var before = fleet.Acknowledged;
        await BeSlow(server, data, delay, lasts, cancel);
        var slowly = fleet.Acknowledged - before;
        var grew = Resident(server) - residentBefore;
        fleet.Strike();
        var well = Stopwatch.GetTimestamp();
        await Moments.Until(() => fleet.AcceptedAgain == fleet.Conversations.Count, Patience, "sends are accepted again", cancel);
        var acceptedAfter = Stopwatch.GetElapsedTime(well);

        var unsettled = await fleet.Settle(cancel);
        var violations = await FreshReader.Check(client, fleet.Conversations, cancel) + meter.Violations;
        var figures = new
        {
            acknowledgedMeanwhile = slowly,
            ackShortestMs = Math.Round(meter.Ack.Milliseconds(0), 1),
            ackP50Ms = Math.Round(meter.Ack.Milliseconds(0.5), 1),
            ackLongestMs = Math.Round(meter.Ack.Milliseconds(1), 1),
            refused = meter.Refusals,
            residentGrewMiB = Math.Round(grew, 1),
            acceptedAgainSeconds = Math.Round(acceptedAfter.TotalSeconds, 1),
            lost = violations.Lost + unsettled,
            doubled = violations.Doubled,
            outOfOrder = violations.OutOfOrder,
        };
        await output.WriteLineAsync($"refused and sent again: {meter.RefusalsTold}");
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        var isTooSoon = figures.ackShortestMs < delay.TotalMilliseconds * Tolerance;
        return violations.Any || unsettled > 0 || isTooSoon || grew > GrowthMaxMiB || acceptedAfter > AcceptedWithin ? 1 : 0;
    }

    private async Task BeSlow(ProductServer server, string data, TimeSpan delay, TimeSpan lasts, CancellationToken cancel)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"{SyscallFault.Syncs}:delay_enter={(long)delay.TotalMicroseconds}");
        await using var fault = await SyscallFault.Begin([server.ProcessId], rule, folder.Path, new SqliteFiles(data).Paths, cancel);
        await Task.Delay(delay + OldAcknowledgementsArriveWithin, cancel);
        meter.Open();
        await Task.Delay(lasts, cancel);
        meter.Close();
    }

    private static double Resident(ProductServer server) => ProcessFigures.ResidentBytes(server.ProcessId) / 1048576.0;
}
