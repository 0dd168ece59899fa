using System.Collections.Immutable;

namespace MessageCenter.Domain.Operators;

/// <summary>What sign-in keeps of an operator: a password hash, never a password.</summary>
public sealed record StoredCredentials(string PasswordHash, string SecurityStamp, int FailedTries, DateTimeOffset? LockedUntil);

/// <summary>A session that was signed out: its cookie, copied before, is worth nothing any more.</summary>
public sealed record EndedSession(string SessionId, DateTimeOffset At);

/// <summary>A note that names her.</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="NoteSeq">Which note.</param>
/// <param name="AuthorId">Who wrote it.</param>
/// <param name="At">When she was told.</param>
/// <param name="IsSeen">She has looked at the conversation since.</param>
[GenerateSerializer, Immutable, Alias("Mention")]
public sealed record Mention(
    ConversationId ConversationId, long NoteSeq, OperatorId AuthorId, DateTimeOffset At, bool IsSeen = false);

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

    /// <summary>The newest notes that name her, in the order in which she was told; seen ones too, so that none comes twice.</summary>
    public EquatableArray<Mention> Mentions { get; init; }

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

    /// <summary>A note names her. May be said again and again.</summary>
    public sealed record RecordMention(Mention Mention) : OperatorCommand;

    /// <summary>She looks at the conversation.</summary>
    public sealed record SeeMentions(ConversationId ConversationId) : OperatorCommand;
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

    /// <summary>A note names her.</summary>
    public sealed record MentionRecorded(Mention Mention) : OperatorEvent;

    /// <summary>She has seen what names her in this conversation.</summary>
    public sealed record MentionsSeen(ConversationId ConversationId) : OperatorEvent;
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
        OperatorCommand.RecordMention record => state.Mentions.Any(one => IsSame(one, record.Mention))
            ? Decision<OperatorEvent>.Nothing
            : Decision<OperatorEvent>.Accept(new OperatorEvent.MentionRecorded(record.Mention)),
        OperatorCommand.SeeMentions see => state.Mentions.Any(one => one.ConversationId == see.ConversationId && !one.IsSeen)
            ? Decision<OperatorEvent>.Accept(new OperatorEvent.MentionsSeen(see.ConversationId))
            : Decision<OperatorEvent>.Nothing,
        _ => throw new InvalidOperationException($"No rule decides {command.GetType().Name}."),
    };

    /// <summary>Applies one event.</summary>
    public static OperatorState Apply(OperatorState state, OperatorEvent happened) => happened switch
    {
        OperatorEvent.AvailabilityChanged changed => state with { Availability = changed.Availability, HasUsedSwitch = true },
        OperatorEvent.CredentialsChanged changed => state with { Credentials = changed.Credentials },
        OperatorEvent.SessionEnded ended => state with { EndedSessions = Keep(state.EndedSessions, new(ended.SessionId, ended.At)) },
        OperatorEvent.MentionRecorded recorded => state with
        {
            Mentions = state.Mentions.TakeLast(Limits.MentionsKept - 1).Append(recorded.Mention).ToEquatableArray(),
        },
        OperatorEvent.MentionsSeen seen => state with
        {
            Mentions = state.Mentions
                .Select(one => one.ConversationId == seen.ConversationId ? one with { IsSeen = true } : one).ToEquatableArray(),
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not known."),
    };

    private static bool IsSame(Mention one, Mention other) =>
        one.ConversationId == other.ConversationId && one.NoteSeq == other.NoteSeq;

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
