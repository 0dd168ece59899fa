namespace MessageCenter.Domain;

/// <summary>The class of a refusal: what a client does about it. On the wire snake_case.</summary>
public enum RejectionCode
{
    /// <summary>The input breaks a rule that does not depend on state.</summary>
    Validation,

    /// <summary>It does not exist, or it is not for the asker: both answer alike.</summary>
    NotFound,

    /// <summary>Somebody else was faster, or the same id was used for something else.</summary>
    Conflict,

    /// <summary>The asker may see it but not do this.</summary>
    Forbidden,

    /// <summary>It was, and is no more.</summary>
    Gone,

    /// <summary>Longer or larger than the limit.</summary>
    TooLarge,

    /// <summary>Too many too fast.</summary>
    RateLimited,

    /// <summary>The store does not answer; nothing is known to have happened: try again with the same id.</summary>
    Unavailable,
}

/// <summary>An expected refusal, as a value. <paramref name="Reason"/> names the rule; it never changes once released.</summary>
/// <param name="Code">The class.</param>
/// <param name="Reason">The rule, camelCase, with an anchor of its own in docs/protocol.md.</param>
/// <param name="OperatorName">The operator who is the reason, where one is.</param>
[GenerateSerializer, Immutable, Alias("Rejection")]
public sealed record Rejection(RejectionCode Code, string Reason, string? OperatorName = null)
{
    /// <summary>Unknown, foreign or deleted: all three answer the same.</summary>
    public static Rejection ConversationNotFound { get; } = new(RejectionCode.NotFound, "conversationNotFound");

    /// <summary>No such contact for this asker.</summary>
    public static Rejection ContactNotFound { get; } = new(RejectionCode.NotFound, "contactNotFound");

    /// <summary>No such operator for this asker.</summary>
    public static Rejection OperatorNotFound { get; } = new(RejectionCode.NotFound, "operatorNotFound");

    /// <summary>No such widget, or it is switched off.</summary>
    public static Rejection WidgetNotFound { get; } = new(RejectionCode.NotFound, "widgetNotFound");

    /// <summary>No such group in this account.</summary>
    public static Rejection GroupNotFound { get; } = new(RejectionCode.NotFound, "groupNotFound");

    /// <summary>Nothing but white space and invisible characters.</summary>
    public static Rejection TextIsEmpty { get; } = new(RejectionCode.Validation, "textIsEmpty");

    /// <summary>Longer than <see cref="Limits.TextLengthMax"/> UTF-16 units.</summary>
    public static Rejection TextIsTooLong { get; } = new(RejectionCode.TooLarge, "textIsTooLong");

    /// <summary>A lone surrogate, a control character or a tower of combining marks.</summary>
    public static Rejection TextIsMalformed { get; } = new(RejectionCode.Validation, "textIsMalformed");

    /// <summary>The id was used before for something else.</summary>
    public static Rejection CommandIdIsReused { get; } = new(RejectionCode.Conflict, "commandIdIsReused");

    /// <summary>The conversation has ended; an operator's words go nowhere.</summary>
    public static Rejection ConversationHasEnded { get; } = new(RejectionCode.Conflict, "conversationHasEnded");

    /// <summary>Only a conversation that has ended can be rated.</summary>
    public static Rejection ConversationHasNotEnded { get; } = new(RejectionCode.Conflict, "conversationHasNotEnded");

    /// <summary>A rating stands until the conversation is reopened.</summary>
    public static Rejection ConversationIsRated { get; } = new(RejectionCode.Conflict, "conversationIsRated");

    /// <summary>1 to 5.</summary>
    public static Rejection StarsAreOutOfRange { get; } = new(RejectionCode.Validation, "starsAreOutOfRange");

    /// <summary>Only the assigned operator writes to the contact.</summary>
    public static Rejection ConversationIsNotYours { get; } = new(RejectionCode.Forbidden, "conversationIsNotYours");

    /// <summary>It was to be handed to the operator who has it.</summary>
    public static Rejection ConversationIsThere { get; } = new(RejectionCode.Conflict, "conversationIsThere");

    /// <summary>The operator has no free chat slot.</summary>
    public static Rejection NoFreeSlot { get; } = new(RejectionCode.Conflict, "noFreeSlot");

    /// <summary>The conversation does not wait (any more) to be routed.</summary>
    public static Rejection ConversationDoesNotWait { get; } = new(RejectionCode.Conflict, "conversationDoesNotWait");

    /// <summary>A timeline holds <see cref="Limits.TimelineEntriesMax"/> entries at most.</summary>
    public static Rejection TimelineIsFull { get; } = new(RejectionCode.TooLarge, "timelineIsFull");

    /// <summary>Too many ongoing conversations of one contact.</summary>
    public static Rejection TooManyConversations { get; } = new(RejectionCode.RateLimited, "tooManyConversations");

