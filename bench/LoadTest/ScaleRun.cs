using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using MessageCenter.LoadTest.Clusters;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>One row of `scale`.</summary>
/// <param name="Processes">Which processes.</param>
/// <param name="MessagesPerSecond">Sent, stored, and seen by the other side.</param>
/// <param name="IdleCores">Processor seconds per second of all processes of the product, with everybody connected and nobody writing.</param>
/// <param name="CpuSecondsPer1000">Of all processes of the product together, beyond what they need idle.</param>
/// <param name="AllCpuSecondsPer1000">The same, what they need idle included.</param>
/// <param name="StoreCpuSecondsPer1000">Of PostgreSQL.</param>
/// <param name="CrossSiloCallsPerMessage">Requests and one-way calls from silo to silo; answers are not counted again.</param>
internal sealed record ScaleRow(
    string Processes,
    double MessagesPerSecond,
    double IdleCores,
    double CpuSecondsPer1000,
    double AllCpuSecondsPer1000,
    double StoreCpuSecondsPer1000,
    double AckP50Ms,
    double AckP99Ms,
    double SeenP50Ms,
    double SeenP99Ms,
    double CrossSiloCallsPerMessage);

/// <summary>`scale`: the same load on ever more processes of one machine: what does a message cost when it has to travel?</summary>
internal static class ScaleRun
{
    private static readonly ClusterShape[] Shapes = [new(1, 1), new(2, 2), new(4, 2)];
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan IdleWindow = TimeSpan.FromSeconds(15);

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var conversations = arguments.Number("conversations", 120, 1, 5_000);
        var pace = new LoadPace(
            arguments.Number("messages-per-second", 400, 1, 100_000),
            arguments.Number("warm-up", 60, 0, 600),
            arguments.Number("seconds", 15, 1, 3_600));
        // A method is compiled for good after its first calls: more messages in the warm-up, sooner done.
        var warmUp = arguments.Number("warm-up-messages-per-second", pace.Rate, 1, 100_000);
        var seed = arguments.Number("seed", RandomNumberGenerator.GetInt32(int.MaxValue), 0, int.MaxValue);
        var product = ProductFile.Find(arguments.Text("product"));
        ClusterShape[] shapes = arguments.Text("silos") is null
            ? Shapes
            : [new(arguments.Number("silos", 1, 1, 16), arguments.Number("fronts", 2, 1, 16))];
        arguments.RefuseUnknown();

