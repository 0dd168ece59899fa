using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MessageCenter.Domain.Conversations;

/// <summary>The operator who answers, with her display name as it was when she took the conversation.</summary>
[GenerateSerializer, Immutable, Alias("Assignee")]
public sealed record Assignee(OperatorId OperatorId, string Name);

/// <summary>How far each side has received and read, as seq. Each number only rises.</summary>
[GenerateSerializer, Immutable, Alias("Receipts")]
public sealed record Receipts(long ContactDelivered, long ContactRead, long OperatorDelivered, long OperatorRead)
{
    /// <summary>Nothing received yet.</summary>
    public static Receipts None { get; } = new(0, 0, 0, 0);
}

/// <summary>The last message, cut for lists.</summary>
[GenerateSerializer, Immutable, Alias("MessagePreview")]
public sealed record MessagePreview(string Text, Author Author, DateTimeOffset At);

/// <summary>What the contact thought of it.</summary>
[GenerateSerializer, Immutable, Alias("Rating")]
public sealed record Rating(int Stars, string? Words);

/// <summary>A note that is there.</summary>
/// <param name="Seq">The entry that added it, which names it.</param>
/// <param name="WrittenSeq">The entry that holds its text of now: the same one, or the newest that edited it.</param>
/// <param name="AuthorId">Who added it.</param>
/// <param name="Mentions">Whom it names.</param>
[GenerateSerializer, Immutable, Alias("NoteHead")]
public sealed record NoteHead(
    long Seq, long WrittenSeq, OperatorId AuthorId, EquatableArray<OperatorId> Mentions = default);

/// <summary>The newest message of an operator: whoever answers without having seen it is asked first.</summary>
[GenerateSerializer, Immutable, Alias("LastAnswer")]
public sealed record LastAnswer(OperatorId OperatorId, string Name, long Seq);

/// <summary>A command that was decided: its answer, and what it said, so that a reused id is noticed.</summary>
public sealed record DecidedCommand(string AuthorKey, CommandId Id, string Content, long Seq, DateTimeOffset At);

/// <summary>
/// What decisions about a conversation need. History is pages in the store. All of it but <see cref="Decided"/> is
/// written as the conversation's row with every event; the memory of ids comes back from the newest entries, and the
/// store's unique key stands behind it.
/// </summary>
public sealed record ConversationState
{
    /// <summary>Nothing has happened yet: <see cref="LastSeq"/> is 0.</summary>
    public static ConversationState Nothing { get; } = new();

    /// <summary>Whose conversation.</summary>
    public ContactId ContactId { get; init; }

    /// <summary>"Visitor 81" while no name is known.</summary>
    public long ContactNumber { get; init; }

    /// <summary>The contact's name, if known.</summary>
    public string? ContactName { get; init; }

    /// <summary>Where it began.</summary>
    public WidgetId WidgetId { get; init; }

    /// <summary>The group it is routed to.</summary>
    public OperatorGroupId GroupId { get; init; }

    /// <summary>Labels.</summary>
    public EquatableArray<TopicId> Topics { get; init; }

    /// <summary>Language tag of the contact.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>What it is about, if somebody said so.</summary>
    public string? Subject { get; init; }

    /// <summary>Where it stands.</summary>
    public ConversationStatus Status { get; init; }

    /// <summary>Live or asynchronous.</summary>
    public ConversationMode Mode { get; init; }

    /// <summary>Who answers; null for nobody.</summary>
    public Assignee? Assignee { get; init; }

    /// <summary>The operator whom routing prefers.</summary>
    public OperatorId? StickyOperator { get; init; }

    /// <summary>A widget connection of the contact is there, as last known.</summary>
    public bool ContactIsPresent { get; init; }

    /// <summary>Nobody said anything for so long that only a new message makes it live again.</summary>
    public bool IsParked { get; init; }

    /// <summary>First entry.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Newest entry.</summary>
    public DateTimeOffset LastActivityAt { get; init; }

    /// <summary>Newest message of contact or operator.</summary>
    public DateTimeOffset LastMessageAt { get; init; }

    /// <summary>The oldest message of the contact that nobody answered.</summary>
    public DateTimeOffset? UnansweredSince { get; init; }

    /// <summary>The last message, cut.</summary>
    public MessagePreview? Preview { get; init; }

    /// <summary>What the contact sees in its place where it was translated for her; null: the same.</summary>
    public MessagePreview? PreviewForContact { get; init; }

    /// <summary>The newest message of an operator; null before the first.</summary>
    public LastAnswer? LastAnswer { get; init; }

    /// <summary>Received and read.</summary>
    public Receipts Receipts { get; init; } = Receipts.None;

    /// <summary>Seqs of the contact's messages beyond the operator's read mark; the newest <see cref="Limits.UnreadCountedMax"/>.</summary>
    public EquatableArray<long> UnreadByOperator { get; init; }

    /// <summary>Seqs of operators' messages beyond the contact's read mark; the newest <see cref="Limits.UnreadCountedMax"/>.</summary>
    public EquatableArray<long> UnreadByContact { get; init; }

    /// <summary>Stars and words, after the end.</summary>
    public Rating? Rating { get; init; }

    /// <summary>The notes that are there, oldest first; at most <see cref="Limits.NotesMax"/>.</summary>
    public EquatableArray<NoteHead> Notes { get; init; }

    /// <summary>Number of the newest entry; 0 before the first.</summary>
    public long LastSeq { get; init; }

    /// <summary>Number of the newest entry that the contact may see.</summary>
    public long LastSeqForContact { get; init; }

    /// <summary>The newest decided commands, oldest first; at most <see cref="Limits.RecentEntries"/>.</summary>
    [JsonIgnore]
    public ImmutableArray<DecidedCommand> Decided { get; init; } = [];

    /// <summary>It has begun.</summary>
    [JsonIgnore]
    public bool Exists => LastSeq > 0;

    /// <summary>
    /// It could be live and is not: routing must look at it. For an owned conversation only its owner counts.
    /// Its place in the line is <see cref="WaitingSince"/>.
    /// </summary>
    [JsonIgnore]
    public bool Waits => Exists && Status != ConversationStatus.Ended && Mode == ConversationMode.Asynchronous
        && ContactIsPresent && !IsParked;

    /// <summary>Its place in the line: since when the contact has no answer, else since its newest message.</summary>
    [JsonIgnore]
    public DateTimeOffset WaitingSince => UnansweredSince ?? LastMessageAt;
}
