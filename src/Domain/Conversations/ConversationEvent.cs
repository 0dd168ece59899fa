using System.Text.Json.Serialization;
using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Routing;

namespace MessageCenter.Domain.Conversations;

/// <summary>
/// What happened in a conversation. Timeline events become entries with a seq of their own; the others
/// (<see cref="IsEntry"/> is false) only change the row and are never shown. Names in JSON are frozen once released.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ConversationStarted), "conversationStarted")]
[JsonDerivedType(typeof(MessagePosted), "messagePosted")]
[JsonDerivedType(typeof(NoteAdded), "noteAdded")]
[JsonDerivedType(typeof(NoteEdited), "noteEdited")]
[JsonDerivedType(typeof(NoteDeleted), "noteDeleted")]
[JsonDerivedType(typeof(OperatorAssigned), "operatorAssigned")]
[JsonDerivedType(typeof(ConversationForwarded), "conversationForwarded")]
[JsonDerivedType(typeof(WentLive), "wentLive")]
[JsonDerivedType(typeof(TurnedAsynchronous), "turnedAsynchronous")]
[JsonDerivedType(typeof(StatusChanged), "statusChanged")]
[JsonDerivedType(typeof(ConversationEnded), "conversationEnded")]
[JsonDerivedType(typeof(ConversationReopened), "conversationReopened")]
[JsonDerivedType(typeof(ConversationRated), "conversationRated")]
[JsonDerivedType(typeof(ContactInfoRecorded), "contactInfoRecorded")]
[JsonDerivedType(typeof(CustomFieldRecorded), "customFieldRecorded")]
[JsonDerivedType(typeof(LocaleChanged), "localeChanged")]
[JsonDerivedType(typeof(TopicAdded), "topicAdded")]
[JsonDerivedType(typeof(TopicRemoved), "topicRemoved")]
[JsonDerivedType(typeof(TranscriptQueued), "transcriptQueued")]
[JsonDerivedType(typeof(TranscriptDelivered), "transcriptDelivered")]
[JsonDerivedType(typeof(IntegrationQueued), "integrationQueued")]
[JsonDerivedType(typeof(IntegrationAnswered), "integrationAnswered")]
[GenerateSerializer, Immutable, Alias("ConversationEvent")]
public abstract record ConversationEvent
{
    private ConversationEvent()
    {
    }

    /// <summary>True when the event is an entry of the timeline.</summary>
    [JsonIgnore]
    public virtual bool IsEntry => true;

    /// <summary>True when the contact may know of it.</summary>
    [JsonIgnore]
    public virtual bool IsForContact => true;

    /// <summary>The contact began the conversation in a widget.</summary>
    /// <param name="ContactId">The contact.</param>
    /// <param name="ContactNumber">"Visitor 81" while no name is known.</param>
    /// <param name="ContactName">Her name, if known then.</param>
    /// <param name="WidgetId">The widget.</param>
    /// <param name="GroupId">The group the widget routes to.</param>
    /// <param name="Topics">The widget's default topics.</param>
    /// <param name="Locale">Language tag of the contact.</param>
    /// <param name="StickyOperator">The operator this contact had last.</param>
    [GenerateSerializer, Immutable, Alias("ConversationStarted")]
    public sealed record ConversationStarted(
        ContactId ContactId,
        long ContactNumber,
        string? ContactName,
        WidgetId WidgetId,
        OperatorGroupId GroupId,
        EquatableArray<TopicId> Topics,
        string Locale,
        OperatorId? StickyOperator) : ConversationEvent;

    /// <summary>What contact and operator read.</summary>
    /// <param name="Text">The words; may be empty where files go with them.</param>
    /// <param name="Attachments">The files.</param>
    /// <param name="Translation">An operator's words in the contact's language; null: she reads them as they were written.</param>
    [GenerateSerializer, Immutable, Alias("MessagePosted")]
    public sealed record MessagePosted(
        string Text, EquatableArray<Attachment> Attachments = default, Translation? Translation = null) : ConversationEvent
    {
        /// <summary>What the contact reads.</summary>
        [JsonIgnore]
        public string TextForContact => Translation?.Text ?? Text;

        /// <summary>The words, in both languages, and the names of the files: what a search finds it by.</summary>
        [JsonIgnore]
        public string SearchText => Attachments.Count == 0 && Translation?.Text is null
            ? Text
            : string.Join('\n', [.. new[] { Text, Translation?.Text }.OfType<string>(), .. Attachments.Select(file => file.Name)]);
    }