        await output.WriteLineAsync($"{conversations} conversations, {pace.Rate} messages/s, seed {seed}");
        var rows = new List<ScaleRow> { await OneProcess(product, conversations, pace, warmUp, seed, cancel) };
        await Tell(output, rows[^1]);
        foreach (var shape in shapes)
        {
            rows.Add(await Cluster(product, shape, conversations, pace, warmUp, seed, cancel));
            await Tell(output, rows[^1]);
        }
        var (one, many) = (rows[0], rows[^1]);
        var figures = new
        {
            rows,
            ratio = Math.Round(many.CpuSecondsPer1000 / one.CpuSecondsPer1000, 2),
            ratioOfAll = Math.Round(many.AllCpuSecondsPer1000 / one.AllCpuSecondsPer1000, 2),
        };
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return 0;
    }

    private static async Task<ScaleRow> OneProcess(
        string product, int conversations, LoadPace pace, int warmUp, int seed, CancellationToken cancel)
    {
        await using var cluster = await ClusterUnderTest.Found(product, cancel);
        await using var server = await cluster.StartOneProcess(product, cancel);
        using var fronts = new Fronts(server.Address);
        var processes = new MeasuredProcesses(() => [server.ProcessId]) { Store = cluster.Store.ProcessIds };
        return await Measure("one process", fronts, processes, () => Task.FromResult(0.0), new(conversations, pace, warmUp, seed), cancel);
    }

    private static async Task<ScaleRow> Cluster(
        string product, ClusterShape shape, int conversations, LoadPace pace, int warmUp, int seed, CancellationToken cancel)
    {
        await using var cluster = await ClusterUnderTest.Found(product, cancel);
        await cluster.Start(shape, cancel);
        using var fronts = new Fronts(cluster.Fronts.Select(front => front.Address));
        var processes = new MeasuredProcesses(cluster.ProductProcesses) { Store = cluster.Store.ProcessIds };
        return await Measure(
            $"{shape.Silos} silos, {shape.Fronts} fronts",
            fronts,
            processes,
            async () => (await Task.WhenAll(cluster.Silos.Select(silo => SiloMetrics.CallsToOtherSilos(silo.Address, cancel)))).Sum(),
            new(conversations, pace, warmUp, seed),
            cancel);
    }

    private sealed record Load(int Conversations, LoadPace Pace, int WarmUpRate, int Seed);

    private static async Task<ScaleRow> Measure(
        string processesTold, Fronts fronts, MeasuredProcesses processes, Func<Task<double>> callsToOtherSilos, Load load, CancellationToken cancel)
    {
        var meter = new LoadMeter();
        await using var fleet = new LoadFleet(load.Conversations, (ulong)Stopwatch.GetTimestamp(), load.Seed, meter);
        await fleet.Begin(fronts, cancel);
        var (idle, window, calls) = await Run(fleet, meter, processes, callsToOtherSilos, load, cancel);
        var unsettled = await fleet.Settle(cancel);
        var found = meter.Violations + await FreshReader.Check(fronts, fleet.Conversations, cancel) + new Violations(unsettled, 0, 0);
        if (found.Any || meter.SeenInWindow == 0)
        {
            throw new LoadTestException($"{processesTold}: {found}, {meter.SeenInWindow} messages: the row would say nothing.");
        }
        return new(
            processesTold,
            Math.Round(meter.SeenInWindow / window.Seconds, 1),
            Math.Round(idle, 3),
            Math.Round((window.ProductCpu - (idle * window.Seconds)) * 1000 / meter.SeenInWindow, 3),
            Math.Round(window.ProductCpu * 1000 / meter.SeenInWindow, 3),
            Math.Round(window.StoreCpu * 1000 / meter.SeenInWindow, 3),
            Math.Round(meter.Ack.Milliseconds(0.50), 2),
            Math.Round(meter.Ack.Milliseconds(0.99), 2),
            Math.Round(meter.Seen.Milliseconds(0.50), 2),
            Math.Round(meter.Seen.Milliseconds(0.99), 2),
            Math.Round(calls / meter.SeenInWindow, 2));
    }

    private static async Task<(double IdleCores, LoadWindow Window, double Calls)> Run(
        LoadFleet fleet, LoadMeter meter, MeasuredProcesses processes, Func<Task<double>> callsToOtherSilos, Load load, CancellationToken cancel)
    {
        // Every process compiles what it runs, while it runs: that is over before anything is counted.
        using (new Pacer(fleet.Conversations, load.WarmUpRate))
        {
            await Task.Delay(TimeSpan.FromSeconds(load.Pace.WarmUpSeconds), cancel);
        }
        await Task.Delay(Calm, cancel);
        var idle = await LoadWindow.During(new(), processes, stop => Task.Delay(IdleWindow, stop), cancel);
        using var pacer = new Pacer(fleet.Conversations, load.Pace.Rate);
        await Task.Delay(Calm, cancel);
        var before = await callsToOtherSilos();
        var window = await LoadWindow.During(meter, processes, stop => Task.Delay(TimeSpan.FromSeconds(load.Pace.Seconds), stop), cancel);
        return (idle.ProductCpu / idle.Seconds, window, await callsToOtherSilos() - before);
    }

    private static Task Tell(TextWriter output, ScaleRow row) => output.WriteLineAsync(
        $"{row.Processes,-18} {row.MessagesPerSecond,6:0} messages/s   idle {row.IdleCores:0.00} cores   "
        + $"CPU {row.CpuSecondsPer1000:0.000} s per 1,000 beyond it, {row.AllCpuSecondsPer1000:0.000} with it, "
        + $"PostgreSQL {row.StoreCpuSecondsPer1000:0.000}   ack p50 {row.AckP50Ms:0.0} ms, p99 {row.AckP99Ms:0.0} ms   "
        + $"seen p50 {row.SeenP50Ms:0.0} ms, p99 {row.SeenP99Ms:0.0} ms   silo to silo {row.CrossSiloCallsPerMessage:0.00} calls per message");
}
