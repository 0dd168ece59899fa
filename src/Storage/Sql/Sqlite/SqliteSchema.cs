using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// Applies each schema script once, in a transaction of its own that holds the write lock from its start.
/// </summary>
internal static class SqliteSchema
{
    internal static SchemaScripts Scripts { get; } = new("Sqlite");

    internal static void Migrate(SqliteConnection connection, string path, TimeProvider time)
    {
        SqliteConnections.Run(connection, "BEGIN IMMEDIATE");
        try
        {
            SqliteConnections.Run(connection, """
                CREATE TABLE IF NOT EXISTS schema_version (
                    version  INTEGER NOT NULL PRIMARY KEY,
                    name     TEXT    NOT NULL,
                    checksum TEXT    NOT NULL,
                    at       INTEGER NOT NULL
                )
                """);
            Check(connection, path);
            SqliteConnections.Run(connection, "COMMIT");
        }
        catch
        {
            SqliteConnections.Run(connection, "ROLLBACK");
            throw;
        }
        foreach (var script in Scripts.All)
        {
            ApplyOnce(connection, script, time);
        }
    }

    /// <summary>Throws when the file was written by a newer program, or with other scripts than these.</summary>
    internal static void Check(SqliteConnection connection, string path)
    {
        using var command = SqliteConnections.Command(connection, "SELECT version, checksum FROM schema_version");
        using var reader = command.ExecuteReader();
        var applied = new List<(long, string)>();
        while (reader.Read())
        {
            applied.Add((reader.GetInt64(0), reader.GetString(1)));
        }
        Scripts.Check(applied, path);
    }

    private static void ApplyOnce(SqliteConnection connection, SchemaScript script, TimeProvider time)
    {
        SqliteConnections.Run(connection, "BEGIN IMMEDIATE");
        try
        {
            if (!IsApplied(connection, script))
            {
                SqliteConnections.Run(connection, script.Text);
                Record(connection, script, time.GetUtcNow());
            }
            SqliteConnections.Run(connection, "COMMIT");
        }
        catch
        {
            SqliteConnections.Run(connection, "ROLLBACK");
            throw;
        }
    }

    private static bool IsApplied(SqliteConnection connection, SchemaScript script)
    {
        using var command = SqliteConnections.Command(
            connection, "SELECT count(*) FROM schema_version WHERE version = @version");
        command.Parameters.AddWithValue("@version", script.Version);
        return command.ExecuteScalar() is > 0L;
    }

    private static void Record(SqliteConnection connection, SchemaScript script, DateTimeOffset at)
    {
        using var command = SqliteConnections.Command(
            connection, "INSERT INTO schema_version (version, name, checksum, at) VALUES (@version, @name, @checksum, @at)");
        command.Parameters.AddWithValue("@version", script.Version);
        command.Parameters.AddWithValue("@name", script.Name);
        command.Parameters.AddWithValue("@checksum", script.Checksum);
        command.Parameters.AddWithValue("@at", at.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }
}
