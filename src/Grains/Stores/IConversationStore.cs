using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Grains.Stores;

/// <summary>
/// Where conversations are kept: one row and many entries each. A contract suite (Storage.Tests) says what every adapter
/// promises: an append is all or nothing, durable when it returns, and exactly once per (conversation, author, command id).
/// </summary>
public interface IConversationStore
{
    /// <summary>The row and its newest entries, ascending; null when there is none in this account.</summary>
    Task<StoredConversation?> Load(AccountId account, ConversationId conversation, int recentEntries, CancellationToken cancel);

    /// <summary>
    /// Writes entries, row, search index and outbox rows in one transaction. Never throws for what a caller can expect:
    /// see <see cref="AppendResult"/>. Throws <see cref="StoreUnavailableException"/> when the outcome is not known or
    /// nothing was written: re-read, never guess.
    /// </summary>
    Task<AppendResult> Append(ConversationAppend append, CancellationToken cancel);

    /// <summary>Entries after (ascending) or before (the newest ones below it, ascending) a seq.</summary>
    Task<ImmutableArray<TimelineEntry>> ReadTimeline(
        AccountId account, ConversationId conversation, TimelineRange range, CancellationToken cancel);

    /// <summary>The entry that this author's command caused; null when it caused none.</summary>
    Task<TimelineEntry?> FindCommand(
        AccountId account, ConversationId conversation, Author author, CommandId command, CancellationToken cancel);

    /// <summary>Rows by filter, newest activity first, one keyset page.</summary>
    Task<ConversationPage> Query(AccountId account, ConversationFilter filter, CancellationToken cancel);

    /// <summary>How many rows match.</summary>
    Task<long> Count(AccountId account, ConversationFilter filter, CancellationToken cancel);

    /// <summary>Deletes row, entries, search rows. False: there was none.</summary>
    Task<bool> Delete(AccountId account, ConversationId conversation, CancellationToken cancel);
}

/// <summary>A row as stored.</summary>
/// <param name="ConversationId">Public id.</param>
/// <param name="Number">Internal ascending number, given by the store at the first append.</param>
/// <param name="Version">Raised by one with every append.</param>
/// <param name="State">The row's state, without the memory of decided commands.</param>
/// <param name="Recent">The newest entries asked for, ascending; empty in query results.</param>
public sealed record StoredConversation(
    ConversationId ConversationId,
    long Number,
    long Version,
    ConversationState State,
    ImmutableArray<TimelineEntry> Recent);

/// <summary>One append: the new row and the entries that made it so.</summary>
/// <param name="Account">Tenant.</param>
/// <param name="Conversation">Public id.</param>
/// <param name="ExpectedVersion">Version of the row the decision was made on; 0 for a new conversation.</param>
/// <param name="State">The row after the entries.</param>
/// <param name="Entries">New entries, numbered; empty when only the row changed.</param>
/// <param name="Slots">Checked in the same transaction when the conversation goes live.</param>
/// <param name="Outbox">Outside effects, stored with their cause.</param>
public sealed record ConversationAppend(
    AccountId Account,
    ConversationId Conversation,
    long ExpectedVersion,
    ConversationState State,
    ImmutableArray<TimelineEntry> Entries,
    SlotGuard? Slots,
    ImmutableArray<OutboxItem> Outbox);

/// <summary>Refuse the append unless this operator holds fewer than so many other live rows.</summary>
public sealed record SlotGuard(OperatorId OperatorId, int LiveBelow);

/// <summary>An outside effect that waits to be done (e-mail, webhook, push).</summary>
/// <param name="EventId">Stable: a receiver can drop doubles by it.</param>
/// <param name="Kind">Which sender.</param>
/// <param name="Payload">JSON for that sender.</param>
/// <param name="DueAt">Not before.</param>
public sealed record OutboxItem(Guid EventId, string Kind, string Payload, DateTimeOffset DueAt);

/// <summary>What became of an append.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>Durable.</summary>
    public sealed record Appended(long Version, long Number) : AppendResult;

    /// <summary>The row has another version: load it again and decide anew. Nothing was written.</summary>
    public sealed record Conflict : AppendResult;

    /// <summary>This author's command id is stored already, as this entry. Nothing was written.</summary>
    public sealed record Duplicate(TimelineEntry Entry) : AppendResult;

    /// <summary>The slot guard refused. Nothing was written.</summary>
    public sealed record SlotsTaken : AppendResult;
}

/// <summary>Which part of a timeline. Exactly one of After and Before is set; at most Limit entries.</summary>
public sealed record TimelineRange(long? After, long? Before, int Limit);

/// <summary>Conditions that all must hold; null means any. Sets are "one of".</summary>
public sealed record ConversationFilter
{
    /// <summary>Status is one of these.</summary>
    public ImmutableArray<ConversationStatus> Statuses { get; init; } = [];

    /// <summary>Live or asynchronous.</summary>
    public ConversationMode? Mode { get; init; }

    /// <summary>Assigned to one of these.</summary>
    public ImmutableArray<OperatorId> Assignees { get; init; } = [];

    /// <summary>Assigned to nobody.</summary>
    public bool IsUnassigned { get; init; }

    /// <summary>Of this contact.</summary>
    public ContactId? ContactId { get; init; }

    /// <summary>Has one of these topics.</summary>
    public ImmutableArray<TopicId> Topics { get; init; } = [];

    /// <summary>Began in one of these widgets.</summary>
    public ImmutableArray<WidgetId> Widgets { get; init; } = [];

    /// <summary>Routed to one of these groups.</summary>
    public ImmutableArray<OperatorGroupId> Groups { get; init; } = [];

    /// <summary>Rated with one of these stars.</summary>
    public ImmutableArray<int> Stars { get; init; } = [];

    /// <summary>Newest activity at or after.</summary>
    public DateTimeOffset? ActiveFrom { get; init; }

    /// <summary>Newest activity before.</summary>
    public DateTimeOffset? ActiveBefore { get; init; }

    /// <summary>Words that messages must contain, each with its last word as a prefix; results are ordered by start, newest first.</summary>
    public string? Keywords { get; init; }

    /// <summary>Waits to be routed (<see cref="ConversationState.Waits"/>).</summary>
    public bool? Waits { get; init; }

    /// <summary>Where the previous page ended; null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Rows of the page, 1–<see cref="Limits.ListPageMax"/>.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>One page; the cursor is null when it is the last.</summary>
public sealed record ConversationPage(ImmutableArray<StoredConversation> Rows, string? NextCursor);

/// <summary>The store did not answer, refused, or the outcome is unknown. The caller drops what it holds and re-reads.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
