using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Routing;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Interfaces.Conversations;

/// <summary>
/// One conversation (key account/conversation): the truth of its timeline, assignment, status and mode. Every command
/// may be repeated with the same id; an answer is given only after the write is durable. Whoever may not see the
/// conversation is answered exactly as if it did not exist.
/// </summary>
[Alias("IConversationGrain")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>Begins with the contact's first message. Refused: another's id, bad text.</summary>
    [Alias("StartConversation")]
    Task<Answer> StartConversation(CommandId id, ConversationEvent.ConversationStarted started, string text);

    /// <summary>Contact or assigned operator says something. Refused: bad text, not the owner, ended (operators), and where
    /// another operator answered after the entry <paramref name="seen"/> (null: send in any case). The translation is an
    /// operator's words as the contact is to read them.</summary>
    [Alias("PostMessage")]
    Task<Answer> PostMessage(
        Reader by, string? operatorName, CommandId id, string text, long? seen = null, Translation? translation = null);

    /// <summary>
    /// <see cref="PostMessage"/> with files that its author has uploaded for this conversation; the text may be empty. Refused
    /// as well: a file that is not there, not hers, or goes with another message.
    /// </summary>
    [Alias("PostAttachments")]
    Task<Answer> PostAttachments(
        Reader by,
        string? operatorName,
        CommandId id,
        string text,
        EquatableArray<AttachmentId> attachments,
        long? seen = null,
        Translation? translation = null);

    /// <summary>An operator leaves a note.</summary>
    [Alias("AddNote")]
    Task<Answer> AddNote(Reader by, string operatorName, CommandId id, string text);

    /// <summary>
    /// Gives the note that the entry <paramref name="note"/> added another text. Refused: not hers (unless she sets the account
    /// up), unknown or deleted, or its text of now is not that of the entry <paramref name="expected"/>.
    /// </summary>
    [Alias("EditNote")]
    Task<Answer> EditNote(Reader by, string operatorName, CommandId id, long note, long expected, string text);

    /// <summary>Takes a note away. Refused: not hers (unless she sets the account up), unknown or deleted.</summary>
    [Alias("DeleteNote")]
    Task<Answer> DeleteNote(Reader by, string operatorName, CommandId id, long note);

    /// <summary>The notes that are there, oldest first, each as it says now; null: not found, or not an operator.</summary>
    [Alias("ReadNotes")]
    Task<NoteList?> ReadNotes(Reader by);

    /// <summary>
    /// An operator edits what is known of the contact, and it is written down here who changed what. Refused: an invalid value, and
    /// another value than <paramref name="expected"/> by now.
    /// </summary>
    [Alias("EditContactField")]
    Task<Answer> EditContactField(Reader by, string operatorName, CommandId id, ContactField field, string? value, string? expected);

    /// <summary>The same for a custom field of the account.</summary>
    [Alias("EditCustomField")]
    Task<Answer> EditCustomField(Reader by, string operatorName, CommandId id, string key, string? value, string? expected);

    /// <summary>Her profile is another: operators who look are told to read it again. A hint, which may be lost.</summary>
    [Alias("ShowProfileChanged")]
    Task ShowProfileChanged();

    /// <summary>The contact is on another page: a hint for the operators who look.</summary>
    [Alias("ShowVisitsChanged")]
    Task ShowVisitsChanged();

    /// <summary>An operator takes it from <paramref name="expectedAssignee"/> (null: nobody). Refused with the owner's name.</summary>
    [Alias("AssignConversation")]
    Task<Answer> AssignConversation(Reader by, string operatorName, CommandId id, OperatorId? expectedAssignee);

    /// <summary>
    /// An operator hands it on from <paramref name="expectedAssignee"/> (null: nobody) to an operator of the account, with a comment for
    /// operators. Refused with the owner's name when it is another's.
    /// </summary>
    [Alias("ForwardToOperator")]
    Task<Answer> ForwardToOperator(
        Reader by, string operatorName, CommandId id, OperatorId operatorId, string? comment, OperatorId? expectedAssignee);

    /// <summary>The same, to a group of the account: whoever of it routing chooses.</summary>
    [Alias("ForwardToGroup")]
    Task<Answer> ForwardToGroup(
        Reader by, string operatorName, CommandId id, OperatorGroupId groupId, string? comment, OperatorId? expectedAssignee);

    /// <summary>Contact or assigned operator ends it; ended already: done.</summary>
    [Alias("EndConversation")]
    Task<Answer> EndConversation(Reader by, string? operatorName, CommandId id);

    /// <summary>The contact gives stars and words after the end.</summary>
    [Alias("RateConversation")]
    Task<Answer> RateConversation(Reader by, CommandId id, int stars, string? words);

    /// <summary>The assigned operator sets open or pending.</summary>
    [Alias("SetStatus")]
    Task<Answer> SetStatus(Reader by, string operatorName, CommandId id, ConversationStatus status);

    /// <summary>
    /// An operator's typed command (<see cref="TypedCommands"/>): "$name Anna". Answered with the entry that only operators
    /// see, or done where nothing changes. Refused: no such command, a wrong value, and what the command itself refuses.
    /// </summary>
    [Alias("RunCommand")]
    Task<Answer> RunCommand(Reader by, string operatorName, CommandId id, string text);

    /// <summary>Subscribes a front (lease, renewed by calling again) and returns head and entries after <paramref name="after"/>
    /// (null: the newest page).</summary>
    [Alias("WatchConversation")]
    Task<ConversationSnapshot> WatchConversation(Reader by, IFeedObserver front, long? after);

    /// <summary>Renews a front's lease without reading. False: the conversation does not know the front (any more): watch again.</summary>
    [Alias("RenewWatch")]
    Task<bool> RenewWatch(IFeedObserver front);

    /// <summary>The front's last interested socket is gone.</summary>
    [OneWay]
    [Alias("UnwatchConversation")]
    Task UnwatchConversation(IFeedObserver front);

    /// <summary>A page forward from <paramref name="after"/> or backward from <paramref name="before"/> (exclusive); null: not found.</summary>
    [Alias("ReadTimeline")]
    Task<TimelinePage?> ReadTimeline(Reader by, long? after, long? before, int limit);

    /// <summary>The head alone; null: not found.</summary>
    [Alias("ReadConversation")]
    Task<ConversationView?> ReadConversation(Reader by);

    /// <summary>The reader has received (delivered) and read up to these seqs. Kept in memory at once, stored within seconds.</summary>
    [Alias("AdvanceReceipts")]
    Task<Answer> AdvanceReceipts(Reader by, long delivered, long read);

    /// <summary>
    /// The reader types. A hint. An operator's is shown to the contact where she has the conversation and writes no note.
    /// </summary>
    /// <param name="by">Who.</param>
    /// <param name="operatorName">The operator's name.</param>
    /// <param name="isNote">What she types is for operators alone.</param>
    /// <param name="text">What a contact has typed so far, for operators to see; "": nothing any more; null: not told.</param>
    [OneWay]
    [Alias("Typing")]
    Task Typing(Reader by, string? operatorName, bool isNote, string? text);

    /// <summary>Which operators look at the conversation at this front, which watches it; leased like the watch itself.</summary>
    [OneWay]
    [Alias("ReportViewers")]
    Task ReportViewers(IFeedObserver front, EquatableArray<Assignee> viewers);

    /// <summary>Routing: go live with this operator, who has claimed a slot. The store checks the slots again.</summary>
    [Alias("RouteConversation")]
    Task<Answer> RouteConversation(Assignee operatorWithSlot, int slotsMax, RoutingDecision decision);

    /// <summary>The assigned operator cannot go on live.</summary>
    [Alias("TurnAsynchronous")]
    Task<Answer> TurnAsynchronous(OperatorId operatorId, AsynchronousReason reason);

    /// <summary>
    /// The contact came, or has been gone for the grace time; her name may have changed. Who gets no answer, or a rejection,
    /// does not know what the row says now, and asks again.
    /// </summary>
    [Alias("ContactChanged")]
    Task<Answer> ContactChanged(bool isPresent, string? name);

    /// <summary>A delivery that somebody asked for here is done, or was given up. Told twice it is written down once.</summary>
    [Alias("RecordDelivery")]
    Task<Answer> RecordDelivery(Delivery delivery, bool isForItsContact);

    /// <summary>An integration has answered, or could not be called. Told twice under one id it is written down once.</summary>
    [Alias("RecordIntegration")]
    Task<Answer> RecordIntegration(CommandId report, ConversationEvent.IntegrationAnswered answered);

    /// <summary>For the router that starts anew: tell it where the conversation stands.</summary>
    [Alias("ReportToRouter")]
    Task ReportToRouter();
}
