namespace MessageCenter.Storage.Sql.Sqlite;

internal sealed class SqliteDocumentStore(SqliteDatabase database) : SqlDocumentStore
{
    protected override SqlReaders Readers => database.Readers;

    public override Task<long?> Write(string kind, string key, long expectedVersion, string json, CancellationToken cancel)
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

    public override Task<bool> Delete(string kind, string key, long expectedVersion, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new WriteFunction<bool>(session =>
            session.Prepare("DELETE FROM document WHERE kind = ?1 AND key = ?2 AND version = ?3")
                .Bind(1, kind).Bind(2, key).Bind(3, expectedVersion).Run() == 1));
    }
}
