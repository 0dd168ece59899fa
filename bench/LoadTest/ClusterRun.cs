using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using MessageCenter.LoadTest.Clusters;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Faults;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>The last line of `cluster`: that of `live`, and what can go wrong only where there are many processes.</summary>
internal sealed record ClusterFigures(LiveFigures Live) : LiveFigures(Live)
{
    /// <summary>Conversations that two operators could believe to own: by timeline, by inbox, by any front.</summary>
    [JsonPropertyOrder(1)]
    public required int TwoOwners { get; init; }

    /// <summary>Moments at which an operator held more live conversations than slots, by the rows.</summary>
    [JsonPropertyOrder(1)]
    public required int OverSlots { get; init; }

    /// <summary>Live conversations, at the end, of an operator who is gone.</summary>
    [JsonPropertyOrder(1)]
    public required int LiveWithoutOwner { get; init; }

    /// <summary>Conversations that nobody owns, at the end, though somebody is free.</summary>
    [JsonPropertyOrder(1)]
    public required int UnassignedLeft { get; init; }

    /// <summary>The longest that any send waited for its answer, from the fault on.</summary>
    [JsonPropertyOrder(1)]
    public required double SecondsUntilAccepted { get; init; }

    [JsonIgnore]
    public LiveFigures Live { get; } = Live;

    [JsonIgnore]
    public bool IsAnyPromiseBroken => Lost + Doubled + OutOfOrder + TwoOwners + OverSlots + LiveWithoutOwner + UnassignedLeft > 0;
}

/// <summary>
/// `cluster`: many processes under load, and a fault at a random moment. Clients lose their sockets and come back to any
/// front; operators leave, conversations end and others wait for the slots. At the end readers that were not there before,
/// every front and the rows themselves must agree.
/// </summary>
internal sealed class ClusterRun : IAsyncDisposable
{
    private const int FirstOperator = 0, SecondOperator = 1, OperatorWhoLeaves = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AcceptedWithin = TimeSpan.FromSeconds(90);
    /// <summary>Faults stopped: within so long everything must have come to its end.</summary>
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(100);

    private readonly ClusterRunPlan plan;
    private readonly TextWriter output;
    private readonly ClusterUnderTest cluster;
    private readonly Fronts fronts;
    private readonly StoreCensus store;
    private readonly ClusterFleet fleet;
    private readonly LoadMeter meter = new();
    private readonly Random chance;

    private ClusterRun(ClusterRunPlan plan, ClusterUnderTest cluster, TextWriter output)
    {
        (this.plan, this.output, this.cluster) = (plan, output, cluster);
        chance = new(plan.Seed);
        fronts = new(cluster.Fronts.Select(front => front.Address));
        store = new(cluster.Store.ConnectionString);
        fleet = new(plan.Conversations, plan.Waiting, plan.Seed, fronts, meter);
    }

    private int SlotsMax => fleet.Operators.Max(one => one.SlotsMax);

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var asked = ClusterRunPlan.Read(arguments);
        await output.WriteLineAsync(
            $"{asked.Fault}: {asked.Shape.Silos} silos, {asked.Shape.Fronts} fronts, {asked.Conversations} conversations, "
            + $"{asked.Waiting} waiting, {asked.Rate} messages/s, seed {asked.Seed}");
        await using var started = await ClusterUnderTest.Found(asked.Product, cancel);
        await started.Start(asked.Shape, cancel);
        await using var run = new ClusterRun(asked, started, output);
        return await run.Play(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await fleet.DisposeAsync();
        await store.DisposeAsync();
        fronts.Dispose();
    }

    private async Task<int> Play(CancellationToken cancel)
    {
        await fleet.Begin(cancel);
        var slots = SlotsMax * fleet.Operators.Count;
        await Until(census => census.Live.Count == slots, "every slot is taken", cancel);
        await fleet.BeginWaiting(cancel);
        await Until(census => census.Unassigned == plan.Waiting, "the others wait", cancel);

        await using var slotWatch = new SlotWatch(store, SlotsMax);
        var window = await Load(cancel);
        var unsettled = await fleet.Settle(SettlesWithin, cancel);
        var (liveWithoutOwner, unassigned) = await Empty(cancel);
        var read = await FreshReader.Read(fronts, fleet.All, cancel);
        var disagreeing = await Disagreeing(read.Owned, cancel);

        var violations = read.Violations + new Violations(unsettled + meter.Misreadings, 0, 0);
        var figures = new ClusterFigures(LiveFigures.Of(meter, window, violations))
        {
            TwoOwners = read.Contradictions + disagreeing,
            OverSlots = slotWatch.OverSlots,
            LiveWithoutOwner = liveWithoutOwner,
            UnassignedLeft = unassigned,
            SecondsUntilAccepted = Math.Round(fleet.LongestWait.TotalSeconds, 1),
        };
        await Tell(figures, slotWatch.Looks, unsettled);
        return figures.IsAnyPromiseBroken ? 1 : 0;
    }

