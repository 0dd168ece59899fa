using System.Globalization;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// Applies the schema scripts that are missing, all in one transaction behind a lock: of many processes that start at the
/// same moment one does it, and the others find it done.
/// </summary>
internal static class PostgresSchema
{
    // "MessageC" in ASCII: far from the numbers that other programs take for their locks in the same database.
    private const long LockNumber = 0x4D65737361676543;

    internal static SchemaScripts Scripts { get; } = new("Postgres");

    /// <summary>Returns the epoch, which names the history of this database.</summary>
    internal static async Task<Guid> Migrate(
        NpgsqlConnection connection, string store, TimeProvider time, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancel);
        await Run(connection, $"SELECT pg_advisory_xact_lock({LockNumber})", cancel);
        await Run(
            connection,
            """
            CREATE TABLE IF NOT EXISTS schema_version (
                version  bigint NOT NULL PRIMARY KEY,
                name     text   NOT NULL,
                checksum text   NOT NULL,
                at       bigint NOT NULL
            )
            """,
            cancel);
        var applied = await Applied(connection, cancel);
        Scripts.Check(applied, store);
        foreach (var script in Scripts.All.ExceptBy(applied.Select(each => each.Version), script => script.Version))
        {
            await Run(connection, script.Text, cancel);
            await Record(connection, script, time.GetUtcNow(), cancel);
        }
        var epoch = await ReadOrMakeEpoch(connection, time, cancel);
        await transaction.CommitAsync(cancel);
        return epoch;
    }

    private static async Task<List<(long Version, string Checksum)>> Applied(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT version, checksum FROM schema_version", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var applied = new List<(long, string)>();
        while (await reader.ReadAsync(cancel))
        {
            applied.Add((reader.GetInt64(0), reader.GetString(1)));
        }
        return applied;
    }

    private static Task Record(NpgsqlConnection connection, SchemaScript script, DateTimeOffset at, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Text = "INSERT INTO schema_version (version, name, checksum, at) VALUES ("
            + $"{sql.Add(script.Version)}, {sql.Add(script.Name)}, {sql.Add(script.Checksum)}, {sql.Add(at.ToUnixTimeMilliseconds())})";
        return Run(connection, sql, cancel);
    }

    private static async Task<Guid> ReadOrMakeEpoch(NpgsqlConnection connection, TimeProvider time, CancellationToken cancel)
    {
        var made = new SqlText();
        var epoch = Guid.CreateVersion7(time.GetUtcNow()).ToString("D", CultureInfo.InvariantCulture);
        made.Text = $"INSERT INTO meta (key, value) VALUES ('epoch', {made.Add(epoch)}) ON CONFLICT (key) DO NOTHING";
        await Run(connection, made, cancel);
        await using var command = new NpgsqlCommand("SELECT value FROM meta WHERE key = 'epoch'", connection);
        return Guid.ParseExact(await command.ExecuteScalarAsync(cancel) as string ?? "", "D");
    }

    private static Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel) =>
        Run(connection, new SqlText { Text = sql }, cancel);

    private static async Task Run(NpgsqlConnection connection, SqlText sql, CancellationToken cancel)
    {
        await using var command = sql.On(connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
