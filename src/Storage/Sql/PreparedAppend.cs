using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Json;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql;

/// <summary>
/// An append as a SQL store writes it. Made on the caller's thread, so that the one writer has neither JSON to make nor text
/// to fold.
/// </summary>
internal sealed class PreparedAppend
{
    /// <param name="append">What to write.</param>
    /// <param name="toSearch">Turns folded text into what the store's search index takes.</param>
    internal PreparedAppend(ConversationAppend append, Func<AccountId, string, byte[]> toSearch)
    {
        CheckNumbers(append);
        Append = append;
        Row = new(
            append.State.LastSeq,
            append.State.CreatedAt.ToUnixTimeMilliseconds(),
            append.State.LastActivityAt.ToUnixTimeMilliseconds(),
            StorageJson.Write(append.State),
            ConversationFacets.Of(append.State));
        Entries = ImmutableArray.CreateRange(append.Entries, entry => Prepare(entry, append.Account, toSearch));
    }

    internal ConversationAppend Append { get; }

    internal PreparedRow Row { get; }

    internal ImmutableArray<PreparedEntry> Entries { get; }

    /// <summary>Invariant: no hole and no double in a timeline.</summary>
    internal void CheckFollows(long lastSeq)
    {
        if (lastSeq + Entries.Length != Row.LastSeq)
        {
            throw new InvalidOperationException("The entries do not follow the newest entry of the timeline.");
        }
    }

    private static void CheckNumbers(ConversationAppend append)
    {
        var seq = append.State.LastSeq - append.Entries.Length;
        if (append.State.LastSeq > Limits.TimelineEntriesMax || append.Entries.Any(entry => entry.Seq != ++seq))
        {
            throw new ArgumentException("The entries must be numbered without holes up to the row's newest.", nameof(append));
        }
    }

    private static PreparedEntry Prepare(TimelineEntry entry, AccountId account, Func<AccountId, string, byte[]> toSearch)
    {
        var folded = TextFold.Fold(SearchedText.Of(entry) ?? "");
        return new(
            entry.Seq,
            entry.At.ToUnixTimeMilliseconds(),
            entry.Author.Key,
            entry.CommandId,
            StorageJson.Write(entry),
            folded.Length == 0 ? null : toSearch(account, folded),
            SearchedText.ReplacedBy(entry));
    }
}

/// <summary>The columns that lists and routing filter by.</summary>
internal sealed record ConversationFacets(
    int Status, int Mode, Guid? Assignee, Guid Contact, Guid Group, Guid Widget, int? Rating, bool Waits, string Topics)
{
    internal static ConversationFacets Of(ConversationState state) => new(
        (int)state.Status,
        (int)state.Mode,
        state.Assignee?.OperatorId.Value,
        state.ContactId.Value,
        state.GroupId.Value,
        state.WidgetId.Value,
        state.Rating?.Stars,
        state.Waits,
        Sql.Topics.Text(state.Topics));
}

/// <summary>A row as it will be written.</summary>
internal readonly record struct PreparedRow(
    long LastSeq, long CreatedAt, long LastAt, byte[] State, ConversationFacets Facets);

/// <summary>
/// An entry as it will be written; Search is null when there is nothing to search in it, Replaced is the entry that is found
/// no more.
/// </summary>
internal readonly record struct PreparedEntry(
    long Seq, long At, string Author, CommandId? CommandId, byte[] Body, byte[]? Search, long? Replaced);
