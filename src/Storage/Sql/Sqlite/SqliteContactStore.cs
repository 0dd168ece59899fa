using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Sql.Sqlite;

internal sealed class SqliteContactStore(SqliteDatabase database) : IContactStore
{
    private const string Insert = """
        INSERT INTO contact (account, id, version, json, number, name, email, created_at, last_seen_at)
        VALUES (?1, ?2, ?3 + 1, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
        """;

    private const string Update = """
        UPDATE contact SET version = ?3 + 1, json = ?4, number = ?5, name = ?6, email = ?7, created_at = ?8, last_seen_at = ?9
        WHERE account = ?1 AND id = ?2 AND version = ?3
        """;

    private const string Page = """
        SELECT id, number, name, email, created_at, last_seen_at FROM contact
        WHERE account = @account AND (last_seen_at, id) < (@seen, @id)
        ORDER BY last_seen_at DESC, id DESC LIMIT @limit
        """;

    public Task<StoredDocument?> Read(AccountId account, ContactId contact, CancellationToken cancel) =>
        database.Readers.Read(connection => Read(connection, account, contact), cancel);

    public Task<long?> Write(
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

    public Task<ContactPage> Query(AccountId account, string? cursor, int limit, CancellationToken cancel)
    {
        PageLimit.Check(limit, Limits.ListPageMax);
        var after = cursor is null ? ContactCursor.Start : ContactCursor.Parse(cursor);
        return database.Readers.Read(connection => Query(connection, account, after, limit), cancel);
    }

    private static StoredDocument? Read(SqliteConnection connection, AccountId account, ContactId contact)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, json FROM contact WHERE account = @account AND id = @id";
        command.Parameters.AddWithValue("@account", SqliteDialect.Instance.FromId(account.Value));
        command.Parameters.AddWithValue("@id", SqliteDialect.Instance.FromId(contact.Value));
        using var reader = command.ExecuteReader();
        return reader.Read() ? new(reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private static ContactPage Query(SqliteConnection connection, AccountId account, ContactCursor after, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Page;
        command.Parameters.AddWithValue("@account", SqliteDialect.Instance.FromId(account.Value));
        command.Parameters.AddWithValue("@seen", after.LastSeenAt);
        command.Parameters.AddWithValue("@id", SqliteDialect.Instance.FromId(after.Id));
        command.Parameters.AddWithValue("@limit", limit + 1);
        using var reader = command.ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<(ContactId, ContactRow)>();
        var last = after;
        while (reader.Read())
        {
            if (rows.Count == limit)
            {
                return new(rows.ToImmutable(), last.ToString());
            }
            var id = SqliteDialect.Instance.ToId(reader, 0);
            last = new(reader.GetInt64(5), id);
            rows.Add((new(id), RowOf(reader)));
        }
        return new(rows.ToImmutable(), null);
    }

    private static ContactRow RowOf(SqliteDataReader reader) => new(
        reader.GetInt64(1),
        reader.IsDBNull(2) ? null : reader.GetString(2),
        reader.IsDBNull(3) ? null : reader.GetString(3),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)));
}
