using MessageCenter.Grains.Stores;
using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Sql.Sqlite;

internal sealed class SqliteDocumentStore(SqliteDatabase database) : IDocumentStore
{
    public Task<StoredDocument?> Read(string kind, string key, CancellationToken cancel) =>
        database.Readers.Read(connection => Read(connection, kind, key), cancel);

    public Task<long?> Write(string kind, string key, long expectedVersion, string json, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new WriteFunction<long?>(session =>
        {
            var statement = session.Prepare(expectedVersion == 0
                ? "INSERT INTO document (kind, key, version, json) VALUES (?1, ?2, ?3 + 1, ?4) ON CONFLICT DO NOTHING"
                : "UPDATE document SET version = ?3 + 1, json = ?4 WHERE kind = ?1 AND key = ?2 AND version = ?3");
            var written = statement.Bind(1, kind).Bind(2, key).Bind(3, expectedVersion).Bind(4, json).Run();
            return written == 1 ? expectedVersion + 1 : null;
        }));
    }

    public Task<bool> Delete(string kind, string key, long expectedVersion, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new WriteFunction<bool>(session =>
            session.Prepare("DELETE FROM document WHERE kind = ?1 AND key = ?2 AND version = ?3")
                .Bind(1, kind).Bind(2, key).Bind(3, expectedVersion).Run() == 1));
    }

    private static StoredDocument? Read(SqliteConnection connection, string kind, string key)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, json FROM document WHERE kind = @kind AND key = @key";
        command.Parameters.AddWithValue("@kind", kind);
        command.Parameters.AddWithValue("@key", key);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new(reader.GetInt64(0), reader.GetString(1)) : null;
    }
}
