using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// A lease is a later due time: whoever vanishes with an item loses it by the clock alone, and the try counts. Takers of
/// several processes pass over what another one is taking.
/// </summary>
internal sealed class PostgresOutboxStore(PostgresDatabase database) : IOutboxStore
{
    private const string TakeDue = """
        WITH due AS (
            SELECT number, due_at FROM outbox WHERE due_at <= $1 ORDER BY due_at, number LIMIT $2 FOR UPDATE SKIP LOCKED)
        UPDATE outbox o SET due_at = $3, tries = o.tries + 1 FROM due WHERE o.number = due.number
        RETURNING o.number, o.account, o.event_id, o.kind, o.payload, due.due_at, o.tries - 1
        """;

    private const string Delete = "DELETE FROM outbox WHERE number = $1 RETURNING number";

    private const string Postpone = "UPDATE outbox SET due_at = $2, problem = $3 WHERE number = $1 RETURNING number";

    public Task<ImmutableArray<LeasedOutboxItem>> Take(
        DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new PostgresStatement<ImmutableArray<LeasedOutboxItem>>(
            "outbox/take",
            () => new NpgsqlBatchCommand(TakeDue)
                .With(now.ToUnixTimeMilliseconds()).With(limit).With((now + lease).ToUnixTimeMilliseconds()),
            ReadItems));
    }

    public Task Done(long number, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new PostgresStatement<bool>(
            KeyOf(number),
            () => new NpgsqlBatchCommand(Delete).With(number),
            (reader, stop) => reader.ReadAsync(stop)));
    }

    public Task Retry(long number, DateTimeOffset at, string problem, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new PostgresStatement<bool>(
            KeyOf(number),
            () => new NpgsqlBatchCommand(Postpone).With(number).With(at.ToUnixTimeMilliseconds()).WithText(problem),
            (reader, stop) => reader.ReadAsync(stop)));
    }

    private static async Task<ImmutableArray<LeasedOutboxItem>> ReadItems(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var items = new List<LeasedOutboxItem>();
        while (await reader.ReadAsync(cancel))
        {
            var item = new OutboxItem(
                reader.GetGuid(2), reader.GetString(3), reader.GetString(4), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)));
            items.Add(new(reader.GetInt64(0), new AccountId(reader.GetGuid(1)), item, reader.GetInt32(6)));
        }
        // The server returns changed rows in any order.
        return [.. items.OrderBy(each => each.Item.DueAt).ThenBy(each => each.Number)];
    }

    private static string KeyOf(long number) => $"outbox/{number:D19}";
}
