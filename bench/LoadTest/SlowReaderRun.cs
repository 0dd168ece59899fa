using System.Diagnostics;
using System.Text.Json;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest;

/// <summary>
/// `slow-readers`: sockets that watch busy conversations and never read. The server gives them up, its memory stays bounded,
/// and those who read do not notice.
/// </summary>
internal static class SlowReaderRun
{
    private const int ConnectAtOnce = 16;
    private const double GrowthMaxMiB = 100;
    private const double GrowthPerSocketMaxMiB = 0.5;
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DroppedWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(100);

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var readers = arguments.Number("readers", 200, 1, 10_000);
        var rate = arguments.Number("rate", 200, 1, 10_000);
        var conversations = arguments.Number("conversations", 10, 1, 200);
        var seed = CrashCycles.SeedOf(arguments);
        var product = ProductFile.Find(arguments.Text("product"));
        arguments.RefuseUnknown();

        await output.WriteLineAsync($"{readers} readers, {conversations} conversations, {rate} messages/s, seed {seed}");
        using var workplace = new Workplace(null);
        await using var server = await ProductServer.Start(product, workplace.Data, CrashCycles.Ready, cancel);
        using var client = new Fronts(server.Address);
        var meter = new LoadMeter();
        await using var fleet = new LoadFleet(conversations, (ulong)Stopwatch.GetTimestamp(), seed, meter);
        await fleet.Begin(client, cancel);
        using var pacer = new Pacer(fleet.Conversations, rate);
        await Task.Delay(Healthy, cancel);
        var before = Resident(server);
        meter.Open();
        await using var crowd = await DeafCrowd.Connect(client, fleet.Conversations, readers, ConnectAtOnce, cancel);
        var begun = Stopwatch.GetTimestamp();
        var most = before;
        while (crowd.Dropped < readers && Stopwatch.GetElapsedTime(begun) < DroppedWithin)
        {
            most = Math.Max(most, Resident(server));
            await Task.Delay(LooksEvery, cancel);
        }
        var took = Stopwatch.GetElapsedTime(begun);
        meter.Close();
        pacer.Dispose();
        var unsettled = await fleet.Settle(cancel);
        var violations = await FreshReader.Check(client, fleet.Conversations, cancel) + meter.Violations;
        var figures = new
        {
            readers,
            dropped = crowd.Dropped,
            secondsUntilAllDropped = Math.Round(took.TotalSeconds, 1),
            residentBeforeMiB = Math.Round(before, 1),
            residentGrewMiB = Math.Round(most - before, 1),
            othersAckP50Ms = Math.Round(meter.Ack.Milliseconds(0.5), 1),
            othersAckP99Ms = Math.Round(meter.Ack.Milliseconds(0.99), 1),
            lost = violations.Lost + unsettled,
            doubled = violations.Doubled,
            outOfOrder = violations.OutOfOrder,
        };
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        var isTooMuch = figures.residentGrewMiB > GrowthMaxMiB + (readers * GrowthPerSocketMaxMiB);
        return violations.Any || unsettled > 0 || figures.dropped < readers || isTooMuch ? 1 : 0;
    }

    private static double Resident(ProductServer server) => ProcessFigures.ResidentBytes(server.ProcessId) / 1048576.0;

    /// <summary>Sockets of one operator, each of which watches all conversations.</summary>
    private sealed class DeafCrowd : IAsyncDisposable
    {
        private readonly List<DeafSocket> sockets = [];

        public int Dropped => sockets.Count(socket => socket.IsDropped);

        public static async Task<DeafCrowd> Connect(
            Fronts fronts, IReadOnlyList<LoadConversation> conversations, int count, int atOnce, CancellationToken cancel)
        {
            var crowd = new DeafCrowd();
            var front = fronts.Next();
            var cookie = await front.SignIn(ProductClient.Operators[0], cancel);
            var calls = conversations.Select(one => ("WatchConversation", (object)new { conversationId = one.Id, after = (long?)null })).ToArray();
            var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancel };
            await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (_, stop) =>
            {
                var socket = await front.ConnectDeafOperator(cookie, calls, stop);
                lock (crowd.sockets)
                {
                    crowd.sockets.Add(socket);
                }
            });
            return crowd;
        }

        public async ValueTask DisposeAsync() => await Task.WhenAll(sockets.Select(socket => socket.DisposeAsync().AsTask()));
    }
}
