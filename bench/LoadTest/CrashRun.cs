using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>
/// `crash`: SIGKILL at a random moment under load, start again on the same data, and look with readers that were not
/// there before. A message whose answer never came is sent again as the same command: it may be there once, not twice.
/// </summary>
internal static class CrashRun
{
    private const string Ready = "/health/ready";
    private const int LivesMillisecondsMin = 300;
    private const int LivesMillisecondsMax = 2_500;

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var cycles = arguments.Number("cycles", 10, 1, 10_000);
        var conversations = arguments.Number("conversations", 40, 1, 1_000);
        var seed = arguments.Number("seed", RandomNumberGenerator.GetInt32(int.MaxValue), 0, int.MaxValue);
        var product = ProductFile.Find(arguments.Text("product"));
        var named = arguments.Text("data");
        arguments.RefuseUnknown();

        await output.WriteLineAsync($"{cycles} cycles, {conversations} conversations, seed {seed}");
        using var workplace = new Workplace(named);
        var moments = new Random(seed);
        var meter = new LoadMeter();
        await using var fleet = new LoadFleet(conversations, (ulong)Stopwatch.GetTimestamp(), seed, meter);
        var found = new Violations();
        var unknown = 0;
        var returns = new List<double>();
        var server = await ProductServer.Start(product, workplace.Data, Ready, cancel);
        try
        {
            for (var cycle = 1; cycle <= cycles; cycle++)
            {
                var lives = TimeSpan.FromMilliseconds(moments.Next(LivesMillisecondsMin, LivesMillisecondsMax));
                using (var doomed = new Fronts(server.Address))
                {
                    await (cycle == 1 ? fleet.Begin(doomed, cancel) : fleet.Return(doomed, cancel));
                    unknown += await LiveAndDie(server, fleet, lives, cancel);
                }
                await server.DisposeAsync();
                server = await ProductServer.Start(product, workplace.Data, Ready, cancel);
                returns.Add(server.StartedIn.TotalMilliseconds);
                using var client = new Fronts(server.Address);
                // First as the dead server left it, then after the participants came back and sent again what had no answer.
                var violations = await FreshReader.Check(client, fleet.Conversations, cancel);
                await fleet.Return(client, cancel);
                var unsettled = await fleet.Settle(cancel);
                violations += await FreshReader.Check(client, fleet.Conversations, cancel) + new Violations(unsettled, 0, 0);
                found += violations;
                await output.WriteLineAsync(
                    $"cycle {cycle}: killed after {lives.TotalMilliseconds:0} ms, back in {returns[^1]:0} ms, "
                    + $"{Acknowledged(fleet)} acknowledged so far, {violations}");
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
        found += meter.Violations;
        var figures = new
        {
            cycles,
            acknowledged = Acknowledged(fleet),
            unknownAtKill = unknown,
            backP50Ms = Math.Round(returns.Order().ElementAt(returns.Count / 2)),
            lost = found.Lost,
            doubled = found.Doubled,
            outOfOrder = found.OutOfOrder,
        };
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        if (figures.acknowledged == 0)
        {
            throw new LoadTestException("Nothing was acknowledged: the run shows nothing.");
        }
        return found.Any ? 1 : 0;
    }

    /// <summary>Returns how many messages had no answer when the server died.</summary>
    private static async Task<int> LiveAndDie(ProductServer server, LoadFleet fleet, TimeSpan lives, CancellationToken cancel)
    {
        foreach (var conversation in fleet.Conversations)
        {
            conversation.RunFlatOut();
        }
        await Task.Delay(lives, cancel);
        await server.Kill();
        foreach (var conversation in fleet.Conversations)
        {
            conversation.Stop();
        }
        await fleet.CloseSockets();
        return fleet.Conversations.Sum(conversation => conversation.Sent().Count(message => !message.IsAcknowledged));
    }

    private static int Acknowledged(LoadFleet fleet) =>
        fleet.Conversations.Sum(conversation => conversation.Sent().Count(message => message.IsAcknowledged));
}
