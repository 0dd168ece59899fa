using System.Text.Json;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest;

/// <summary>`idle`: what a widget that is open and says nothing costs the server in memory.</summary>
internal static class IdleRun
{
    private const int WarmUpWidgets = 200;
    private const int ConnectAtOnce = 16;
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var widgets = arguments.Number("widgets", 2_000, 1, 15_000);
        var product = ProductFile.Find(arguments.Text("product"));
        var named = arguments.Text("data");
        arguments.RefuseUnknown();

        using var workplace = new Workplace(named);
        await using var server = await ProductServer.Start(product, workplace.Data, "/health/ready", cancel);
        using var client = new ProductClient(server.Address);
        await using var crowd = new Crowd(client);
        await crowd.Grow(WarmUpWidgets, cancel);
        var before = await Settled(server, cancel);
        await crowd.Grow(widgets, cancel);
        var after = await Settled(server, cancel);
        var perConnection = (after - before) / (double)widgets;
        await output.WriteLineAsync(
            $"resident with {WarmUpWidgets} widgets {before / 1048576.0:0.0} MiB, with {widgets} more {after / 1048576.0:0.0} MiB; still open {crowd.Open}");
        if (crowd.Open != WarmUpWidgets + widgets)
        {
            throw new LoadTestException("Idle widgets lost their connections.");
        }
        var figures = new { widgets, kilobytesPerConnection = Math.Round(perConnection / 1000, 1), residentMiB = Math.Round(after / 1048576.0, 1) };
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return 0;
    }

    /// <summary>The smallest figure while the collector does its work: what is held, not what was just used.</summary>
    private static async Task<long> Settled(ProductServer server, CancellationToken cancel)
    {
        var smallest = long.MaxValue;
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < SettlesWithin)
        {
            smallest = Math.Min(smallest, ProcessFigures.ResidentBytes(server.ProcessId));
            await Task.Delay(LooksEvery, cancel);
        }
        return smallest;
    }

    /// <summary>Widgets, each a contact of its own, that only keep their connection.</summary>
    private sealed class Crowd(ProductClient client) : IHubListener, IAsyncDisposable
    {
        private readonly OpenSockets sockets = new();
        private string widgetKey = "";

        public int Open => sockets.Count;

        public async Task Grow(int count, CancellationToken cancel)
        {
            if (widgetKey.Length == 0)
            {
                widgetKey = await client.FindWidget(cancel);
            }
            var options = new ParallelOptions { MaxDegreeOfParallelism = ConnectAtOnce, CancellationToken = cancel };
            await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (_, stop) =>
            {
                var session = await client.OpenWidgetSession(widgetKey, stop);
                var socket = await client.ConnectWidget(widgetKey, session, this, stop);
                sockets.Add(socket);
                await socket.Invoke("Hello", new { locale = "en" }, stop);
            });
        }

        public void Hear(HubSocket socket, in HubRecord record)
        {
        }

        public void Closed(HubSocket socket)
        {
        }

        public ValueTask DisposeAsync() => sockets.DisposeAsync();
    }
}