    /// <summary>Only open and pending can be chosen by hand; ending is a command of its own.</summary>
    public static Rejection StatusCannotBeSet { get; } = new(RejectionCode.Validation, "statusCannotBeSet");

    /// <summary>A seq that is negative or beyond the last entry.</summary>
    public static Rejection SeqIsOutOfRange { get; } = new(RejectionCode.Validation, "seqIsOutOfRange");

    /// <summary>Empty where a value is needed, or longer than its limit.</summary>
    public static Rejection NameIsInvalid { get; } = new(RejectionCode.Validation, "nameIsInvalid");

    /// <summary>Not an address that mail can be sent to.</summary>
    public static Rejection EmailIsInvalid { get; } = new(RejectionCode.Validation, "emailIsInvalid");

    /// <summary>Longer than its limit or with control characters.</summary>
    public static Rejection ContactFieldIsInvalid { get; } = new(RejectionCode.Validation, "contactFieldIsInvalid");

    /// <summary>No typed command has this word; nothing was sent to anybody.</summary>
    public static Rejection CommandIsUnknown { get; } = new(RejectionCode.Validation, "commandIsUnknown");

    /// <summary>The typed command says nothing without a value behind it.</summary>
    public static Rejection CommandNeedsValue { get; } = new(RejectionCode.Validation, "commandNeedsValue");

    /// <summary>The typed command stands alone; what was written behind it would be lost.</summary>
    public static Rejection CommandTakesNoValue { get; } = new(RejectionCode.Validation, "commandTakesNoValue");

    /// <summary>The account has no topic of this name.</summary>
    public static Rejection TopicIsUnknown { get; } = new(RejectionCode.Validation, "topicIsUnknown");

    /// <summary>A conversation has at most <see cref="Limits.ConversationTopicsMax"/> topics.</summary>
    public static Rejection TooManyTopics { get; } = new(RejectionCode.TooLarge, "tooManyTopics");

    /// <summary>No such note in this conversation, or no more.</summary>
    public static Rejection NoteNotFound { get; } = new(RejectionCode.NotFound, "noteNotFound");

    /// <summary>Who wrote a note changes it, or who sets the account up.</summary>
    public static Rejection NoteIsNotYours { get; } = new(RejectionCode.Forbidden, "noteIsNotYours");

    /// <summary>The note says something else by now than what was edited.</summary>
    public static Rejection NoteWasEdited { get; } = new(RejectionCode.Conflict, "noteWasEdited");

    /// <summary>A conversation has at most <see cref="Limits.NotesMax"/> notes.</summary>
    public static Rejection TooManyNotes { get; } = new(RejectionCode.TooLarge, "tooManyNotes");

    /// <summary>The transcript has nowhere to go: no e-mail address of the contact is known.</summary>
    public static Rejection ContactHasNoEmail { get; } = new(RejectionCode.Conflict, "contactHasNoEmail");

    /// <summary>No mail server is set up here: nothing was queued, because nobody would ever send it.</summary>
    public static Rejection MailIsNotSetUp { get; } = new(RejectionCode.Conflict, "mailIsNotSetUp");

    /// <summary>More mails in an hour than an account, or an address, may have.</summary>
    public static Rejection TooManyMails { get; } = new(RejectionCode.RateLimited, "tooManyMails");

    /// <summary>The account has no integration of this name, or it is not set up.</summary>
    public static Rejection IntegrationIsUnknown { get; } = new(RejectionCode.Validation, "integrationIsUnknown");

    /// <summary>Not an http(s) address without user and password, or without a secret that is long enough.</summary>
    public static Rejection UrlIsNotAllowed { get; } = new(RejectionCode.Validation, "urlIsNotAllowed");

    /// <summary>More calls of integrations in an hour than an account may have.</summary>
    public static Rejection TooManyCalls { get; } = new(RejectionCode.RateLimited, "tooManyCalls");

    /// <summary>No such delivery for this asker, or none that is remembered.</summary>
    public static Rejection DeliveryNotFound { get; } = new(RejectionCode.NotFound, "deliveryNotFound");

    /// <summary>It was sent: another try would send it twice.</summary>
    public static Rejection DeliveryIsDone { get; } = new(RejectionCode.Conflict, "deliveryIsDone");

    /// <summary>Only an admin or the owner of the account may.</summary>
    public static Rejection AdministratorsOnly { get; } = new(RejectionCode.Forbidden, "administratorsOnly");

    /// <summary>The field says something else by now than what was seen.</summary>
    public static Rejection ContactFieldWasEdited { get; } = new(RejectionCode.Conflict, "contactFieldWasEdited");

    /// <summary>The account has no such custom field.</summary>
    public static Rejection CustomFieldNotFound { get; } = new(RejectionCode.NotFound, "customFieldNotFound");

