using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Routing;

namespace MessageCenter.Domain.Conversations;

/// <summary>
/// What somebody wants of a conversation. Time and ids are fields, stamped by the shell: a decider knows no clock.
/// <see cref="Id"/> is made by the client, the same on every retry; null for what is repeatable by nature.
/// </summary>
[GenerateSerializer, Immutable, Alias("ConversationCommand")]
public abstract record ConversationCommand(Author By, CommandId? Id, DateTimeOffset At)
{
    /// <summary>The contact begins, with her first message.</summary>
    [GenerateSerializer, Immutable, Alias("StartConversationCommand")]
    public sealed record StartConversation(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        ConversationEvent.ConversationStarted Started,
        string Text) : ConversationCommand(By, Id, At);

    /// <summary>Contact or assigned operator says something. A contact's words after the end reopen the conversation.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Id">The client's id.</param>
    /// <param name="At">Now.</param>
    /// <param name="Text">The words; may be empty where files go with them.</param>
    /// <param name="Attachments">The files, which the shell has claimed for this command.</param>
    /// <param name="SeenSeq">
    /// The newest entry that an operator had seen when she began to write: an answer of another operator after it is a reason
    /// to ask her first. Null: send in any case.
    /// </param>
    /// <param name="Translation">An operator's words in the contact's language, as an engine gave them; no part of what makes two commands one.</param>
    [GenerateSerializer, Immutable, Alias("PostMessageCommand")]
    public sealed record PostMessage(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        string Text,
        EquatableArray<Attachment> Attachments = default,
        long? SeenSeq = null,
        Translation? Translation = null) : ConversationCommand(By, Id, At);

    /// <summary>An operator leaves a note that only operators read.</summary>
    /// <param name="By">The operator.</param>
    /// <param name="Id">The client's id.</param>
    /// <param name="At">Now.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Mentions">Whom it names, as the shell found them in the text (<see cref="NoteMentions"/>).</param>
    [GenerateSerializer, Immutable, Alias("AddNoteCommand")]
    public sealed record AddNote(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        string Text,
        EquatableArray<OperatorId> Mentions = default) : ConversationCommand(By, Id, At);

    /// <summary>Its author, or an operator who sets the account up, gives a note another text.</summary>
    /// <param name="By">The operator.</param>
    /// <param name="Id">The client's id.</param>
    /// <param name="At">Now.</param>
    /// <param name="NoteSeq">The note: the seq of the entry that added it.</param>
    /// <param name="ExpectedSeq">The entry whose text she saw; another by now: refused.</param>
    /// <param name="Text">What it says from now on.</param>
    /// <param name="Mentions">Whom it names.</param>
    /// <param name="MayChangeOthers">She may change what others wrote.</param>
    [GenerateSerializer, Immutable, Alias("EditNoteCommand")]
    public sealed record EditNote(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        long NoteSeq,
        long ExpectedSeq,
        string Text,
        EquatableArray<OperatorId> Mentions,
        bool MayChangeOthers) : ConversationCommand(By, Id, At);

    /// <summary>Its author, or an operator who sets the account up, takes a note away.</summary>
    [GenerateSerializer, Immutable, Alias("DeleteNoteCommand")]
    public sealed record DeleteNote(Author By, CommandId? Id, DateTimeOffset At, long NoteSeq, bool MayChangeOthers)
        : ConversationCommand(By, Id, At);

    /// <summary>An operator takes the conversation, from nobody or from the owner she saw.</summary>
    /// <param name="By">The operator who takes it.</param>
    /// <param name="Id">The client's id.</param>
    /// <param name="At">Now.</param>
    /// <param name="ExpectedAssignee">Whom she saw as its owner; null for nobody. Another by now: refused, with the name.</param>
    [GenerateSerializer, Immutable, Alias("AssignConversationCommand")]
    public sealed record AssignConversation(Author By, CommandId? Id, DateTimeOffset At, OperatorId? ExpectedAssignee)
        : ConversationCommand(By, Id, At);

