using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>The last line of `live`, read by people and machines.</summary>
internal sealed record LiveFigures(
    double MessagesPerSecond,
    double AckP50Ms,
    double AckP99Ms,
    double SeenP50Ms,
    double SeenP99Ms,
    double CpuSecondsPer1000,
    double ResidentMiB,
    int Lost,
    int Doubled,
    int OutOfOrder);

/// <summary>`live`: visitor and operator take turns in each conversation, flat out or at a given rate.</summary>
internal static class LiveRun
{
    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var conversations = arguments.Number("conversations", 500, 1, 5_000);
        var seconds = arguments.Number("seconds", 20, 1, 3_600);
        var warmUp = arguments.Number("warm-up", 5, 0, 600);
        var rate = arguments.Number("rate", 0, 0, 100_000);
        var seed = arguments.Number("seed", RandomNumberGenerator.GetInt32(int.MaxValue), 0, int.MaxValue);
        var product = ProductFile.Find(arguments.Text("product"));
        var named = arguments.Text("data");
        arguments.RefuseUnknown();

        using var workplace = new Workplace(named);
        await using var server = await ProductServer.Start(product, workplace.Data, "/health/ready", cancel);
        using var client = new ProductClient(server.Address);
        var meter = new LoadMeter();
        await using var fleet = new LoadFleet(conversations, (ulong)Stopwatch.GetTimestamp(), seed, meter);
        await output.WriteLineAsync($"{conversations} conversations, {Pace(rate)}, seed {seed}: {warmUp} s warm-up, {seconds} s measured");
        var begun = Stopwatch.GetTimestamp();
        await fleet.Begin(client, cancel);
        await output.WriteLineAsync($"set up in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");

        var window = await Load(fleet, meter, server, rate, warmUp, seconds, cancel);
        var unsettled = await fleet.Settle(cancel);
        var found = meter.Violations + await FreshReader.Check(client, fleet.Conversations, cancel);
        if (unsettled > 0)
        {
            // Sent, and after all patience not acknowledged or not seen by the other side.
            found += new Violations(unsettled, 0, 0);
        }
        var figures = Figures(meter, window, found);
        await Tell(output, figures, meter, window);
        return found.Any ? 1 : 0;
    }

    private sealed record Window(double Seconds, double ServerCpu, double ClientCpu, double ResidentMiB);

    private static string Pace(int rate) => rate == 0 ? "flat out" : $"{rate} messages/s";

    private static async Task<Window> Load(
        LoadFleet fleet, LoadMeter meter, ProductServer server, int rate, int warmUp, int seconds, CancellationToken cancel)
    {
        using var pacer = rate > 0 ? new Pacer(fleet.Conversations, rate) : null;
        if (pacer is null)
        {
            foreach (var conversation in fleet.Conversations)
            {
                conversation.RunFlatOut();
            }
        }
        await Task.Delay(TimeSpan.FromSeconds(warmUp), cancel);
        var cpu = ProcessFigures.CpuSeconds(server.ProcessId);
        var ownCpu = ProcessFigures.CpuSeconds(Environment.ProcessId);
        var opened = Stopwatch.GetTimestamp();
        meter.Open();
        await Task.Delay(TimeSpan.FromSeconds(seconds), cancel);
        meter.Close();
        return new(
            Stopwatch.GetElapsedTime(opened).TotalSeconds,
            ProcessFigures.CpuSeconds(server.ProcessId) - cpu,
            ProcessFigures.CpuSeconds(Environment.ProcessId) - ownCpu,
            ProcessFigures.ResidentBytes(server.ProcessId) / 1048576.0);
    }

    private static LiveFigures Figures(LoadMeter meter, Window window, Violations found) => new(
        Math.Round(meter.SeenInWindow / window.Seconds, 1),
        Math.Round(meter.Ack.Milliseconds(0.50), 2),
        Math.Round(meter.Ack.Milliseconds(0.99), 2),
        Math.Round(meter.Seen.Milliseconds(0.50), 2),
        Math.Round(meter.Seen.Milliseconds(0.99), 2),
        Math.Round(meter.SeenInWindow == 0 ? 0 : window.ServerCpu * 1000 / meter.SeenInWindow, 4),
        Math.Round(window.ResidentMiB, 1),
        found.Lost,
        found.Doubled,
        found.OutOfOrder);

    private static async Task Tell(TextWriter output, LiveFigures figures, LoadMeter meter, Window window)
    {
        await output.WriteLineAsync($"""
            messages/s (sent, stored, seen by the other side)   {figures.MessagesPerSecond:0}
            send -> ack   {Latency(meter.Ack)}
            send -> seen  {Latency(meter.Seen)}
            server CPU    {figures.CpuSecondsPer1000:0.000} s per 1,000 messages, {window.ServerCpu / window.Seconds:0.00} cores
            generator     {window.ClientCpu / window.Seconds:0.00} cores
            resident      {figures.ResidentMiB:0} MiB
            lost {figures.Lost}, doubled {figures.Doubled}, out of order {figures.OutOfOrder}
            holes filled by reading: {meter.Holes}; refused and sent again: {Refusals(meter)}
            """);
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
    }

    private static string Latency(Percentiles durations) =>
        $"p50 {durations.Milliseconds(0.50):0.0} ms   p95 {durations.Milliseconds(0.95):0.0} ms   p99 {durations.Milliseconds(0.99):0.0} ms";

    private static string Refusals(LoadMeter meter) =>
        meter.Refusals.Count == 0 ? "0" : string.Join(", ", meter.Refusals.Select(refusal => $"{refusal.Value} {refusal.Key}"));
}