    private async Task<LoadWindow> Load(CancellationToken cancel)
    {
        var faults = new ClusterFaults(cluster, plan.Times, chance);
        using var pacer = new Pacer(fleet.Owned, plan.Rate);
        await Task.Delay(WarmUp, cancel);
        var processes = new MeasuredProcesses(cluster.ProductProcesses) { Store = cluster.Store.ProcessIds };
        return await LoadWindow.During(meter, processes, stop => Suffer(faults, stop), cancel);
    }

    /// <summary>The fault comes at a moment that the seed chooses; in the same moment an operator ends her live conversations.</summary>
    private async Task Suffer(ClusterFaults faults, CancellationToken cancel)
    {
        var allOfIt = Task.Delay(TimeSpan.FromSeconds(plan.Seconds), cancel);
        await Task.Delay(TimeSpan.FromSeconds(plan.Seconds * (0.2 + (0.3 * chance.NextDouble()))), cancel);
        var steps = await faults.Prepare(plan.Fault, cancel);
        var ending = fleet.End(SecondOperator, await LiveOf(SecondOperator, cancel), cancel);
        foreach (var step in steps)
        {
            var begun = Stopwatch.GetTimestamp();
            await step.Strike(fleet.Strike, cancel);
            await UntilAccepted(cancel);
            await output.WriteLineAsync(
                $"{step.Name}: accepted again after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s, "
                + $"not yet in {fleet.NotAcceptedYet}");
            await step.Heal(cancel);
        }
        await allOfIt;
        await ending.WaitAsync(SettlesWithin, cancel);
    }

    private async Task UntilAccepted(CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        while (fleet.NotAcceptedYet > 0 && Stopwatch.GetElapsedTime(begun) < AcceptedWithin)
        {
            await Task.Delay(LooksEvery, cancel);
        }
    }

    /// <summary>One operator vanishes, another ends what she has: nobody may stay live with the first, nobody unassigned.</summary>
    private async Task<(int LiveWithoutOwner, int Unassigned)> Empty(CancellationToken cancel)
    {
        await fleet.Leave(OperatorWhoLeaves);
        await fleet.End(FirstOperator, await LiveOf(FirstOperator, cancel), cancel);
        var gone = fleet.Operators[OperatorWhoLeaves].OperatorId;
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var census = await store.Take(cancel);
            var (orphans, unassigned) = (census.Live.Count(live => live.Owner == gone), census.Unassigned);
            var waited = Stopwatch.GetElapsedTime(begun);
            if (orphans + unassigned == 0 || waited > SettlesWithin)
            {
                var all = orphans + unassigned == 0 ? "all" : "not all";
                await output.WriteLineAsync($"an operator left and slots were freed: {all} in order after {waited.TotalSeconds:0.0} s");
                foreach (var left in census.UnassignedRows)
                {
                    await output.WriteLineAsync($"nobody owns {left}");
                }
                return (orphans, unassigned);
            }
            await Task.Delay(LooksEvery, cancel);
        }
    }

    private async Task<Guid[]> LiveOf(int operatorAt, CancellationToken cancel)
    {
        var owner = fleet.Operators[operatorAt].OperatorId;
        return [.. (await store.Take(cancel)).Live.Where(live => live.Owner == owner).Select(live => live.ConversationId)];
    }

    private async Task<int> Disagreeing(IReadOnlyList<OwnedConversation> owned, CancellationToken cancel)
    {
        var found = 0;
        foreach (var front in fronts.All)
        {
            found += OwnerCheck.Count(owned, await FreshReader.Look(front, fleet.All, cancel));
        }
        return found;
    }

    private async Task Until(Func<Census, bool> isSo, string expected, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        while (await store.Take(cancel) is var census && !isSo(census))
        {
            if (Stopwatch.GetElapsedTime(begun) > SettlesWithin)
            {
                throw new LoadTestException(
                    $"Before any fault: not within {SettlesWithin.TotalSeconds} s: {expected}. "
                    + $"There are {census.Live.Count} live and {census.Unassigned} unassigned conversations.");
            }
            await Task.Delay(LooksEvery, cancel);
        }
    }

    private async Task Tell(ClusterFigures figures, int looks, int unsettled)
    {
        await output.WriteLineAsync($"""
            messages/s    {figures.MessagesPerSecond:0}
            send -> ack   {meter.Ack}
            send -> seen  {meter.Seen}
            the longest wait for an answer since the fault {figures.SecondsUntilAccepted:0.0} s; sockets lost and replaced {fleet.Losses}
            lost {figures.Lost} (of them without an answer {unsettled}), doubled {figures.Doubled}, out of order {figures.OutOfOrder}
            two owners {figures.TwoOwners}, over slots {figures.OverSlots} in {looks} looks at the rows
            live without owner {figures.LiveWithoutOwner}, unassigned left {figures.UnassignedLeft}
            holes filled by reading: {meter.Holes}; pushes that came twice or late: {meter.UnevenPushes}
            refused and sent again: {meter.RefusalsTold}
            """);
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
    }
}
