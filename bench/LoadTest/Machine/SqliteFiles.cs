using MessageCenter.ClusterProcesses;
using Microsoft.Data.Sqlite;

namespace MessageCenter.LoadTest.Machine;

/// <summary>
/// The store's files as a process left them. It looks at copies: whoever opens the files recovers them, and that is left
/// to the product.
/// </summary>
internal sealed class SqliteFiles(string data)
{
    private const string Name = "message-center.db";

    static SqliteFiles() => SQLitePCL.Batteries_V2.Init();

    /// <summary>The store, and the log that commits go to.</summary>
    public IReadOnlyList<string> Paths { get; } = [Path.Combine(data, Name), Path.Combine(data, Name + "-wal")];

    /// <summary>What SQLite itself finds wrong: pages, indexes, and the words for the search. Null: nothing.</summary>
    public Task<string?> FindDamage(CancellationToken cancel) => Look(async connection =>
    {
        await using var pages = new SqliteCommand("PRAGMA integrity_check", connection);
        await using var words = new SqliteCommand("INSERT INTO message_search (message_search) VALUES ('integrity-check')", connection);
        try
        {
            var said = await pages.ExecuteScalarAsync(cancel) as string;
            await words.ExecuteNonQueryAsync(cancel);
            return said == "ok" ? null : said;
        }
        catch (SqliteException problem)
        {
            return problem.Message;
        }
    });

    /// <summary>The name of this store's history.</summary>
    public Task<string> Epoch(CancellationToken cancel) => Look(async connection =>
    {
        await using var epoch = new SqliteCommand("SELECT value FROM meta WHERE key = 'epoch'", connection);
        return await epoch.ExecuteScalarAsync(cancel) as string ?? throw new LoadTestException("The store has no epoch.");
    });

    private async Task<T> Look<T>(Func<SqliteConnection, Task<T>> look)
    {
        using var folder = ClusterFolder.Open(null);
        foreach (var path in Paths.Where(File.Exists))
        {
            File.Copy(path, folder.PathOf(Path.GetFileName(path)));
        }
        await using var connection = new SqliteConnection($"Data Source={folder.PathOf(Name)};Pooling=False");
        await connection.OpenAsync();
        return await look(connection);
    }
}
