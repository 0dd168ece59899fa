using System.Diagnostics;
using System.Text;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// One append. JSON and folded text are made here, on the caller's thread; the writer only asks and writes. It refuses
/// before it changes anything, so that a refusal leaves the shared transaction as it was.
/// </summary>
internal sealed class AppendOperation : WriteOperation<AppendResult>
{
    private readonly PreparedAppend prepared;
    private readonly StoreMetrics metrics;
    private readonly long startedAt = Stopwatch.GetTimestamp();

    internal AppendOperation(ConversationAppend append, StoreMetrics metrics)
    {
        prepared = new(append, static (_, folded) => Encoding.UTF8.GetBytes(folded));
        this.metrics = metrics;
    }

    internal override void Complete()
    {
        metrics.Appended(Stopwatch.GetElapsedTime(startedAt));
        base.Complete();
    }

    protected override AppendResult Run(SqliteWriteSession session)
    {
        var append = prepared.Append;
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
        prepared.CheckFollows(old?.LastSeq ?? 0);
        return Write(session, old);
    }

    private AppendResult.Appended Write(SqliteWriteSession session, ConversationRow? old)
    {
        var append = prepared.Append;
        var number = old?.Number ?? session.NextNumber();
        if (old is null)
        {
            session.Conversations.Insert(number, append.Account, append.Conversation, prepared.Row);
        }
        else
        {
            session.Conversations.Update(old, prepared.Row);
        }
        foreach (ref readonly var entry in prepared.Entries.AsSpan())
        {
            session.Conversations.InsertEntry(number, entry);
            if (entry.Search is { } folded)
            {
                session.AddSearchRow(number, entry.Seq, folded);
            }
            if (entry.Replaced is { } replaced)
            {
                session.DropSearchRow(number, replaced);
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
        foreach (ref readonly var entry in prepared.Entries.AsSpan())
        {
            if (entry.CommandId is { } command
                && session.Conversations.FindCommand(number, entry.Author, command) is { } stored)
            {
                return stored;
            }
        }
        return null;
    }
}
