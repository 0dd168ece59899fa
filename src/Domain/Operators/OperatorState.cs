using System.Collections.Immutable;

namespace MessageCenter.Domain.Operators;

/// <summary>What sign-in keeps of an operator: a password hash, never a password.</summary>
public sealed record StoredCredentials(string PasswordHash, string SecurityStamp, int FailedTries, DateTimeOffset? LockedUntil);

/// <summary>A session that was signed out: its cookie, copied before, is worth nothing any more.</summary>
public sealed record EndedSession(string SessionId, DateTimeOffset At);

/// <summary>An operator's document. Connections and slots are not in it: those are leased and counted.</summary>
public sealed record OperatorState
{
    /// <summary>Nothing set yet: away, as on every first visit.</summary>
    public static OperatorState Nothing { get; } = new();

    /// <summary>The switch.</summary>
    public Availability Availability { get; init; } = Availability.Away;

    /// <summary>She has used the switch at least once.</summary>
    public bool HasUsedSwitch { get; init; }

    /// <summary>How she signs in; null until set.</summary>
    public StoredCredentials? Credentials { get; init; }

    /// <summary>Her newest sessions that were signed out, in order; a document from before there were any has none.</summary>
    public ImmutableArray<EndedSession> EndedSessions { get; init; } = [];

    /// <summary>She has signed this session out.</summary>
    public bool HasEnded(string sessionId) =>
        !EndedSessions.IsDefault && EndedSessions.Any(ended => ended.SessionId == sessionId);
}

/// <summary>What somebody wants of an operator.</summary>
public abstract record OperatorCommand
{
    private OperatorCommand()
    {
    }

    /// <summary>The Online/Away switch.</summary>
    public sealed record SetAvailability(Availability Availability) : OperatorCommand;

    /// <summary>Sign-in replaces what it keeps.</summary>
    public sealed record WriteCredentials(StoredCredentials Credentials) : OperatorCommand;

    /// <summary>She signs one of her sessions out.</summary>
    public sealed record EndSession(string SessionId, DateTimeOffset At) : OperatorCommand;
}

/// <summary>What happened to an operator.</summary>
public abstract record OperatorEvent
{
    private OperatorEvent()
    {
    }

    /// <summary>The switch is here now.</summary>
    public sealed record AvailabilityChanged(Availability Availability) : OperatorEvent;

    /// <summary>Sign-in keeps this now.</summary>
    public sealed record CredentialsChanged(StoredCredentials Credentials) : OperatorEvent;

    /// <summary>The session is over.</summary>
    public sealed record SessionEnded(string SessionId, DateTimeOffset At) : OperatorEvent;
}

/// <summary>The rules of an operator.</summary>
public static class OperatorDecider
{
    /// <summary>Decides one command.</summary>
    public static Decision<OperatorEvent> Decide(OperatorState state, OperatorCommand command) => command switch
    {
        OperatorCommand.SetAvailability set => state.Availability == set.Availability && state.HasUsedSwitch
            ? Decision<OperatorEvent>.Nothing
            : Decision<OperatorEvent>.Accept(new OperatorEvent.AvailabilityChanged(set.Availability)),
        OperatorCommand.WriteCredentials write => state.Credentials == write.Credentials
            ? Decision<OperatorEvent>.Nothing
            : Decision<OperatorEvent>.Accept(new OperatorEvent.CredentialsChanged(write.Credentials)),
        OperatorCommand.EndSession end => state.HasEnded(end.SessionId)
            ? Decision<OperatorEvent>.Nothing
            : Decision<OperatorEvent>.Accept(new OperatorEvent.SessionEnded(end.SessionId, end.At)),
        _ => throw new InvalidOperationException($"No rule decides {command.GetType().Name}."),
    };

    /// <summary>Applies one event.</summary>
    public static OperatorState Apply(OperatorState state, OperatorEvent happened) => happened switch
    {
        OperatorEvent.AvailabilityChanged changed => state with { Availability = changed.Availability, HasUsedSwitch = true },
        OperatorEvent.CredentialsChanged changed => state with { Credentials = changed.Credentials },
        OperatorEvent.SessionEnded ended => state with { EndedSessions = Keep(state.EndedSessions, new(ended.SessionId, ended.At)) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not known."),
    };

    /// <summary>The newest ones, and none that would have expired by itself meanwhile.</summary>
    private static ImmutableArray<EndedSession> Keep(ImmutableArray<EndedSession> known, EndedSession newest) =>
    [
        .. (known.IsDefault ? [] : known)
            .Where(one => newest.At - one.At < TimeSpan.FromDays(Limits.SessionDaysMax))
            .TakeLast(Limits.EndedSessionsKept - 1),
        newest,
    ];

    /// <summary>Routing may give her live conversations: switch on, and connected or gone for less than the grace time.</summary>
    public static bool IsAvailable(OperatorState state, int connections, DateTimeOffset lastConnectedAt, DateTimeOffset now, TimeSpan grace) =>
        state.Availability == Availability.Online && (connections > 0 || now - lastConnectedAt < grace);
}
