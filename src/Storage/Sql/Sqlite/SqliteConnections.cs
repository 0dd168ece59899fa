using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>Opens connections with the settings that the promises need, and refuses what does not take them.</summary>
internal static class SqliteConnections
{
    // Beyond it another process holds the file, which must not be.
    private const int BusyMilliseconds = 10_000;
    private const int WriterCacheKib = 64 * 1024;
    private const int ReaderCacheKib = 8 * 1024;
    private const int WalKeptBytes = 64 * 1024 * 1024;

    static SqliteConnections() => SQLitePCL.Batteries_V2.Init();

    internal static SqliteConnection OpenWriter(SqliteStoreOptions options)
    {
        var connection = Open(options.Path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Run(connection, "PRAGMA journal_mode = WAL");
            Run(connection, $"PRAGMA synchronous = {(int)options.Synchronous}");
            Run(connection, "PRAGMA foreign_keys = ON");
            Run(connection, "PRAGMA temp_store = MEMORY");
            Run(connection, $"PRAGMA cache_size = -{WriterCacheKib}");
            // The writer and the checkpointer decide when the log is copied back, never a commit.
            Run(connection, "PRAGMA wal_autocheckpoint = 0");
            Run(connection, $"PRAGMA journal_size_limit = {WalKeptBytes}");
            CheckSettings(connection, options.Path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static SqliteConnection OpenReader(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        Run(connection, $"PRAGMA cache_size = -{ReaderCacheKib}");
        Run(connection, "PRAGMA temp_store = MEMORY");
        return connection;
    }

    /// <summary>Copies the log back into the file; it writes no rows, but needs a connection that may write.</summary>
    internal static SqliteConnection OpenCheckpointer(SqliteStoreOptions options)
    {
        var connection = Open(options.Path, SqliteOpenMode.ReadWrite);
        Run(connection, $"PRAGMA synchronous = {(int)options.Synchronous}");
        Run(connection, "PRAGMA wal_autocheckpoint = 0");
        return connection;
    }

    /// <summary>Invariant: an acknowledged append survives a power cut. These settings carry it.</summary>
    internal static void CheckSettings(SqliteConnection connection, string path)
    {
        if (Text(connection, "PRAGMA journal_mode") is not "wal" and var mode)
        {
            throw new WeakSettingsException(path, $"journal_mode={mode}", "readers and the writer need WAL beside each other.");
        }
        if (Number(connection, "PRAGMA synchronous") is < (int)SqliteSynchronous.Full and var synchronous)
        {
            throw new WeakSettingsException(
                path, $"synchronous={synchronous}", "a power cut would lose acknowledged messages; use 2 (FULL) or 3 (EXTRA).");
        }
        if (Number(connection, "PRAGMA foreign_keys") != 1)
        {
            throw new WeakSettingsException(path, "foreign_keys=0", "entries without a conversation could be left behind.");
        }
    }

    internal static void Run(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    internal static string? Text(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return command.ExecuteScalar() as string;
    }

    internal static long Number(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    [SuppressMessage(
        "Security", "CA2100", Justification = "Callers pass constants, schema scripts of this assembly and numbers of options.")]
    internal static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    internal static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            Run(connection, FormattableString.Invariant($"PRAGMA busy_timeout = {BusyMilliseconds}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
