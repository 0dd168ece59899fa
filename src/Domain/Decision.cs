using System.Collections.Immutable;

namespace MessageCenter.Domain;

/// <summary>What a decider says to a command: events that have now happened, or a refusal. Never both.</summary>
public abstract record Decision<TEvent>
{
    private Decision()
    {
    }

    /// <summary>These events happen, in this order. None: the command was decided before, or changes nothing.</summary>
    public sealed record Accepted(ImmutableArray<TEvent> Events) : Decision<TEvent>;

    /// <summary>Decided before: the answer of then.</summary>
    public sealed record AlreadyDecided(long Seq, DateTimeOffset At) : Decision<TEvent>;

    /// <summary>Nothing happens.</summary>
    public sealed record Rejected(Rejection Rejection) : Decision<TEvent>;

    /// <summary>Nothing to do and nothing wrong.</summary>
    public static Decision<TEvent> Nothing { get; } = new Accepted([]);

    /// <summary>These events happen.</summary>
    public static Decision<TEvent> Accept(params ImmutableArray<TEvent> events) => new Accepted(events);

    /// <summary>Refused.</summary>
    public static Decision<TEvent> Reject(Rejection rejection) => new Rejected(rejection);
}
