using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Operators;

namespace MessageCenter.WebFront.Hubs.Messages;

// What the hubs push. A push is a hint and may be lost: seqs, versions and beats show it, and reading again is the truth.

/// <summary>
/// New entries that this audience may see, with <paramref name="After"/> &lt; seq ≤ <paramref name="UpTo"/>. The head is
/// set when something other than messages changed.
/// </summary>
public sealed record TimelineAdvanced(
    ConversationId ConversationId,
    long After,
    long UpTo,
    EquatableArray<TimelineEntry> Entries,
    ConversationView? Conversation);

/// <summary>One side received or read more.</summary>
public sealed record ReceiptsAdvanced(ConversationId ConversationId, Receipts Receipts);

/// <summary>
/// Somebody else types; ends by itself after some seconds. <paramref name="Text"/> is what a contact has typed so far, for
/// operators alone: "" when she has taken it back, null where it is not shown.
/// </summary>
public sealed record TypingShown(ConversationId ConversationId, Author Author, string? Text);

/// <summary>What is known of the contact is another: read it again.</summary>
public sealed record ProfileChanged(ConversationId ConversationId);

/// <summary>The pages that the contact looked at are others: read them again.</summary>
public sealed record VisitsChanged(ConversationId ConversationId);

/// <summary>The operators who look at the conversation now; lapses when it is not repeated for as long as a lease lasts.</summary>
public sealed record ViewersShown(ConversationId ConversationId, EquatableArray<Assignee> Viewers);

/// <summary>Proves in each watched conversation that no push was lost.</summary>
public sealed record ConversationBeat(ConversationId ConversationId, long LastSeq, Receipts Receipts);

/// <summary>
/// A contact's messenger changed. <paramref name="WidgetIsAnswered"/> comes alone, with version 0: it belongs to the
/// widget's group, not to the contact's feed.
/// </summary>
public sealed record MessengerChanged(
    long Version, ConversationView? Conversation, ContactView? Contact, bool? WidgetIsAnswered);

/// <summary>A feed's version, so that a lost push is found even when all is quiet.</summary>
public sealed record FeedBeat(long Version);

/// <summary>
/// An operator's Mine, slots or availability changed, or the notes that name her: <paramref name="Mentions"/> are those that
/// she has not seen, all of them.
/// </summary>
public sealed record InboxChanged(
    long Version,
    ConversationView? Conversation,
    ConversationId? RemovedConversationId,
    ChatSlots? Slots,
    Availability? Availability,
    EquatableArray<Mention> Mentions);

/// <summary>The account's list of unassigned conversations changed.</summary>
public sealed record UnassignedChanged(
    long Version, ConversationView? Conversation, ConversationId? RemovedConversationId);

/// <summary>The session is over; the connection closes right after.</summary>
public sealed record SignedOut(string Reason);
