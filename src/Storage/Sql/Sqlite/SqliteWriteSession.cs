using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// The writer's connection with what it keeps between operations: prepared statements, the next number, and the search
/// rows of the transaction. Used by the writer's thread only.
/// </summary>
internal sealed class SqliteWriteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly sqlite3 database;
    private readonly Dictionary<string, Statement> prepared = new(StringComparer.Ordinal);
    private readonly List<SearchRow> searchRows = [];
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Statement insertSearch;
    private long lastNumber;

    internal SqliteWriteSession(SqliteStoreOptions options)
    {
        connection = SqliteConnections.OpenWriter(options);
        try
        {
            database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
            begin = new(database, "BEGIN IMMEDIATE");
            commit = new(database, "COMMIT");
            rollback = new(database, "ROLLBACK");
            insertSearch = new(database, "INSERT INTO message_search (rowid, text) VALUES (?1, ?2)");
            Conversations = new(database);
            lastNumber = SqliteConnections.Number(connection, "SELECT coalesce(max(id), 0) FROM conversation");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The statements of the hot path.</summary>
    internal ConversationStatements Conversations { get; }

    /// <summary>Any other statement, prepared once.</summary>
    internal Statement Prepare(string sql)
    {
        if (!prepared.TryGetValue(sql, out var statement))
        {
            statement = new(database, sql);
            prepared.Add(sql, statement);
        }
        return statement;
    }

    /// <summary>Numbers only rise; a transaction that is rolled back leaves a hole.</summary>
    internal long NextNumber() => ++lastNumber;

    internal void AddSearchRow(long number, long seq, byte[] folded) => searchRows.Add(new(RowId(number, seq), folded));

    /// <summary>Rare: what is dropped must be there first, at the price of a segment more.</summary>
    internal void DropSearchRow(long number, long seq)
    {
        FlushSearchRows();
        Prepare("DELETE FROM message_search WHERE rowid = ?1").Bind(1, RowId(number, seq)).Run();
    }

    internal void Begin()
    {
        searchRows.Clear();
        begin.Run();
    }

    internal void Commit()
    {
        FlushSearchRows();
        commit.Run();
    }

    internal void Rollback()
    {
        // After some errors SQLite has rolled back by itself.
        if (raw.sqlite3_get_autocommit(database) == 0)
        {
            rollback.Run();
        }
    }

    /// <summary>Copies the log back as far as readers allow, between two batches.</summary>
    internal void Checkpoint() =>
        raw.sqlite3_wal_checkpoint_v2(database, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }
        Conversations.Dispose();
        begin.Dispose();
        commit.Dispose();
        rollback.Dispose();
        insertSearch.Dispose();
        connection.Dispose();
    }

    // FTS5 gathers rows in memory as long as their rowids rise and nothing else touches savepoints; a smaller rowid makes
    // it write out what it has. Sorted and at the end, a whole batch becomes one segment of the index.
    internal void FlushSearchRows()
    {
        searchRows.Sort(static (left, right) => left.RowId.CompareTo(right.RowId));
        foreach (var row in searchRows)
        {
            insertSearch.Bind(1, row.RowId).BindUtf8(2, row.Folded).Run();
        }
        searchRows.Clear();
    }

    private static long RowId(long number, long seq) => (number << 20) | seq;

    private readonly record struct SearchRow(long RowId, byte[] Folded);
}
