using MessageCenter.Domain;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Sql.Sqlite;

internal sealed class SqliteContactStore(SqliteDatabase database) : SqlContactStore
{
    private const string Insert = """
        INSERT INTO contact (account, id, version, json, number, name, email, created_at, last_seen_at)
        VALUES (?1, ?2, ?3 + 1, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
        """;

    private const string Update = """
        UPDATE contact SET version = ?3 + 1, json = ?4, number = ?5, name = ?6, email = ?7, created_at = ?8, last_seen_at = ?9
        WHERE account = ?1 AND id = ?2 AND version = ?3
        """;

    protected override SqlReaders Readers => database.Readers;

    public override Task<long?> Write(
        AccountId account, ContactId contact, long expectedVersion, string json, ContactRow row, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new WriteFunction<long?>(session =>
        {
            var written = session.Prepare(expectedVersion == 0 ? Insert : Update)
                .Bind(1, account.Value).Bind(2, contact.Value).Bind(3, expectedVersion).Bind(4, json)
                .Bind(5, row.Number).Bind(6, row.Name).Bind(7, row.Email)
                .Bind(8, row.CreatedAt.ToUnixTimeMilliseconds()).Bind(9, row.LastSeenAt.ToUnixTimeMilliseconds())
                .Run();
            return written == 1 ? expectedVersion + 1 : null;
        }));
    }
}