    /// <summary>What only operators read. The entry's seq names the note from now on.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="Mentions">The operators whom it names, who are told.</param>
    [GenerateSerializer, Immutable, Alias("NoteAdded")]
    public sealed record NoteAdded(string Text, EquatableArray<OperatorId> Mentions = default) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>A note says something else now. The entries before stay as they are; who shows the note shows this text.</summary>
    /// <param name="NoteSeq">The note.</param>
    /// <param name="ReplacedSeq">The entry whose text is no longer the note's, and is no longer found by its words.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Mentions">The operators whom it names.</param>
    [GenerateSerializer, Immutable, Alias("NoteEdited")]
    public sealed record NoteEdited(long NoteSeq, long ReplacedSeq, string Text, EquatableArray<OperatorId> Mentions)
        : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>A note is shown no more, and not found.</summary>
    /// <param name="NoteSeq">The note.</param>
    /// <param name="ReplacedSeq">The entry with its last text.</param>
    [GenerateSerializer, Immutable, Alias("NoteDeleted")]
    public sealed record NoteDeleted(long NoteSeq, long ReplacedSeq) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>From now on this operator answers.</summary>
    /// <param name="OperatorId">The new owner.</param>
    /// <param name="OperatorName">Her display name.</param>
    /// <param name="PreviousOperatorId">The owner before, if any.</param>
    /// <param name="Decision">Why routing chose her; null when a person did. Never shown to the contact.</param>
    [GenerateSerializer, Immutable, Alias("OperatorAssigned")]
    public sealed record OperatorAssigned(
        OperatorId OperatorId,
        string OperatorName,
        OperatorId? PreviousOperatorId,
        RoutingDecision? Decision) : ConversationEvent;

    /// <summary>
    /// An operator handed it on: to another operator, whose <see cref="OperatorAssigned"/> follows, or to a group, whose operators it
    /// waits for from now on; the operators before are not preferred any more.
    /// </summary>
    /// <param name="OperatorId">The operator it was handed to; null when it was a group.</param>
    /// <param name="GroupId">The group; null when it was an operator.</param>
    /// <param name="Name">The operator's or the group's name then.</param>
    /// <param name="PreviousOperatorId">The owner before, if any.</param>
    /// <param name="Comment">What the next one should know. Never shown to the contact.</param>
    [GenerateSerializer, Immutable, Alias("ConversationForwarded")]
    public sealed record ConversationForwarded(
        OperatorId? OperatorId,
        OperatorGroupId? GroupId,
        string Name,
        OperatorId? PreviousOperatorId,
        string? Comment) : ConversationEvent;

    /// <summary>Both are there, and the conversation holds one of the operator's slots.</summary>
    [GenerateSerializer, Immutable, Alias("WentLive")]
    public sealed record WentLive(OperatorId OperatorId, string OperatorName) : ConversationEvent;

    /// <summary>The slot is free again; messages still flow, answers come later.</summary>
    [GenerateSerializer, Immutable, Alias("TurnedAsynchronous")]
    public sealed record TurnedAsynchronous(AsynchronousReason Reason) : ConversationEvent;

    /// <summary>Open or pending, by hand or by a message.</summary>
    [GenerateSerializer, Immutable, Alias("StatusChanged")]
    public sealed record StatusChanged(ConversationStatus Status) : ConversationEvent;

    /// <summary>Nobody owes an answer any more.</summary>
    [GenerateSerializer, Immutable, Alias("ConversationEnded")]
    public sealed record ConversationEnded : ConversationEvent;

    /// <summary>The contact wrote again after the end; routing begins anew.</summary>
    [GenerateSerializer, Immutable, Alias("ConversationReopened")]
    public sealed record ConversationReopened : ConversationEvent;

    /// <summary>The contact's 1 to 5 stars and words.</summary>
    [GenerateSerializer, Immutable, Alias("ConversationRated")]
    public sealed record ConversationRated(int Stars, string? Words) : ConversationEvent;

