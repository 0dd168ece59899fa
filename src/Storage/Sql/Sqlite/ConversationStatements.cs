using MessageCenter.Domain;
using MessageCenter.Storage.Json;
using MessageCenter.Domain.Conversations;
using SQLitePCL;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>What an append asks and changes, as prepared statements. Who uses one leaves it reset.</summary>
internal sealed class ConversationStatements(sqlite3 database) : IDisposable
{
    private readonly Statement find = new(database, """
        SELECT id, version, last_seq, last_at, status, mode, assignee, contact, grp, widget, rating, waits, topics
        FROM conversation WHERE account = ?1 AND public_id = ?2
        """);

    private readonly Statement findCommand = new(database, """
        SELECT seq, at, body FROM timeline WHERE conversation_id = ?1 AND author = ?2 AND command_id = ?3
        """);

    private readonly Statement countLive = new(database, """
        SELECT count(*) FROM conversation WHERE account = ?1 AND assignee = ?2 AND mode = 1 AND public_id <> ?3
        """);

    private readonly Statement insertRow = new(database, """
        INSERT INTO conversation (
            id, account, public_id, version, last_seq, created_at, last_at, state,
            status, mode, assignee, contact, grp, widget, rating, waits, topics)
        VALUES (?10, ?11, ?12, 1, ?13, ?15, ?14, ?16, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    private readonly Statement updateAll = new(database, """
        UPDATE conversation SET version = version + 1, last_seq = ?13, last_at = ?14, state = ?16,
            status = ?1, mode = ?2, assignee = ?3, contact = ?4, grp = ?5, widget = ?6, rating = ?7, waits = ?8, topics = ?9
        WHERE id = ?10
        """);

    // An index is rewritten when one of its columns is set, changed or not. Most appends change none of the facets,
    // and receipts not even the time.
    private readonly Statement updateActivity = new(database, """
        UPDATE conversation SET version = version + 1, last_seq = ?2, last_at = ?3, state = ?4 WHERE id = ?1
        """);

    private readonly Statement updateState = new(database, """
        UPDATE conversation SET version = version + 1, state = ?2 WHERE id = ?1
        """);

    private readonly Statement insertEntry = new(database, """
        INSERT INTO timeline (conversation_id, seq, at, author, command_id, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """);

    internal ConversationRow? Find(AccountId account, ConversationId conversation)
    {
        find.Bind(1, account.Value).Bind(2, conversation.Value);
        if (!find.Step())
        {
            find.Reset();
            return null;
        }
        var facets = new ConversationFacets(
            (int)find.Number(4), (int)find.Number(5), find.IdOrNull(6), find.Id(7), find.Id(8), find.Id(9),
            (int?)find.NumberOrNull(10), find.Number(11) != 0, find.Text(12));
        var row = new ConversationRow(find.Number(0), find.Number(1), find.Number(2), find.Number(3), facets);
        find.Reset();
        return row;
    }

    internal TimelineEntry? FindCommand(long number, string author, CommandId command)
    {
        findCommand.Bind(1, number).Bind(2, author).Bind(3, command.Value);
        var entry = findCommand.Step()
            ? StorageJson.ReadEntry(findCommand.Number(0), findCommand.Number(1), command.Value, findCommand.Text(2))
            : null;
        findCommand.Reset();
        return entry;
    }

    internal long CountLive(AccountId account, OperatorId operatorId, ConversationId except)
    {
        countLive.Bind(1, account.Value).Bind(2, operatorId.Value).Bind(3, except.Value).Step();
        var live = countLive.Number(0);
        countLive.Reset();
        return live;
    }

    internal void Insert(long number, AccountId account, ConversationId conversation, in PreparedRow row)
    {
        BindFacets(insertRow, row.Facets);
        insertRow.Bind(10, number).Bind(11, account.Value).Bind(12, conversation.Value)
            .Bind(13, row.LastSeq).Bind(14, row.LastAt).Bind(15, row.CreatedAt).BindUtf8(16, row.State).Run();
    }

    internal void Update(ConversationRow old, in PreparedRow row)
    {
        if (old.Facets != row.Facets)
        {
            BindFacets(updateAll, row.Facets);
            updateAll.Bind(10, old.Number).Bind(13, row.LastSeq).Bind(14, row.LastAt).BindUtf8(16, row.State).Run();
        }
        else if (old.LastAt != row.LastAt || old.LastSeq != row.LastSeq)
        {
            updateActivity.Bind(1, old.Number).Bind(2, row.LastSeq).Bind(3, row.LastAt).BindUtf8(4, row.State).Run();
        }
        else
        {
            updateState.Bind(1, old.Number).BindUtf8(2, row.State).Run();
        }
    }

    internal void InsertEntry(long number, in PreparedEntry entry) =>
        insertEntry.Bind(1, number).Bind(2, entry.Seq).Bind(3, entry.At).Bind(4, entry.Author)
            .Bind(5, entry.CommandId?.Value).BindUtf8(6, entry.Body).Run();

    public void Dispose()
    {
        find.Dispose();
        findCommand.Dispose();
        countLive.Dispose();
        insertRow.Dispose();
        updateAll.Dispose();
        updateActivity.Dispose();
        updateState.Dispose();
        insertEntry.Dispose();
    }

    private static void BindFacets(Statement statement, ConversationFacets facets) => statement
        .Bind(1, facets.Status).Bind(2, facets.Mode).Bind(3, facets.Assignee).Bind(4, facets.Contact)
        .Bind(5, facets.Group).Bind(6, facets.Widget).Bind(7, facets.Rating).Bind(8, facets.Waits ? 1 : 0)
        .Bind(9, facets.Topics);
}

/// <summary>What stands in the row before an append.</summary>
internal sealed record ConversationRow(long Number, long Version, long LastSeq, long LastAt, ConversationFacets Facets);
