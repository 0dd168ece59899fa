using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Operators;

namespace MessageCenter.Grains.Interfaces.Feeds;

/// <summary>
/// The one object of a web front that grains push to, for all of its sockets. A push is a hint and may be lost: versions,
/// seqs and beats show it, and reading is the truth.
/// </summary>
[Alias("IFeedObserver")]
public interface IFeedObserver : IGrainObserver
{
    /// <summary>Something changed in a feed that this front subscribed to.</summary>
    [OneWay]
    [Alias("Push")]
    Task Push(FeedPush push);
}

/// <summary>One push. Fronts turn it into what each audience may see.</summary>
[GenerateSerializer, Immutable, Alias("FeedPush")]
public abstract record FeedPush(AccountId AccountId)
{
    /// <summary>
    /// New entries of a conversation. <paramref name="AfterForContact"/> is the newest entry that the contact could see
    /// before these. Heads are set when more than messages changed.
    /// </summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.TimelineAdvanced")]
    public sealed record TimelineAdvanced(
        AccountId AccountId,
        ConversationId ConversationId,
        long AfterForContact,
        EquatableArray<TimelineEntry> Entries,
        ConversationView? ForOperators,
        ConversationView? ForContact) : FeedPush(AccountId);

    /// <summary>One side received or read more.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.ReceiptsAdvanced")]
    public sealed record ReceiptsAdvanced(AccountId AccountId, ConversationId ConversationId, Receipts Receipts)
        : FeedPush(AccountId);

    /// <summary>
    /// Somebody types; expires by itself after a few seconds. Shown to all operators, and to the contact where it is for her.
    /// </summary>
    /// <param name="AccountId">Tenant.</param>
    /// <param name="ConversationId">Where.</param>
    /// <param name="Author">Who.</param>
    /// <param name="IsForContact">The contact may know.</param>
    /// <param name="Text">What a contact has typed so far, which nobody keeps; null: not told.</param>
    [GenerateSerializer, Immutable, Alias("FeedPush.TypingShown")]
    public sealed record TypingShown(
        AccountId AccountId, ConversationId ConversationId, Author Author, bool IsForContact, string? Text)
        : FeedPush(AccountId);

    /// <summary>What is known of the contact is another: a hint for operators to read it again.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.ProfileChanged")]
    public sealed record ProfileChanged(AccountId AccountId, ConversationId ConversationId) : FeedPush(AccountId);

    /// <summary>The pages that the contact looked at are others: a hint for operators to read them again.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.VisitsChanged")]
    public sealed record VisitsChanged(AccountId AccountId, ConversationId ConversationId) : FeedPush(AccountId);

    /// <summary>Which operators look at the conversation now. Repeated with its beats while they are several.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.ViewersShown")]
    public sealed record ViewersShown(AccountId AccountId, ConversationId ConversationId, EquatableArray<Assignee> Viewers)
        : FeedPush(AccountId);

    /// <summary>The conversation's newest numbers, so that a lost push is found even when all is quiet.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.ConversationBeat")]
    public sealed record ConversationBeat(
        AccountId AccountId,
        ConversationId ConversationId,
        long LastSeq,
        long LastSeqForContact,
        Receipts Receipts) : FeedPush(AccountId);

    /// <summary>A contact's messenger: a conversation began or its head changed, or her profile did.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.MessengerChanged")]
    public sealed record MessengerChanged(
        AccountId AccountId,
        ContactId ContactId,
        long Version,
        ConversationView? Conversation,
        ContactView? Contact) : FeedPush(AccountId);

    /// <summary>Version of a contact's feed.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.MessengerBeat")]
    public sealed record MessengerBeat(AccountId AccountId, ContactId ContactId, long Version) : FeedPush(AccountId);

    /// <summary>The contact's token was revoked: close her sockets.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.ContactRevoked")]
    public sealed record ContactRevoked(AccountId AccountId, ContactId ContactId) : FeedPush(AccountId);

    /// <summary>An operator's Mine, slots, availability or the notes that name her changed.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.InboxChanged")]
    public sealed record InboxChanged(
        AccountId AccountId,
        OperatorId OperatorId,
        long Version,
        ConversationView? Conversation,
        ConversationId? RemovedConversationId,
        ChatSlots Slots,
        Availability Availability,
        EquatableArray<Mention> Mentions) : FeedPush(AccountId);

    /// <summary>Version of an operator's feed, and the security stamp that her sessions must carry.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.InboxBeat")]
    public sealed record InboxBeat(AccountId AccountId, OperatorId OperatorId, long Version, string SecurityStamp)
        : FeedPush(AccountId);

    /// <summary>The operator's sessions before this stamp are over: close their sockets now.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.OperatorRevoked")]
    public sealed record OperatorRevoked(AccountId AccountId, OperatorId OperatorId, string SecurityStamp) : FeedPush(AccountId);

    /// <summary>The operator signed this session out: close its sockets now. Told again with the beats of a while.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.SessionEnded")]
    public sealed record SessionEnded(AccountId AccountId, OperatorId OperatorId, string SessionId) : FeedPush(AccountId);

    /// <summary>The account's list of unassigned conversations changed.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.UnassignedChanged")]
    public sealed record UnassignedChanged(
        AccountId AccountId,
        long Version,
        ConversationView? Conversation,
        ConversationId? RemovedConversationId) : FeedPush(AccountId);

    /// <summary>Version of the list of unassigned conversations.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.UnassignedBeat")]
    public sealed record UnassignedBeat(AccountId AccountId, long Version) : FeedPush(AccountId);

    /// <summary>Whether somebody of the group is available changed: widgets of that group say so.</summary>
    [GenerateSerializer, Immutable, Alias("FeedPush.GroupAvailabilityChanged")]
    public sealed record GroupAvailabilityChanged(AccountId AccountId, OperatorGroupId GroupId, bool IsAnswered)
        : FeedPush(AccountId);
}

/// <summary>How long a front's subscription lasts and how often it is renewed; also the beat of every feed.</summary>
public static class FeedLease
{
    /// <summary>A front renews this often.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(15);

    /// <summary>A front that was silent for so long is gone.</summary>
    public static readonly TimeSpan ExpiresAfter = TimeSpan.FromSeconds(40);

    /// <summary>Each feed pushes its version this often.</summary>
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(15);
}