    /// <summary>An operator hands it on to another operator or to a group.</summary>
    /// <param name="By">The operator who hands it on.</param>
    /// <param name="Id">The client's id.</param>
    /// <param name="At">Now.</param>
    /// <param name="OperatorId">To whom; null when it is a group.</param>
    /// <param name="GroupId">To which group's operators; null when it is an operator.</param>
    /// <param name="TargetName">The name of the operator or group in the account; null when there is none such.</param>
    /// <param name="Comment">What the next one should know; at most <see cref="Limits.TextLengthMax"/>.</param>
    /// <param name="ExpectedAssignee">Whom she saw as its owner; null for nobody. Another by now: refused, with the name.</param>
    [GenerateSerializer, Immutable, Alias("ForwardConversationCommand")]
    public sealed record ForwardConversation(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        OperatorId? OperatorId,
        OperatorGroupId? GroupId,
        string? TargetName,
        string? Comment,
        OperatorId? ExpectedAssignee) : ConversationCommand(By, Id, At);

    /// <summary>Routing gives a waiting conversation to an operator who has claimed a slot for it.</summary>
    [GenerateSerializer, Immutable, Alias("RouteConversationCommand")]
    public sealed record RouteConversation(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        Assignee Operator,
        RoutingDecision Decision) : ConversationCommand(By, Id, At);

    /// <summary>The assigned operator is no longer there, or nobody said anything for long.</summary>
    /// <param name="By">System.</param>
    /// <param name="Id">None.</param>
    /// <param name="At">Now.</param>
    /// <param name="OperatorId">The operator it is about; ignored when another has the conversation by now.</param>
    /// <param name="Reason">Why.</param>
    [GenerateSerializer, Immutable, Alias("TurnAsynchronousCommand")]
    public sealed record TurnAsynchronous(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        OperatorId? OperatorId,
        AsynchronousReason Reason) : ConversationCommand(By, Id, At);

    /// <summary>Contact or assigned operator ends it.</summary>
    [GenerateSerializer, Immutable, Alias("EndConversationCommand")]
    public sealed record EndConversation(Author By, CommandId? Id, DateTimeOffset At) : ConversationCommand(By, Id, At);

    /// <summary>The contact gives stars and words, once, after the end.</summary>
    [GenerateSerializer, Immutable, Alias("RateConversationCommand")]
    public sealed record RateConversation(Author By, CommandId? Id, DateTimeOffset At, int Stars, string? Words)
        : ConversationCommand(By, Id, At);

    /// <summary>The assigned operator sets open or pending.</summary>
    [GenerateSerializer, Immutable, Alias("SetStatusCommand")]
    public sealed record SetStatus(Author By, CommandId? Id, DateTimeOffset At, ConversationStatus Status)
        : ConversationCommand(By, Id, At);

    /// <summary>The contact came, or has been gone for the grace time.</summary>
    /// <param name="By">System.</param>
    /// <param name="Id">None.</param>
    /// <param name="At">Now.</param>
    /// <param name="IsPresent">True when a widget connection of hers is there.</param>
    /// <param name="IdleAfter">The account's time without a message after which a conversation is not live.</param>
    [GenerateSerializer, Immutable, Alias("ChangeContactPresenceCommand")]
    public sealed record ChangeContactPresence(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        bool IsPresent,
        TimeSpan IdleAfter) : ConversationCommand(By, Id, At);

    /// <summary>The contact's name changed.</summary>
    [GenerateSerializer, Immutable, Alias("RenameContactCommand")]
    public sealed record RenameContact(Author By, CommandId? Id, DateTimeOffset At, string? Name)
        : ConversationCommand(By, Id, At);

