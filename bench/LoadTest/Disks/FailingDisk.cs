using System.Text.Json;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Disks;

/// <summary>
/// From one moment on every sync of the store's files ends with an input/output error. After such an error nobody knows
/// what the disk has: nothing more may be acknowledged, the process ends and says why, and the next one finds everything.
/// </summary>
internal sealed class FailingDisk(string product, ClusterFolder folder, LoadFleet fleet, LoadMeter meter, TextWriter output)
{
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(20);

    private readonly string data = folder.PathOf("data");

    public async Task<int> Run(CancellationToken cancel)
    {
        var (overTheError, code, said) = await Fail(cancel);
        await using var again = await ProductServer.Start(product, data, CrashCycles.Ready, cancel);
        using var client = new Fronts(again.Address);
        var violations = await FreshReader.Check(client, fleet.Conversations, cancel);
        await fleet.Return(client, cancel);
        var unsettled = await fleet.Settle(cancel);
        violations += await FreshReader.Check(client, fleet.Conversations, cancel) + meter.Violations;
        var figures = new
        {
            acknowledged = fleet.Acknowledged,
            acknowledgedOverTheError = overTheError,
            exitCode = code,
            lost = violations.Lost + unsettled,
            doubled = violations.Doubled,
            outOfOrder = violations.OutOfOrder,
        };
        await output.WriteLineAsync($"it ended with code {code} and said: {said}\nrefused: {meter.RefusalsTold}");
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return violations.Any || unsettled > 0 || figures.acknowledgedOverTheError > 0 || code is null or 0 ? 1 : 0;
    }

    /// <summary>Messages that were begun after the error and acknowledged, and how the product ended; null: it did not.</summary>
    private async Task<(int OverTheError, int? Code, string Said)> Fail(CancellationToken cancel)
    {
        await using var server = await ProductServer.Start(product, data, CrashCycles.Ready, cancel);
        using var client = new Fronts(server.Address);
        await fleet.Begin(client, cancel);
        fleet.RunFlatOut();
        await Task.Delay(Healthy, cancel);
        await using var fault = await SyscallFault.Begin(
            [server.ProcessId], SyscallFault.Syncs + ":error=EIO", folder.Path, new SqliteFiles(data).Paths, cancel);
        await Moments.Until(() => fault.Struck > 0, EndsWithin, "a sync fails", cancel);
        fleet.Strike();
        await Until(() => !server.IsRunning, cancel);
        fleet.Stop();
        await fleet.CloseSockets();
        return (fleet.AcceptedAgain, server.ExitCode, Why(server.Output()));
    }

    private static string Why(string text) => text.Split('\n').FirstOrDefault(line => line.Contains("crit", StringComparison.Ordinal)) ?? "nothing";

    private static async Task Until(Func<bool> isSo, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!isSo() && TimeProvider.System.GetElapsedTime(begun) < EndsWithin)
        {
            await Task.Delay(LooksEvery, cancel);
        }
    }
}
