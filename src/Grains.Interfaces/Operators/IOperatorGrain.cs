using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Interfaces.Operators;

/// <summary>Chat slots: live conversations that run, and the most that may.</summary>
[GenerateSerializer, Immutable, Alias("ChatSlots")]
public sealed record ChatSlots(int Running, int Maximum);

/// <summary>What the operator's desk shows of her own: Mine, slots, availability.</summary>
[GenerateSerializer, Immutable, Alias("Inbox")]
public sealed record Inbox(
    long Version,
    AccountOperator Me,
    Availability Availability,
    bool IsFirstVisit,
    ChatSlots Slots,
    EquatableArray<ConversationView> Mine,
    EquatableArray<Mention> Mentions);

/// <summary>What ASP.NET Core Identity keeps of an operator. Leaves the cluster only towards the sign-in code of a web front.</summary>
[GenerateSerializer, Immutable, Alias("OperatorCredentials")]
public sealed record OperatorCredentials(
    string PasswordHash,
    string SecurityStamp,
    int FailedTries,
    DateTimeOffset? LockedUntil);

/// <summary>
/// One operator (key account/operator): availability, connections (leased by fronts), chat slots, credentials. Slots are
/// counted from the rows of live conversations assigned to her, plus claims in flight; never kept in a counter.
/// </summary>
[Alias("IOperatorGrain")]
public interface IOperatorGrain : IGrainWithStringKey
{
    /// <summary>Subscribes a front to her inbox and counts as a connection while renewed; null: no such operator.</summary>
    [Alias("WatchInbox")]
    Task<Inbox?> WatchInbox(IFeedObserver front, int connections);

    /// <summary>Renews. False: watch again.</summary>
    [Alias("RenewInbox")]
    Task<bool> RenewInbox(IFeedObserver front, int connections);

    /// <summary>The Online/Away switch. Away turns her live conversations asynchronous.</summary>
    [Alias("SetAvailability")]
    Task<Answer> SetAvailability(Availability availability);

    /// <summary>Reserves a slot for a conversation that is about to go live; false: none free or not available.
    /// A claim that is not followed by the conversation's report lapses after seconds.</summary>
    [Alias("ClaimSlot")]
    Task<bool> ClaimSlot(ConversationId conversation);

    /// <summary>The claim came to nothing.</summary>
    [Alias("ReleaseSlot")]
    Task ReleaseSlot(ConversationId conversation);

    /// <summary>A conversation that is, was, or becomes hers changed (the operators' view of it).</summary>
    [Alias("ConversationChanged")]
    Task ConversationChanged(ConversationView conversation);

    /// <summary>A note names her. Said again by a conversation that wakes: what she knows changes nothing.</summary>
    [Alias("NoteMentions")]
    Task NoteMentions(ConversationId conversation, long note, OperatorId author);

    /// <summary>She looks at the conversation: what names her there is seen.</summary>
    [Alias("SeeMentions")]
    Task<Answer> SeeMentions(ConversationId conversation);

    /// <summary>For a router that starts anew, or wonders: report availability and slots to it.</summary>
    [Alias("ReportToRouter")]
    Task ReportToRouter();

    /// <summary>The account changed her entry (name, groups, languages, slots).</summary>
    [Alias("ProfileChanged")]
    Task ProfileChanged(AccountOperator profile);

    /// <summary>Her credentials; null: no such operator.</summary>
    [Alias("ReadCredentials")]
    Task<OperatorCredentials?> ReadCredentials();

    /// <summary>Replaces her credentials; another security stamp ends all sessions and closes their sockets.</summary>
    [Alias("WriteCredentials")]
    Task<Answer> WriteCredentials(OperatorCredentials credentials);

    /// <summary>The session still holds: it bears her security stamp of now and was not signed out.</summary>
    [Alias("HasSession")]
    Task<bool> HasSession(string sessionId, string securityStamp);

    /// <summary>Signs one session out, at every front, and closes its sockets.</summary>
    [Alias("EndSession")]
    Task<Answer> EndSession(string sessionId);
}
