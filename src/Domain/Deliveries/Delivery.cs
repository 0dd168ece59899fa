using MessageCenter.Domain.Conversations;

namespace MessageCenter.Domain.Deliveries;

/// <summary>What is delivered.</summary>
public enum DeliveryKind
{
    /// <summary>A conversation's transcript, by e-mail.</summary>
    Transcript,

    /// <summary>A conversation, posted to an integration.</summary>
    Integration,
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryStatus
{
    /// <summary>It is under way, or waits for its next try.</summary>
    Waiting,

    /// <summary>The server has taken it.</summary>
    Sent,

    /// <summary>It was given up. Somebody may ask for another try.</summary>
    Failed,
}

/// <summary>What stood in the way of a try.</summary>
public enum DeliveryProblem
{
    /// <summary>The try began and nobody heard of its end: the process may have died meanwhile.</summary>
    Interrupted,

    /// <summary>The server cannot be reached, or broke off.</summary>
    ServerNotReached,

    /// <summary>The mail server's certificate, or its encryption, is none that is trusted.</summary>
    ServerNotTrusted,

    /// <summary>The mail server does not accept our user and password.</summary>
    SignInRefused,

    /// <summary>The mail server does not accept the recipient's address.</summary>
    AddressRefused,

    /// <summary>The mail server does not accept the mail or its sender.</summary>
    MailRefused,

    /// <summary>The mail server asks to come back later.</summary>
    ServerBusy,

    /// <summary>It took too long.</summary>
    TimeLimit,

    /// <summary>The address leads into a network that is not called from here.</summary>
    AddressNotAllowed,

    /// <summary>The integration does not accept what is posted.</summary>
    CallRefused,

    /// <summary>The integration's answer is too long, or cannot be read.</summary>
    AnswerIsInvalid,

    /// <summary>What should be sent is not there any more, or is nothing that can be sent.</summary>
    NothingToSend,
}

/// <summary>
/// One outside effect and how it fared: to whom, why, how often it was tried. Administrators of the account read these; the
/// text that was sent is never part of it.
/// </summary>
/// <param name="DeliveryId">The id of the command that wanted it; receivers know repetitions by it.</param>
/// <param name="Kind">What is delivered.</param>
/// <param name="Number">Its number in the store's outbox.</param>
/// <param name="ConversationId">The conversation it is about.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="AskedBy">The operator who wanted it.</param>
/// <param name="AskedAt">When she wanted it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Round">How often somebody asked for another try after it was given up.</param>
/// <param name="Tries">Tries in this round.</param>
/// <param name="RoundBeganAt">When this round began.</param>
/// <param name="ChangedAt">When it last changed.</param>
/// <param name="NextTryAt">When it is tried again, if it is.</param>
/// <param name="Problem">What stood in the way of the last try.</param>
/// <param name="ServerSaid">The server's own words about it, one line.</param>
[GenerateSerializer, Immutable, Alias("Delivery")]
public sealed record Delivery(
    CommandId DeliveryId,
    DeliveryKind Kind,
    long Number,
    ConversationId ConversationId,
    string Recipient,
    OperatorId AskedBy,
    DateTimeOffset AskedAt,
    DeliveryStatus Status,
    int Round,
    int Tries,
    DateTimeOffset RoundBeganAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? NextTryAt = null,
    DeliveryProblem? Problem = null,
    string? ServerSaid = null)
{
    /// <summary>What an order for a transcript asks for, before its first try.</summary>
    public static Delivery Of(TranscriptOrder order, CommandId id, long number, DateTimeOffset askedAt) =>
        Untried(id, DeliveryKind.Transcript, number, (order.ConversationId, order.Recipient, order.AskedBy), askedAt);

    /// <summary>What an order for an integration asks for, before its first try.</summary>
    public static Delivery Of(IntegrationOrder order, CommandId id, long number, DateTimeOffset askedAt) =>
        Untried(id, DeliveryKind.Integration, number, (order.ConversationId, order.Name, order.AskedBy), askedAt);

    private static Delivery Untried(
        CommandId id,
        DeliveryKind kind,
        long number,
        (ConversationId Conversation, string Recipient, OperatorId AskedBy) order,
        DateTimeOffset askedAt) => new(
        id,
        kind,
        number,
        order.Conversation,
        order.Recipient,
        order.AskedBy,
        askedAt,
        DeliveryStatus.Waiting,
        Round: 0,
        Tries: 0,
        RoundBeganAt: askedAt,
        ChangedAt: askedAt);
}
