using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

internal sealed class PostgresDocumentStore(PostgresDatabase database) : SqlDocumentStore
{
    private const string Insert = """
        INSERT INTO document (kind, key, version, json) VALUES ($1, $2, $3 + 1, $4) ON CONFLICT DO NOTHING RETURNING version
        """;

    private const string Update = """
        UPDATE document SET version = $3 + 1, json = $4 WHERE kind = $1 AND key = $2 AND version = $3 RETURNING version
        """;

    private const string DeleteOne = """
        DELETE FROM document WHERE kind = $1 AND key = $2 AND version = $3 RETURNING version
        """;

    protected override SqlReaders Readers => database.Readers;

    public override Task<long?> Write(string kind, string key, long expectedVersion, string json, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new PostgresStatement<long?>(
            KeyOf(kind, key),
            () => new NpgsqlBatchCommand(expectedVersion == 0 ? Insert : Update)
                .WithText(kind).WithText(key).With(expectedVersion).WithText(json),
            Version));
    }

    public override Task<bool> Delete(string kind, string key, long expectedVersion, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new PostgresStatement<bool>(
            KeyOf(kind, key),
            () => new NpgsqlBatchCommand(DeleteOne).WithText(kind).WithText(key).With(expectedVersion),
            (reader, stop) => reader.ReadAsync(stop)));
    }

    /// <summary>The version that was written; null when no row was.</summary>
    internal static async Task<long?> Version(NpgsqlDataReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(cancel) ? reader.GetInt64(0) : null;

    private static string KeyOf(string kind, string key) => $"document/{kind}/{key}";
}
