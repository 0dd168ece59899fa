using MessageCenter.Domain;
using MessageCenter.Simulation.Runs;

namespace MessageCenter.Simulation.Checks;

/// <summary>
/// The line of those who wait. Routing goes by hearsay, so what it must do is asked for when the faults have stopped: soon
/// afterwards nobody may wait for long whom somebody could serve, and when all is calm nobody may be passed over.
/// </summary>
internal sealed class LineChecks(Stage stage, Checker checker, Truth truth)
{
    /// <summary>What a lost call or a dead silo may cost: the answer of a call, and one comparison with the rows.</summary>
    private static readonly TimeSpan WaitsAtMostAfterFaults = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan WaitsAtMostInCalm = TimeSpan.FromSeconds(5);

    /// <summary>By then the router has heard of it.</summary>
    private static readonly TimeSpan InLineLongEnough = TimeSpan.FromSeconds(10);

    /// <summary>Whoever was offered and refused stands back until the router's next look.</summary>
    private static readonly TimeSpan StandsBack = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ConversationId, long> waitsSince = [];
    private readonly Dictionary<ConversationId, long> offeredAt = [];
    private readonly Dictionary<ConversationId, long> servableSince = [];

    private bool IsCalm => stage.World.Faults.IsHealed && stage.World.Now >= stage.CalmAt;

    /// <summary>From when the faults have stopped, once a second.</summary>
    public void Watch()
    {
        foreach (var company in stage.Companies)
        {
            foreach (var record in truth.RowsOf(company))
            {
                if (!record.State.Waits || truth.FreeFor(company, record.State) is not { } free)
                {
                    servableSince.Remove(record.Id);
                    continue;
                }
                servableSince.TryAdd(record.Id, stage.World.Now);
                var waited = TimeSpan.FromTicks(stage.World.Now - servableSince[record.Id]);
                checker.That(waited <= (IsCalm ? WaitsAtMostInCalm : WaitsAtMostAfterFaults), Invariants.R4, () =>
                    $"conversation {record.Number} has waited for {waited.TotalSeconds:F0} s while {free.Name} was free");
            }
        }
        stage.World.In(LookEvery, stage.World.Outside, Watch);
    }

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
