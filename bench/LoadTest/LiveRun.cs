using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>The last line of `live`, read by people and machines.</summary>
internal record LiveFigures(
    double MessagesPerSecond,
    double AckP50Ms,
    double AckP99Ms,
    double SeenP50Ms,
    double SeenP99Ms,
    double CpuSecondsPer1000,
    double ResidentMiB,
    int Lost,
    int Doubled,
    int OutOfOrder)
{
    public static LiveFigures Of(LoadMeter meter, LoadWindow window, Violations found) => new(
        Math.Round(meter.SeenInWindow / window.Seconds, 1),
        Math.Round(meter.Ack.Milliseconds(0.50), 2),
        Math.Round(meter.Ack.Milliseconds(0.99), 2),
        Math.Round(meter.Seen.Milliseconds(0.50), 2),
        Math.Round(meter.Seen.Milliseconds(0.99), 2),
        Math.Round(meter.SeenInWindow == 0 ? 0 : window.ProductCpu * 1000 / meter.SeenInWindow, 4),
        Math.Round(window.ResidentMiB, 1),
        found.Lost,
        found.Doubled,
        found.OutOfOrder);
}

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
        using var client = new Fronts(server.Address);
        var meter = new LoadMeter();
        await using var fleet = new LoadFleet(conversations, (ulong)Stopwatch.GetTimestamp(), seed, meter);
        await output.WriteLineAsync($"{conversations} conversations, {Pace(rate)}, seed {seed}: {warmUp} s warm-up, {seconds} s measured");
        var begun = Stopwatch.GetTimestamp();
        await fleet.Begin(client, cancel);
        await output.WriteLineAsync($"set up in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");

        var window = await LoadWindow.Measure(
            fleet.Conversations, meter, new(() => [server.ProcessId]), new(rate, warmUp, seconds), cancel);
        var unsettled = await fleet.Settle(cancel);
        var found = meter.Violations + await FreshReader.Check(client, fleet.Conversations, cancel);
        if (unsettled > 0)
        {
            // Sent, and after all patience not acknowledged or not seen by the other side.
            found += new Violations(unsettled, 0, 0);
        }
        var figures = LiveFigures.Of(meter, window, found);
        await Tell(output, figures, meter, window);
        return found.Any ? 1 : 0;
    }

    private static string Pace(int rate) => rate == 0 ? "flat out" : $"{rate} messages/s";

    private static async Task Tell(TextWriter output, LiveFigures figures, LoadMeter meter, LoadWindow window)
    {
        await output.WriteLineAsync($"""
            messages/s (sent, stored, seen by the other side)   {figures.MessagesPerSecond:0}
            send -> ack   {meter.Ack}
            send -> seen  {meter.Seen}
            server CPU    {figures.CpuSecondsPer1000:0.000} s per 1,000 messages, {window.ProductCpu / window.Seconds:0.00} cores
            generator     {window.GeneratorCpu / window.Seconds:0.00} cores
            resident      {figures.ResidentMiB:0} MiB
            lost {figures.Lost}, doubled {figures.Doubled}, out of order {figures.OutOfOrder}
            holes filled by reading: {meter.Holes}; refused and sent again: {meter.RefusalsTold}
            """);
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
    }
}