    /// <summary>An operator set what is known of the contact. Null: not known.</summary>
    /// <param name="Field">Which of the contact's fields.</param>
    /// <param name="Value">What it is now.</param>
    /// <param name="Previous">What it was before.</param>
    [GenerateSerializer, Immutable, Alias("ContactInfoRecorded")]
    public sealed record ContactInfoRecorded(ContactField Field, string? Value, string? Previous) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>An operator changed what a custom field says of the contact.</summary>
    /// <param name="Key">The field.</param>
    /// <param name="Label">What it was called then.</param>
    /// <param name="Value">What it says from now on; null: nothing.</param>
    /// <param name="Previous">What it said before.</param>
    [GenerateSerializer, Immutable, Alias("CustomFieldRecorded")]
    public sealed record CustomFieldRecorded(string Key, string Label, string? Value, string? Previous) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>The conversation is held in this language from now on.</summary>
    [GenerateSerializer, Immutable, Alias("LocaleChanged")]
    public sealed record LocaleChanged(string Locale, string PreviousLocale) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>The conversation has this topic now.</summary>
    [GenerateSerializer, Immutable, Alias("TopicAdded")]
    public sealed record TopicAdded(TopicId TopicId) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>The conversation has this topic no more.</summary>
    [GenerateSerializer, Immutable, Alias("TopicRemoved")]
    public sealed record TopicRemoved(TopicId TopicId) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>The transcript will be mailed to this address.</summary>
    /// <param name="Recipient">One e-mail address.</param>
    /// <param name="Locale">The language in which the mail is written.</param>
    /// <param name="IsForItsContact">It is the contact's own address.</param>
    [GenerateSerializer, Immutable, Alias("TranscriptQueued")]
    public sealed record TranscriptQueued(string Recipient, string Locale, bool IsForItsContact) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>The transcript was mailed, or that was given up.</summary>
    /// <param name="Order">The id of the command that wanted it, which its own entry carries.</param>
    /// <param name="Recipient">One e-mail address.</param>
    /// <param name="IsForItsContact">It is the contact's own address.</param>
    /// <param name="Problem">Why it could not be sent; null: it was.</param>
    [GenerateSerializer, Immutable, Alias("TranscriptDelivered")]
    public sealed record TranscriptDelivered(CommandId Order, string Recipient, bool IsForItsContact, DeliveryProblem? Problem)
        : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>The conversation will be posted to this integration.</summary>
    [GenerateSerializer, Immutable, Alias("IntegrationQueued")]
    public sealed record IntegrationQueued(string Name) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>The integration has answered, or that was given up.</summary>
    /// <param name="Order">The id of the command that wanted it, which its own entry carries.</param>
    /// <param name="Name">Which integration.</param>
    /// <param name="Text">What it says; null: nothing.</param>
    /// <param name="Link">An http(s) address that it gives; null: none.</param>
    /// <param name="Problem">Why it could not be called; null: it was.</param>
    [GenerateSerializer, Immutable, Alias("IntegrationAnswered")]
    public sealed record IntegrationAnswered(CommandId Order, string Name, string? Text, string? Link, DeliveryProblem? Problem)
        : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsForContact => false;
    }

    /// <summary>Row only: a widget connection of the contact came, or the last one left for longer than the grace time.</summary>
    /// <param name="IsPresent">She is there.</param>
    /// <param name="IsParked">Only a new message may make the conversation live.</param>
    [GenerateSerializer, Immutable, Alias("ContactPresenceChanged")]
    public sealed record ContactPresenceChanged(bool IsPresent, bool IsParked) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsEntry => false;
    }

    /// <summary>Row only: the contact's name changed.</summary>
    [GenerateSerializer, Immutable, Alias("ContactRenamed")]
    public sealed record ContactRenamed(string? Name) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsEntry => false;
    }

    /// <summary>Row only: one side has received and read up to these seqs.</summary>
    [GenerateSerializer, Immutable, Alias("ReceiptsAdvanced")]
    public sealed record ReceiptsAdvanced(AuthorKind Side, long Delivered, long Read) : ConversationEvent
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override bool IsEntry => false;
    }
}
