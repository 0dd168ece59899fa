using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// Numbered scripts, each applied once in a transaction of its own that holds the write lock from its start. A script
/// never changes once released: changes are new scripts, and they only add.
/// </summary>
internal static class SqliteSchema
{
    private const string ResourcePrefix = "MessageCenter.Storage.Sql.Schema.";

    internal sealed record Script(long Version, string Name, string Text)
    {
        internal string Checksum { get; } =
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));
    }

    internal static ImmutableArray<Script> Scripts { get; } = ReadScripts();

    internal static long Known => Scripts[^1].Version;

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
        foreach (var script in Scripts)
        {
            ApplyOnce(connection, script, time);
        }
    }

    /// <summary>Throws when the file was written by a newer program, or with other scripts than these.</summary>
    internal static void Check(SqliteConnection connection, string path)
    {
        using var command = SqliteConnections.Command(
            connection, "SELECT version, checksum FROM schema_version ORDER BY version DESC");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var version = reader.GetInt64(0);
            if (version > Known)
            {
                throw new SchemaIsNewerException(path, version, Known);
            }
            if (Scripts.FirstOrDefault(script => script.Version == version) is not { } known
                || known.Checksum != reader.GetString(1))
            {
                throw new SchemaIsChangedException(path, version.ToString("0000", CultureInfo.InvariantCulture));
            }
        }
    }

    private static void ApplyOnce(SqliteConnection connection, Script script, TimeProvider time)
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

    private static bool IsApplied(SqliteConnection connection, Script script)
    {
        using var command = SqliteConnections.Command(
            connection, "SELECT count(*) FROM schema_version WHERE version = @version");
        command.Parameters.AddWithValue("@version", script.Version);
        return command.ExecuteScalar() is > 0L;
    }

    private static void Record(SqliteConnection connection, Script script, DateTimeOffset at)
    {
        using var command = SqliteConnections.Command(
            connection, "INSERT INTO schema_version (version, name, checksum, at) VALUES (@version, @name, @checksum, @at)");
        command.Parameters.AddWithValue("@version", script.Version);
        command.Parameters.AddWithValue("@name", script.Name);
        command.Parameters.AddWithValue("@checksum", script.Checksum);
        command.Parameters.AddWithValue("@at", at.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    private static ImmutableArray<Script> ReadScripts()
    {
        var assembly = typeof(SqliteSchema).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Read(name)),
        ];

        Script Read(string resource)
        {
            using var stream = assembly.GetManifestResourceStream(resource)
                ?? throw new InvalidOperationException($"The schema script {resource} is missing.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var name = resource[ResourcePrefix.Length..^".sql".Length];
            return new(long.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
        }
    }
}
