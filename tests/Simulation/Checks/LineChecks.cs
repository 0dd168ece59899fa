using MessageCenter.Domain;
using MessageCenter.Simulation.Runs;

namespace MessageCenter.Simulation.Checks;

/// <summary>
/// The line of those who wait. Routing goes by hearsay, so what it must do is asked for when the faults have stopped, or
/// are few: soon after the last of them nobody may wait for long whom somebody could serve, and when all is calm nobody
/// may be passed over.
/// </summary>
internal sealed class LineChecks(Stage stage, Checker checker, Truth truth)
{
    /// <summary>What a lost call or a dead silo may cost: the answer of a call, and one comparison with the rows.</summary>
    private static readonly TimeSpan WaitsAtMostAfterBlows = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan NoteworthyWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan WaitsAtMostInCalm = TimeSpan.FromSeconds(5);

    /// <summary>By then the router has heard of it.</summary>
    private static readonly TimeSpan InLineLongEnough = TimeSpan.FromSeconds(10);

    /// <summary>Whoever was offered and refused stands back until the router's next look.</summary>
    private static readonly TimeSpan StandsBack = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ConversationId, long> waitsSince = [];
    private readonly Dictionary<ConversationId, long> offeredAt = [];

    /// <summary>Since when a conversation waits and an operator could have it.</summary>
    private readonly Dictionary<(ConversationId, OperatorId), long> servable = [];
    private readonly HashSet<(ConversationId, long)> noteworthy = [];
    private long blowAt;

    private bool IsCalm => stage.World.Faults.IsHealed && stage.World.Now >= stage.CalmAt;

    /// <summary>From when the faults have stopped, and from the beginning where they are few.</summary>
    public void Watch()
    {
        var served = servable.Keys.ToHashSet();
        foreach (var company in stage.Companies)
        {
            foreach (var record in truth.RowsOf(company).Where(record => record.State.Waits))
            {
                foreach (var free in truth.FreeFor(company, record.State))
                {
                    var pair = (record.Id, free.Id);
                    served.Remove(pair);
                    servable.TryAdd(pair, stage.World.Now);
                    var waited = TimeSpan.FromTicks(stage.World.Now - Math.Max(blowAt, servable[pair]));
                    if (waited > NoteworthyWait && noteworthy.Add((record.Id, servable[pair])))
                    {
                        checker.Saw($"somebody waited for {NoteworthyWait.TotalSeconds:F0} s while somebody was free");
                    }
                    checker.That(waited <= (IsCalm ? WaitsAtMostInCalm : WaitsAtMostAfterBlows), Invariants.R4, () =>
                        $"conversation {record.Number} has waited for {waited.TotalSeconds:F0} s while {free.Name} was free");
                }
            }
        }
        foreach (var pair in served)
        {
            servable.Remove(pair);
        }
        stage.World.In(LookEvery, stage.World.Outside, Watch);
    }

    /// <summary>Something has just gone wrong, and takes its time.</summary>
    public void Blow() => blowAt = stage.World.Now;

    /// <summary>A conversation waits from now on, or no longer.</summary>
    public void Note(ConversationId id, bool waits)
    {
        if (!waits)
        {
            waitsSince.Remove(id);
        }
        else
        {
            waitsSince.TryAdd(id, stage.World.Now);
        }
    }

    /// <summary>A router tries to give this conversation to somebody: whoever stands before it must have been tried just now.</summary>
    public void Offered(ConversationId id)
    {
        if (IsCalm && truth.Find(id) is { State: { Assignee: null } offered } record)
        {
            checker.Saw("the line was looked at");
            var passedOver = stage.Database.Conversations.FirstOrDefault(other =>
                other.Account == record.Account && other.Id != id && other.State.Waits && other.State.Assignee is null
                && other.State.GroupId == offered.GroupId && other.State.WaitingSince < offered.WaitingSince
                && waitsSince.TryGetValue(other.Id, out var since) && stage.World.Now - since > InLineLongEnough.Ticks
                && (!offeredAt.TryGetValue(other.Id, out var tried) || stage.World.Now - tried > StandsBack.Ticks));
            checker.That(passedOver is null, Invariants.R3, () =>
                $"conversation {record.Number} was offered before {passedOver?.Number}, which waits longer");
        }
        offeredAt[id] = stage.World.Now;
    }
}
