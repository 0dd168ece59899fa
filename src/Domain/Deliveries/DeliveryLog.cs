using System.Collections.Immutable;

namespace MessageCenter.Domain.Deliveries;

/// <summary>What whoever holds an outbox item must do with it now.</summary>
public enum DeliveryTurn
{
    /// <summary>Try.</summary>
    Try,

    /// <summary>It was sent before and only not yet crossed out: cross it out.</summary>
    WasSent,

    /// <summary>It is given up: say so, and let it rest.</summary>
    GiveUp,

    /// <summary>It was given up long ago and nobody asked for it again: cross it out.</summary>
    Forget,
}

/// <summary>
/// An account's deliveries, newest first: the rules of trying, waiting and giving up. A try is written down before it
/// begins, so that one during which the process dies counts like any other.
/// </summary>
/// <param name="Items">Newest first, at most <see cref="Limits.DeliveriesKept"/>.</param>
public sealed record DeliveryLog(ImmutableArray<Delivery> Items)
{
    /// <summary>Nothing was ever sent.</summary>
    public static DeliveryLog Empty { get; } = new([]);

    /// <summary>The delivery of this id; null: none that is remembered.</summary>
    public Delivery? Find(CommandId id) => Items.FirstOrDefault(one => one.DeliveryId == id);

    /// <summary>A try is about to begin, of a delivery that may be new.</summary>
    public (DeliveryLog Log, DeliveryTurn Turn) Begin(Delivery asked, DateTimeOffset now)
    {
        switch (Find(asked.DeliveryId))
        {
            case null:
                var first = asked with { Tries = 1, RoundBeganAt = now, ChangedAt = now, Problem = DeliveryProblem.Interrupted };
                return (new([first, .. Items.Take(Limits.DeliveriesKept - 1)]), DeliveryTurn.Try);
            case { Status: DeliveryStatus.Sent }:
                return (this, DeliveryTurn.WasSent);
            case { Status: DeliveryStatus.Failed } failed:
                var isPast = now - failed.ChangedAt >= DeliverySchedule.KeptAfterFailure;
                return (this, isPast ? DeliveryTurn.Forget : DeliveryTurn.GiveUp);
            case { Tries: >= Limits.DeliveryTriesMax } spent:
                return (Put(Failed(spent, now)), DeliveryTurn.GiveUp);
            case { } known:
                var next = known with
                {
                    Number = asked.Number,
                    Tries = known.Tries + 1,
                    ChangedAt = now,
                    NextTryAt = null,
                    Problem = DeliveryProblem.Interrupted,
                };
                return (Put(next), DeliveryTurn.Try);
        }
    }

    /// <summary>A try has ended. The delivery is sent, given up, or waits for its next try.</summary>
    public DeliveryLog End(CommandId id, DeliveryOutcome outcome, TimeSpan firstWait, DateTimeOffset now)
    {
        if (Find(id) is not { Status: DeliveryStatus.Waiting } tried)
        {
            return this;
        }
        if (outcome.Problem is not { } problem)
        {
            return Put(tried with
            {
                Status = DeliveryStatus.Sent, ChangedAt = now, NextTryAt = null, Problem = null, ServerSaid = null,
            });
        }
        tried = tried with { Problem = problem, ServerSaid = outcome.ServerSaid };
        var next = now + DeliverySchedule.WaitAfter(id, tried.Tries, firstWait);
        var isOver = outcome.IsFinal || tried.Tries >= Limits.DeliveryTriesMax
            || next - tried.RoundBeganAt > DeliverySchedule.GivesUpAfter;
        return Put(isOver ? Failed(tried, now) : tried with { ChangedAt = now, NextTryAt = next });
    }

    /// <summary>Somebody wants another try: of what was given up in a new round, of what waits at once.</summary>
    public (DeliveryLog Log, Rejection? Rejection) TryAgain(CommandId id, DateTimeOffset now) => Find(id) switch
    {
        null => (this, Rejection.DeliveryNotFound),
        { Status: DeliveryStatus.Sent } => (this, Rejection.DeliveryIsDone),
        { Status: DeliveryStatus.Failed } failed => (
            Put(failed with
            {
                Status = DeliveryStatus.Waiting,
                Round = failed.Round + 1,
                Tries = 0,
                RoundBeganAt = now,
                ChangedAt = now,
                NextTryAt = now,
            }),
            null),
        // While a try is under way there is nothing to hurry.
        { NextTryAt: null } => (this, null),
        { } waiting => (Put(waiting with { NextTryAt = now }), null),
    };

    private static Delivery Failed(Delivery delivery, DateTimeOffset now) =>
        delivery with { Status = DeliveryStatus.Failed, ChangedAt = now, NextTryAt = null };

    private DeliveryLog Put(Delivery changed) =>
        new([.. Items.Select(one => one.DeliveryId == changed.DeliveryId ? changed : one)]);
}
