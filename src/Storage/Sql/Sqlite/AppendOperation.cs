using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Json;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// One append. JSON and folded text are made here, on the caller's thread; the writer only asks and writes. It refuses
/// before it changes anything, so that a refusal leaves the shared transaction as it was.
/// </summary>
internal sealed class AppendOperation : WriteOperation<AppendResult>
{
    private readonly ConversationAppend append;
    private readonly StoreMetrics metrics;
    private readonly PreparedRow row;
    private readonly ImmutableArray<PreparedEntry> entries;
    private readonly long startedAt = Stopwatch.GetTimestamp();

    internal AppendOperation(ConversationAppend append, StoreMetrics metrics)
    {
        this.append = append;
        this.metrics = metrics;
        CheckNumbers(append);
        row = new(
            append.State.LastSeq,
            append.State.CreatedAt.ToUnixTimeMilliseconds(),
            append.State.LastActivityAt.ToUnixTimeMilliseconds(),
            StorageJson.Write(append.State),
            ConversationFacets.Of(append.State));
        entries = ImmutableArray.CreateRange(append.Entries, Prepare);
    }

    internal override void Complete()
    {
        metrics.Appended(Stopwatch.GetElapsedTime(startedAt));
        base.Complete();
    }

    protected override AppendResult Run(SqliteWriteSession session)
    {
        var old = session.Conversations.Find(append.Account, append.Conversation);
        // Invariant: a retry is told what its first try became, however stale its version is by now.
        if (old is not null && FindDuplicate(session, old.Number) is { } duplicate)
        {
            return new AppendResult.Duplicate(duplicate);
        }
        if ((old?.Version ?? 0) != append.ExpectedVersion)
        {
            return new AppendResult.Conflict();
        }
        // Invariant: an operator never holds more live conversations than slots, whoever counted elsewhere.
        if (append.Slots is { } slots
            && session.Conversations.CountLive(append.Account, slots.OperatorId, append.Conversation) >= slots.LiveBelow)
        {
            return new AppendResult.SlotsTaken();
        }
        // Invariant: no hole and no double in a timeline.
        if ((old?.LastSeq ?? 0) + entries.Length != append.State.LastSeq)
        {
            throw new InvalidOperationException("The entries do not follow the newest entry of the timeline.");
        }
        return Write(session, old);
    }

    private AppendResult.Appended Write(SqliteWriteSession session, ConversationRow? old)
    {
        var number = old?.Number ?? session.NextNumber();
        if (old is null)
        {
            session.Conversations.Insert(number, append.Account, append.Conversation, row);
        }
        else
        {
            session.Conversations.Update(old, row);
        }
        foreach (ref readonly var entry in entries.AsSpan())
        {
            session.Conversations.InsertEntry(number, entry);
            if (entry.Folded is { } folded)
            {
                session.AddSearchRow(number, entry.Seq, folded);
            }
        }
        foreach (var item in append.Outbox.IsDefault ? [] : append.Outbox)
        {
            OutboxSql.Insert(session, append.Account, item);
        }
        return new(append.ExpectedVersion + 1, number);
    }

    private TimelineEntry? FindDuplicate(SqliteWriteSession session, long number)
    {
        foreach (ref readonly var entry in entries.AsSpan())
        {
            if (entry.CommandId is { } command
                && session.Conversations.FindCommand(number, entry.Author, command) is { } stored)
            {
                return stored;
            }
        }
        return null;
    }

    private static void CheckNumbers(ConversationAppend append)
    {
        var seq = append.State.LastSeq - append.Entries.Length;
        if (append.State.LastSeq > Limits.TimelineEntriesMax || append.Entries.Any(entry => entry.Seq != ++seq))
        {
            throw new ArgumentException("The entries must be numbered without holes up to the row's newest.", nameof(append));
        }
    }

    private static PreparedEntry Prepare(TimelineEntry entry)
    {
        var text = entry.Event switch
        {
            ConversationEvent.MessagePosted posted => posted.Text,
            ConversationEvent.NoteAdded note => note.Text,
            _ => null,
        };
        var folded = text is null ? "" : TextFold.Fold(text);
        return new(
            entry.Seq,
            entry.At.ToUnixTimeMilliseconds(),
            entry.Author.Key,
            entry.CommandId,
            StorageJson.Write(entry),
            folded.Length == 0 ? null : Encoding.UTF8.GetBytes(folded));
    }
}