    /// <summary>A custom field's key, label, kind or choices are wrong, or two have one key.</summary>
    public static Rejection CustomFieldIsInvalid { get; } = new(RejectionCode.Validation, "customFieldIsInvalid");

    /// <summary>Not JSON, too large, too deep or too many keys.</summary>
    public static Rejection CustomDataIsInvalid { get; } = new(RejectionCode.Validation, "customDataIsInvalid");

    /// <summary>The widget is in privacy mode and takes nothing that its page says about the visitor.</summary>
    public static Rejection PageDataIsOff { get; } = new(RejectionCode.Forbidden, "pageDataIsOff");

    /// <summary>No place on the earth, or words that belong to none.</summary>
    public static Rejection LocationIsInvalid { get; } = new(RejectionCode.Validation, "locationIsInvalid");

    /// <summary>The widget is in privacy mode and takes no location.</summary>
    public static Rejection LocationIsOff { get; } = new(RejectionCode.Forbidden, "locationIsOff");

    /// <summary>Another place was shared less than <see cref="Limits.SharedLocationPause"/> ago.</summary>
    public static Rejection LocationWasJustShared { get; } = new(RejectionCode.Conflict, "locationWasJustShared");

    /// <summary>Pages come faster than <see cref="Limits.PageReportsPerSecondMax"/> a second.</summary>
    public static Rejection TooManyPages { get; } = new(RejectionCode.RateLimited, "tooManyPages");

    /// <summary>Shorter than <see cref="Limits.PasswordLengthMin"/> or longer than <see cref="Limits.PasswordBytesMax"/> bytes.</summary>
    public static Rejection PasswordIsInvalid { get; } = new(RejectionCode.Validation, "passwordIsInvalid");

    /// <summary>Slots are 1 to <see cref="Limits.ChatSlotsMax"/>.</summary>
    public static Rejection SlotsAreOutOfRange { get; } = new(RejectionCode.Validation, "slotsAreOutOfRange");

    /// <summary>Not a language tag such as "en" or "pt-BR".</summary>
    public static Rejection LocaleIsInvalid { get; } = new(RejectionCode.Validation, "localeIsInvalid");

    /// <summary>Not an exact http(s) origin; a star or a path is none.</summary>
    public static Rejection OriginIsInvalid { get; } = new(RejectionCode.Validation, "originIsInvalid");

    /// <summary>Not #rrggbb.</summary>
    public static Rejection ColourIsInvalid { get; } = new(RejectionCode.Validation, "colourIsInvalid");

    /// <summary>The first-run page works once.</summary>
    public static Rejection SetupIsDone { get; } = new(RejectionCode.Conflict, "setupIsDone");

    /// <summary>Another account or operator has this e-mail address.</summary>
    public static Rejection EmailIsTaken { get; } = new(RejectionCode.Conflict, "emailIsTaken");

    /// <summary>No such file for this asker, not here, or not whole.</summary>
    public static Rejection AttachmentNotFound { get; } = new(RejectionCode.NotFound, "attachmentNotFound");

    /// <summary>A file goes with one message only.</summary>
    public static Rejection AttachmentIsUsed { get; } = new(RejectionCode.Conflict, "attachmentIsUsed");

    /// <summary>The id was used before for another file.</summary>
    public static Rejection AttachmentIdIsReused { get; } = new(RejectionCode.Conflict, "attachmentIdIsReused");

    /// <summary>A message has at most <see cref="Limits.AttachmentsPerMessageMax"/> files, each once.</summary>
    public static Rejection TooManyAttachments { get; } = new(RejectionCode.Validation, "tooManyAttachments");

    /// <summary>More than <see cref="Limits.AttachmentBytesMax"/> bytes, or than the settings allow.</summary>
    public static Rejection AttachmentIsTooLarge { get; } = new(RejectionCode.TooLarge, "attachmentIsTooLarge");

    /// <summary>A file without a byte.</summary>
    public static Rejection AttachmentIsEmpty { get; } = new(RejectionCode.Validation, "attachmentIsEmpty");

    /// <summary>The account's list is full.</summary>
    public static Rejection ListIsFull { get; } = new(RejectionCode.TooLarge, "listIsFull");

    /// <summary>The outcome is not known, or the store refuses; the same command may be sent again.</summary>
    public static Rejection StoreIsUnavailable { get; } = new(RejectionCode.Unavailable, "storeIsUnavailable");

    /// <summary>Another operator has answered since the text was begun; it may be sent all the same.</summary>
    public static Rejection ReplyArrived(string operatorName) => new(RejectionCode.Conflict, "replyArrived", operatorName);

    /// <summary>Another operator has the conversation now.</summary>
    public static Rejection ConversationIsTaken(string operatorName) =>
        new(RejectionCode.Conflict, "conversationIsTaken", operatorName);
}
