using System.Text.Json.Serialization;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;

namespace MessageCenter.WebFront.Hubs.Messages;

// What clients say to the hubs: every hub method takes exactly one of these. Who speaks is never part of it: account
// and person come from the connection's principal. Fields that may be null may also be left out.

/// <summary>The first word of each connection, and again whenever a feed's versions show a hole.</summary>
public sealed record Hello(string Locale);

/// <summary>The contact begins a conversation, whose id she makes, with her first message.</summary>
public sealed record StartConversation(ConversationId ConversationId, CommandId CommandId, string Text, string Locale);

/// <summary>
/// Contact or assigned operator says something, sends files that were uploaded for this conversation, or both.
/// <paramref name="SeenSeq"/> is the newest entry that an operator had seen when she began to write: refused with
/// replyArrived where another operator has answered since. Without it, it is sent. With <paramref name="Translate"/> the contact reads an
/// operator's words in another language.
/// </summary>
public sealed record PostMessage(
    ConversationId ConversationId,
    CommandId CommandId,
    string Text,
    EquatableArray<AttachmentId>? Attachments = null,
    long? SeenSeq = null,
    LanguagePair? Translate = null);

/// <summary>Two languages by their tags: what something is written in, and what it is to be read in.</summary>
public sealed record LanguagePair(string From, string To)
{
    /// <summary>Both are tags of languages.</summary>
    [JsonIgnore]
    public bool IsValid => Locales.IsValid(From) && Locales.IsValid(To);
}

/// <summary>Asks for the contact's messages with these seqs, at most 20, in the reader's language. Others are passed over.</summary>
public sealed record ReadTranslations(ConversationId ConversationId, EquatableArray<long> Seqs, LanguagePair Languages);

/// <summary>Asks which languages an operator who writes in this one can be translated into here.</summary>
public sealed record ReadTargetLanguages(ConversationId ConversationId, string From);

/// <summary>An operator leaves a note that only operators read.</summary>
public sealed record AddNote(ConversationId ConversationId, CommandId CommandId, string Text);

/// <summary>
/// Its author, or an admin, gives a note another text: <paramref name="NoteSeq"/> is the entry that added it,
/// <paramref name="ExpectedSeq"/> the entry whose text she saw.
/// </summary>
public sealed record EditNote(
    ConversationId ConversationId, CommandId CommandId, long NoteSeq, long ExpectedSeq, string Text);

/// <summary>Its author, or an admin, takes a note away.</summary>
public sealed record DeleteNote(ConversationId ConversationId, CommandId CommandId, long NoteSeq);

/// <summary>Asks for the notes of a conversation, each as it says now.</summary>
public sealed record ReadNotes(ConversationId ConversationId);

/// <summary>An operator edits what is known of the conversation's contact: null clears. <c>Expected</c>: what she saw there.</summary>
public sealed record EditContactField(
    ConversationId ConversationId, CommandId CommandId, ContactField Field, string? Value = null, string? Expected = null);

/// <summary>The same for a custom field of the account.</summary>
public sealed record EditCustomField(
    ConversationId ConversationId, CommandId CommandId, string Key, string? Value = null, string? Expected = null);

/// <summary>An operator takes the conversation from nobody (null) or from the owner she saw.</summary>
public sealed record AssignConversation(
    ConversationId ConversationId, CommandId CommandId, OperatorId? ExpectedAssignee = null);

/// <summary>An operator hands the conversation on to another, from nobody (null) or from the owner she saw.</summary>
public sealed record ForwardToOperator(
    ConversationId ConversationId, CommandId CommandId, OperatorId OperatorId, string? Comment = null, OperatorId? ExpectedAssignee = null);

/// <summary>An operator hands the conversation on to a group, from nobody (null) or from the owner she saw.</summary>
public sealed record ForwardToGroup(
    ConversationId ConversationId, CommandId CommandId, OperatorGroupId GroupId, string? Comment = null, OperatorId? ExpectedAssignee = null);

/// <summary>Contact or assigned operator ends it.</summary>
public sealed record EndConversation(ConversationId ConversationId, CommandId CommandId);

/// <summary>The assigned operator sets open or pending.</summary>
public sealed record SetStatus(ConversationId ConversationId, CommandId CommandId, ConversationStatus Status);

/// <summary>An operator's typed command, "$name Anna"; only operators see what comes of it.</summary>
public sealed record RunCommand(ConversationId ConversationId, CommandId CommandId, string Text);

/// <summary>The contact gives stars and words after the end.</summary>
public sealed record RateConversation(
    ConversationId ConversationId, CommandId CommandId, int Stars, string? Words = null);

/// <summary>Opens a conversation: head, entries after <paramref name="After"/> (null: the newest page), and its pushes.</summary>
public sealed record WatchConversation(ConversationId ConversationId, long? After = null);

/// <summary>Closes it: no more pushes.</summary>
public sealed record UnwatchConversation(ConversationId ConversationId);

/// <summary>A page forward from <paramref name="After"/>, or backward from <paramref name="Before"/> (exclusive).</summary>
public sealed record ReadTimeline(ConversationId ConversationId, int Limit, long? After = null, long? Before = null);

/// <summary>Everything up to this seq was read.</summary>
public sealed record MarkRead(ConversationId ConversationId, long UpTo);

/// <summary>Everything up to this seq has arrived.</summary>
public sealed record MarkDelivered(ConversationId ConversationId, long UpTo);

/// <summary>
/// The speaker types. A hint; more than one a second is dropped. An operator says whether it is a note, which the contact does
/// not hear of. A contact may say what she has typed so far, at most 500 characters; "" when she has taken it back.
/// </summary>
public sealed record Typing(ConversationId ConversationId, bool IsNote = false, string? Text = null);

/// <summary>An operator looks at this conversation, which she watches, and at no other; null: at none.</summary>
public sealed record ViewConversation(ConversationId? ConversationId = null);

/// <summary>The operator has seen the notes that name her in this conversation.</summary>
public sealed record SeeMentions(ConversationId ConversationId);

/// <summary>The Online/Away switch.</summary>
public sealed record SetAvailability(CommandId CommandId, Availability Availability);

/// <summary>Asks for a contact's profile.</summary>
public sealed record ReadContact(ContactId ContactId);

/// <summary>Asks for the pages that a contact looked at.</summary>
public sealed record ReadVisits(ContactId ContactId);

/// <summary>
/// The contact is on this page now: said when it is loaded or shown again, and whenever it becomes another without being loaded.
/// More than one a second, after a burst, is refused with rate_limited.
/// </summary>
public sealed record EnterPage(string Url, string? Title = null);

/// <summary>She has left the page that this connection told of, or hidden it.</summary>
public sealed record LeavePage;

/// <summary>
/// Sets the contact's own fields; null leaves, "" clears. <paramref name="IsTyped"/>: she has typed it herself; otherwise the
/// page says it, which a widget in privacy mode may refuse.
/// </summary>
public sealed record SetContactInfo(
    CommandId CommandId,
    string? Name = null,
    string? Email = null,
    string? Phone = null,
    string? Company = null,
    bool IsTyped = false);

/// <summary>
/// The contact shares where she is, as her browser says it. Kept rounded to about a kilometre.
/// </summary>
public sealed record ShareLocation(
    CommandId CommandId, double Latitude, double Longitude, double AccuracyMetres, string? TimeZone = null);

/// <summary>Replaces the contact's custom data, JSON as text.</summary>
public sealed record SetCustomData(CommandId CommandId, string Data);
