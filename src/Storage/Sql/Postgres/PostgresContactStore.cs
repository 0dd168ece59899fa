using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

internal sealed class PostgresContactStore(PostgresDatabase database) : SqlContactStore
{
    private const string Insert = """
        INSERT INTO contact (account, id, version, json, number, name, email, created_at, last_seen_at)
        VALUES ($1, $2, $3 + 1, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING version
        """;

    private const string Update = """
        UPDATE contact SET version = $3 + 1, json = $4, number = $5, name = $6, email = $7, created_at = $8, last_seen_at = $9
        WHERE account = $1 AND id = $2 AND version = $3 RETURNING version
        """;

    protected override SqlReaders Readers => database.Readers;

    public override Task<long?> Write(
        AccountId account, ContactId contact, long expectedVersion, string json, ContactRow row, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new PostgresStatement<long?>(
            $"contact/{account.Value:N}/{contact.Value:N}",
            () => new NpgsqlBatchCommand(expectedVersion == 0 ? Insert : Update)
                .With(account.Value).With(contact.Value).With(expectedVersion).WithText(json)
                .With(row.Number).WithText(row.Name).WithText(row.Email)
                .With(row.CreatedAt.ToUnixTimeMilliseconds()).With(row.LastSeenAt.ToUnixTimeMilliseconds()),
            PostgresDocumentStore.Version));
    }
}
