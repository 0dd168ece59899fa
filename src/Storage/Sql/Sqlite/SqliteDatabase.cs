using System.Globalization;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// One store file: opened once, by one process, with its schema brought up to date and its promises checked before
/// anybody reads or writes.
/// </summary>
public sealed class SqliteDatabase : IOpenableStore, IDisposable
{
    private readonly SqliteStoreOptions options;
    private readonly StoreMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<SqliteDatabase> logger;
    private SqliteFileLock? fileLock;
    private SqliteWriter? writer;
    private SqliteReaders? readers;

    internal SqliteDatabase(
        IOptions<SqliteStoreOptions> options, StoreMetrics metrics, TimeProvider time, ILogger<SqliteDatabase> logger)
    {
        this.options = options.Value;
        this.metrics = metrics;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>
    /// Names the history of this file. A restored backup has another one: what clients know beyond it has not happened.
    /// </summary>
    public Guid Epoch { get; private set; }

    internal SqliteWriter Writer => writer ?? throw NotOpen();

    internal SqliteReaders Readers => readers ?? throw NotOpen();

    /// <summary>Throws <see cref="StoreStartupException"/> with one line that says why the store cannot be used.</summary>
    internal void Open()
    {
        TextFold.SelfTest();
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(options.Path)) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }
            fileLock = SqliteFileLock.Take(options.Path);
            Epoch = Prepare();
            writer = new(options, metrics, logger);
            readers = new(options.Path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
        {
            Dispose();
            throw new StoreStartupException($"The store {options.Path} cannot be opened: {problem.Message}", problem);
        }
        catch
        {
            Dispose();
            throw;
        }
        Log.StoreOpened(logger, options.Path, SqliteSchema.Scripts.Known, Epoch);
    }

    Task IOpenableStore.Open(CancellationToken cancel)
    {
        Open();
        return Task.CompletedTask;
    }

    Task IOpenableStore.Lost => Writer.Lost;

    Task IOpenableStore.Close()
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Writes what waits, then closes.</summary>
    public void Dispose()
    {
        writer?.Dispose();
        readers?.Dispose();
        fileLock?.Dispose();
        writer = null;
        readers = null;
        fileLock = null;
    }

    private static StoreUnavailableException NotOpen() => new("The store is not open.");

    private Guid Prepare()
    {
        using var connection = SqliteConnections.OpenWriter(options);
        // The log of a process that died over a failing disk may hold pages that only the kernel has. Copied back now, all of
        // it is given to the disk again before anything is appended behind it.
        SqliteConnections.Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteSchema.Migrate(connection, options.Path, time);
        TestSearch(connection);
        return SqliteEpoch.ReadOrMake(connection, time);
    }

    private static void TestSearch(SqliteConnection connection)
    {
        try
        {
            SqliteConnections.Run(
                connection, "CREATE VIRTUAL TABLE temp.search_test USING fts5 (text, content = '', contentless_delete = 1)");
            SqliteConnections.Run(connection, "INSERT INTO temp.search_test (rowid, text) VALUES (1, 'grosse 注 文')");
            var found = SqliteConnections.Number(
                connection, "SELECT count(*) FROM temp.search_test WHERE search_test MATCH '\"注 文\" \"gro\" *'");
            SqliteConnections.Run(connection, "DROP TABLE temp.search_test");
            if (found == 1)
            {
                return;
            }
        }
        catch (SqliteException problem)
        {
            throw new StoreStartupException("This build of SQLite cannot search text (FTS5): " + problem.Message, problem);
        }
        throw new StoreStartupException("This build of SQLite does not find text that it has indexed (FTS5).");
    }
}

/// <summary>The file's epoch in its meta table.</summary>
internal static class SqliteEpoch
{
    internal static Guid ReadOrMake(SqliteConnection connection, TimeProvider time)
    {
        if (SqliteConnections.Text(connection, "SELECT value FROM meta WHERE key = 'epoch'") is { } text)
        {
            return Guid.ParseExact(text, "D");
        }
        return Renew(connection, time);
    }

    internal static Guid Renew(SqliteConnection connection, TimeProvider time)
    {
        var epoch = Guid.CreateVersion7(time.GetUtcNow());
        using var command = SqliteConnections.Command(
            connection, """
            INSERT INTO meta (key, value) VALUES ('epoch', @epoch) ON CONFLICT (key) DO UPDATE SET value = excluded.value
            """);
        command.Parameters.AddWithValue("@epoch", epoch.ToString("D", CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
        return epoch;
    }
}
