using System.Collections.Immutable;
using System.Data.Common;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Sql;

/// <summary>The reading half of the port, the same for every SQL store.</summary>
internal abstract class SqlContactStore : IContactStore
{
    protected abstract SqlReaders Readers { get; }

    public abstract Task<long?> Write(
        AccountId account, ContactId contact, long expectedVersion, string json, ContactRow row, CancellationToken cancel);

    public Task<StoredDocument?> Read(AccountId account, ContactId contact, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Text = $"SELECT version, json FROM contact WHERE account = {sql.Add(Readers.Dialect.FromId(account.Value))} "
            + $"AND id = {sql.Add(Readers.Dialect.FromId(contact.Value))}";
        return Readers.Read((connection, stop) => SqlDocumentStore.Document(connection, sql, stop), cancel);
    }

    public Task<ContactPage> Query(AccountId account, string? cursor, int limit, CancellationToken cancel)
    {
        PageLimit.Check(limit, Limits.ListPageMax);
        var after = cursor is null ? ContactCursor.Start : ContactCursor.Parse(cursor);
        var dialect = Readers.Dialect;
        var sql = new SqlText();
        sql.Text = "SELECT id, number, name, email, created_at, last_seen_at FROM contact "
            + $"WHERE account = {sql.Add(dialect.FromId(account.Value))} "
            + $"AND (last_seen_at, id) < ({sql.Add(after.LastSeenAt)}, {sql.Add(dialect.FromId(after.Id))}) "
            + $"ORDER BY last_seen_at DESC, id DESC LIMIT {sql.Add(limit + 1)}";
        return Readers.Read((connection, stop) => Page(connection, dialect, sql, after, limit, stop), cancel);
    }

    private static async Task<ContactPage> Page(
        DbConnection connection, SqlDialect dialect, SqlText sql, ContactCursor after, int limit, CancellationToken cancel)
    {
        await using var command = sql.On(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = ImmutableArray.CreateBuilder<(ContactId, ContactRow)>();
        var last = after;
        while (await reader.ReadAsync(cancel))
        {
            if (rows.Count == limit)
            {
                return new(rows.ToImmutable(), last.ToString());
            }
            var id = dialect.ToId(reader, 0);
            last = new(reader.GetInt64(5), id);
            rows.Add((new(id), RowOf(reader)));
        }
        return new(rows.ToImmutable(), null);
    }

    private static ContactRow RowOf(DbDataReader reader) => new(
        reader.GetInt64(1),
        reader.IsDBNull(2) ? null : reader.GetString(2),
        reader.IsDBNull(3) ? null : reader.GetString(3),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)));
}