    /// <summary>An operator has set what is known of the contact, whose own grain has taken it.</summary>
    /// <param name="By">The operator.</param>
    /// <param name="Id">The client's id.</param>
    /// <param name="At">Now.</param>
    /// <param name="Field">Which of the contact's fields.</param>
    /// <param name="Value">What it is now; null: not known.</param>
    /// <param name="Previous">What it was before.</param>
    [GenerateSerializer, Immutable, Alias("RecordContactInfoCommand")]
    public sealed record RecordContactInfo(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        ContactField Field,
        string? Value,
        string? Previous) : ConversationCommand(By, Id, At);

    /// <summary>Writes down that an operator changed a custom field of the contact, after the contact's own rules took the value.</summary>
    /// <param name="By">The operator.</param>
    /// <param name="Id">The client's id.</param>
    /// <param name="At">Now.</param>
    /// <param name="Key">The field.</param>
    /// <param name="Label">What it is called.</param>
    /// <param name="Value">What it says from now on; null: nothing.</param>
    /// <param name="Previous">What it said before.</param>
    [GenerateSerializer, Immutable, Alias("RecordCustomFieldCommand")]
    public sealed record RecordCustomField(
        Author By, CommandId? Id, DateTimeOffset At, string Key, string Label, string? Value, string? Previous)
        : ConversationCommand(By, Id, At);

    /// <summary>An operator says in which language the conversation is held.</summary>
    [GenerateSerializer, Immutable, Alias("SetLocaleCommand")]
    public sealed record SetLocale(Author By, CommandId? Id, DateTimeOffset At, string Locale) : ConversationCommand(By, Id, At);

    /// <summary>An operator gives the conversation a topic of the account, or takes it away where it is there.</summary>
    [GenerateSerializer, Immutable, Alias("ToggleTopicCommand")]
    public sealed record ToggleTopic(Author By, CommandId? Id, DateTimeOffset At, TopicId TopicId) : ConversationCommand(By, Id, At);

    /// <summary>An operator wants the transcript mailed: to the contact once it has ended, to another address at any time.</summary>
    [GenerateSerializer, Immutable, Alias("QueueTranscriptCommand")]
    public sealed record QueueTranscript(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        string? Recipient,
        bool IsForItsContact) : ConversationCommand(By, Id, At);

    /// <summary>What became of a transcript that was to be mailed. The order may lie further back than anything in memory.</summary>
    /// <param name="By">System.</param>
    /// <param name="Id">The report's own (<see cref="DeliverySchedule.ReportOf"/>).</param>
    /// <param name="At">Now.</param>
    /// <param name="Order">The id of the command that wanted it.</param>
    /// <param name="Recipient">To whom.</param>
    /// <param name="IsForItsContact">It is the contact's own address.</param>
    /// <param name="Problem">Why it could not be sent; null: it was.</param>
    [GenerateSerializer, Immutable, Alias("RecordDeliveryCommand")]
    public sealed record RecordDelivery(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        CommandId Order,
        string Recipient,
        bool IsForItsContact,
        DeliveryProblem? Problem) : ConversationCommand(By, Id, At);

    /// <summary>An operator wants the conversation posted to an integration of the account.</summary>
    [GenerateSerializer, Immutable, Alias("QueueIntegrationCommand")]
    public sealed record QueueIntegration(Author By, CommandId? Id, DateTimeOffset At, string Name) : ConversationCommand(By, Id, At);

    /// <summary>What an integration answered, or why it could not be called.</summary>
    [GenerateSerializer, Immutable, Alias("RecordIntegrationCommand")]
    public sealed record RecordIntegration(
        Author By,
        CommandId? Id,
        DateTimeOffset At,
        ConversationEvent.IntegrationAnswered Answered) : ConversationCommand(By, Id, At);

    /// <summary>One side has received and read up to these seqs. Lower than before: no change.</summary>
    [GenerateSerializer, Immutable, Alias("AdvanceReceiptsCommand")]
    public sealed record AdvanceReceipts(Author By, CommandId? Id, DateTimeOffset At, long Delivered, long Read)
        : ConversationCommand(By, Id, At);
}
