using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// Copies the write-ahead log back into the file beside the writer. While the writer goes on it can never copy all, and
/// only a log that is copied whole is written from its start again; so when the log has grown long, the writer is asked
/// to copy the rest between two batches.
/// </summary>
internal sealed class SqliteCheckpointer : IDisposable
{
    // 64 MiB of 4 KiB pages.
    private const int LogPagesMax = 16 * 1024;

    private readonly AutoResetEvent start = new(initialState: false);
    private readonly SqliteConnection connection;
    private readonly ILogger logger;
    private readonly Thread thread;
    private volatile bool isClosed;
    private int needsWriter;

    internal SqliteCheckpointer(SqliteStoreOptions options, ILogger logger)
    {
        this.logger = logger;
        connection = SqliteConnections.OpenCheckpointer(options);
        thread = new(Loop) { IsBackground = true, Name = "Store checkpointer", Priority = ThreadPriority.BelowNormal };
        thread.Start();
    }

    internal void Start() => start.Set();

    /// <summary>True once for each time the log was found too long.</summary>
    internal bool TakeNeedsWriter() => Volatile.Read(ref needsWriter) == 1 && Interlocked.Exchange(ref needsWriter, 0) == 1;

    public void Dispose()
    {
        isClosed = true;
        start.Set();
        thread.Join();
        connection.Dispose();
        start.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            start.WaitOne();
            if (isClosed)
            {
                return;
            }
            try
            {
                Checkpoint();
            }
            catch (SqliteException problem)
            {
                Log.CheckpointFailed(logger, problem);
            }
        }
    }

    private void Checkpoint()
    {
        var database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        var code = raw.sqlite3_wal_checkpoint_v2(database, null, raw.SQLITE_CHECKPOINT_PASSIVE, out var logPages, out _);
        if (code is not (raw.SQLITE_OK or raw.SQLITE_BUSY))
        {
            throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), code);
        }
        if (logPages > LogPagesMax)
        {
            Volatile.Write(ref needsWriter, 1);
        }
    }
}
