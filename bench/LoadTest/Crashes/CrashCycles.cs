using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Crashes;

/// <summary>The last line of a crash run.</summary>
internal sealed record CrashFigures(
    int Cycles, int Acknowledged, int UnknownAtDeath, double BackP50Ms, int Lost, int Doubled, int OutOfOrder)
{
    public bool IsAnyPromiseBroken => Lost + Doubled + OutOfOrder > 0;
}

/// <summary>
/// The product dies under load, starts again on what it left, and readers who were not there before look: once as the dead
/// one left it, and once after the participants came back. A message whose answer never came is sent again as the same
/// command: it may be there once, not twice. What was acknowledged is known here and not on the disk that is tested.
/// </summary>
internal sealed class CrashCycles(ICrashSite site, int conversations, int seed, TextWriter output)
{
    public const string Ready = "/health/ready";

    private readonly LoadMeter meter = new();
    private readonly List<double> returns = [];
    private Violations found;
    private int unknown;

    /// <summary>The seed that was given, or one that is drawn now.</summary>
    public static int SeedOf(Arguments arguments) =>
        arguments.Number("seed", RandomNumberGenerator.GetInt32(int.MaxValue), 0, int.MaxValue);

    /// <summary>Runs the cycles, or fewer when the site has nothing more to do to the product. The first broken promise ends it.</summary>
    public async Task<CrashFigures> Run(int cycles, CancellationToken cancel)
    {
        await using var fleet = new LoadFleet(conversations, (ulong)Stopwatch.GetTimestamp(), seed, meter);
        var server = await site.Start(cancel);
        var done = 0;
        try
        {
            for (; done < cycles && !found.Any; done++)
            {
                if (await Die(server, fleet, isFirst: done == 0, cancel) is not { } death)
                {
                    break;
                }
                await server.DisposeAsync();
                server = await site.Start(cancel);
                returns.Add(server.StartedIn.TotalMilliseconds);
                var violations = await Look(server, fleet, cancel);
                found += violations;
                await output.WriteLineAsync(
                    $"cycle {done + 1}: {death}, back in {returns[^1]:0} ms, {fleet.Acknowledged} acknowledged so far, {violations}");
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
        found += meter.Violations;
        var back = returns.Count == 0 ? 0 : Math.Round(returns.Order().ElementAt(returns.Count / 2));
        var figures = new CrashFigures(done, fleet.Acknowledged, unknown, back, found.Lost, found.Doubled, found.OutOfOrder);
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        if (figures.Acknowledged == 0)
        {
            throw new LoadTestException("Nothing was acknowledged: the run shows nothing.");
        }
        return figures;
    }

    private async Task<string?> Die(ProductServer server, LoadFleet fleet, bool isFirst, CancellationToken cancel)
    {
        using var doomed = new Fronts(server.Address);
        await (isFirst ? fleet.Begin(doomed, cancel) : fleet.Return(doomed, cancel));
        var death = await site.LiveAndDie(server, fleet, cancel);
        fleet.Stop();
        await fleet.CloseSockets();
        unknown += fleet.Unanswered;
        return death;
    }

    private static async Task<Violations> Look(ProductServer server, LoadFleet fleet, CancellationToken cancel)
    {
        using var client = new Fronts(server.Address);
        var violations = await FreshReader.Check(client, fleet.Conversations, cancel);
        if (violations.Any)
        {
            // Participants would ask for what is no longer there.
            return violations;
        }
        await fleet.Return(client, cancel);
        var unsettled = await fleet.Settle(cancel);
        return await FreshReader.Check(client, fleet.Conversations, cancel) + new Violations(unsettled, 0, 0);
    }
}
