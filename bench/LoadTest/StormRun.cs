using System.Diagnostics;
using System.Text.Json;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>
/// `storm`: the server is killed with many widgets connected, and started again at the same address. All come back, after
/// the pauses that the browser's client makes, and hardly any of them is turned away.
/// </summary>
internal static class StormRun
{
    private const int ConnectAtOnce = 16;
    private const double FailedShareMax = 0.001;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(50);

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var widgets = arguments.Number("widgets", 1_000, 1, 15_000);
        var seed = CrashCycles.SeedOf(arguments);
        var product = ProductFile.Find(arguments.Text("product"));
        arguments.RefuseUnknown();

        await output.WriteLineAsync($"{widgets} widgets, seed {seed}");
        using var workplace = new Workplace(null);
        var port = LoopbackPorts.Free(1)[0];
        await using var crowd = new WidgetCrowd(new Random(seed), new Uri($"http://127.0.0.1:{port}"));
        await using (var doomed = await ProductServer.Start(product, workplace.Data, CrashCycles.Ready, cancel, port: port))
        {
            await crowd.Grow(widgets, ConnectAtOnce, cancel);
            await doomed.Kill();
        }
        await using var server = await ProductServer.Start(product, workplace.Data, CrashCycles.Ready, cancel, port: port);
        var ready = Stopwatch.GetTimestamp();
        var failedBefore = crowd.Losses;
        var busiest = 0;
        var back = crowd.Seated;
        while (back < widgets && Stopwatch.GetElapsedTime(ready) < Patience)
        {
            await Task.Delay(LooksEvery, cancel);
            var now = crowd.Seated;
            busiest = Math.Max(busiest, now - back);
            back = now;
        }
        var took = Stopwatch.GetElapsedTime(ready);
        var failed = crowd.Losses - failedBefore;
        var figures = new
        {
            widgets,
            back,
            secondsUntilAllBack = Math.Round(took.TotalSeconds, 1),
            failedAfterReady = failed,
            mostBackIn50Ms = busiest,
        };
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return back < widgets || took > BackWithin || failed > widgets * FailedShareMax ? 1 : 0;
    }
}
