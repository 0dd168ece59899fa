using System.Globalization;
using MessageCenter.Storage.Files;
using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// Copies of a store. A backup is taken while the program runs, from one moment's view of the data; it appears under its
/// name only when it is whole and on the disk. A restore needs the program to be stopped, and throws nothing away.
/// </summary>
public static class SqliteBackup
{
    private const string PartialSuffix = ".partial";

    /// <summary>
    /// Writes the store into a new file. Throws <see cref="StoreStartupException"/> with one line when it cannot.
    /// </summary>
    public static void Backup(string path, string file)
    {
        if (!File.Exists(path))
        {
            throw new StoreStartupException($"There is no store {path}.");
        }
        if (File.Exists(file))
        {
            throw new StoreStartupException($"The file {file} is there already; a backup overwrites nothing.");
        }
        Explained($"The backup {file} could not be written", () =>
        {
            var partial = file + PartialSuffix;
            File.Delete(partial);
            CopyInto(path, partial);
            FolderCopy.AddMissing(SqliteStoreOptions.AttachmentsFolderOf(path), SqliteStoreOptions.AttachmentsFolderOf(file));
            Publish(partial, file);
        });
    }

    /// <summary>
    /// Puts a backup in the place of the store, which is moved aside under a dated name. The restored store has another
    /// epoch. Returns where the old store is now; null when there was none. Throws <see cref="StoreStartupException"/>
    /// with one line when it cannot; then the old store stands where it stood.
    /// </summary>
    public static string? Restore(string file, string path, TimeProvider time)
    {
        if (!File.Exists(file))
        {
            throw new StoreStartupException($"There is no backup {file}.");
        }
        var aside = (string?)null;
        Explained($"The backup {file} could not be restored", () =>
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }
            using var fileLock = SqliteFileLock.Take(path);
            var partial = path + PartialSuffix;
            File.Copy(file, partial, overwrite: true);
            Check(partial, file);
            RenewEpoch(partial, time);
            FolderCopy.AddMissing(SqliteStoreOptions.AttachmentsFolderOf(file), SqliteStoreOptions.AttachmentsFolderOf(path));
            aside = MoveAside(path, time);
            Publish(partial, path);
        });
        return aside;
    }

    private static void CopyInto(string path, string target)
    {
        using var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadOnly);
        using var command = SqliteConnections.Command(connection, "VACUUM INTO @target");
        command.Parameters.AddWithValue("@target", target);
        command.ExecuteNonQuery();
    }

    private static void Check(string copy, string file)
    {
        using var connection = SqliteConnections.Open(copy, SqliteOpenMode.ReadWrite);
        if (SqliteConnections.Text(connection, "PRAGMA integrity_check") is not "ok" and var damage)
        {
            throw new StoreStartupException($"The backup {file} is damaged: {damage?.ReplaceLineEndings(" ")}");
        }
        if (SqliteConnections.Number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'") == 0)
        {
            throw new StoreStartupException($"The file {file} is no backup of a store.");
        }
        SqliteSchema.Check(connection, file);
    }

    private static void RenewEpoch(string copy, TimeProvider time)
    {
        using var connection = SqliteConnections.Open(copy, SqliteOpenMode.ReadWrite);
        SqliteEpoch.Renew(connection, time);
    }

    private static string? MoveAside(string path, TimeProvider time)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        var stamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var aside = $"{path}.before-{stamp}";
        // The log first: a store without its log would be an older one, a log without its store is nothing.
        foreach (var suffix in (string[])["-wal", "-shm", ""])
        {
            if (File.Exists(path + suffix))
            {
                File.Move(path + suffix, aside + suffix);
            }
        }
        return aside;
    }

    private static void Publish(string partial, string file)
    {
        using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }
        File.Move(partial, file);
    }

    private static void Explained(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StoreStartupException($"{what}: {problem.Message}", problem);
        }
    }
}
