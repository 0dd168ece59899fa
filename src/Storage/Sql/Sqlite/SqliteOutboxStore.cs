using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>A lease is a later due time: whoever vanishes with an item loses it by the clock alone, and the try counts.</summary>
internal sealed class SqliteOutboxStore(SqliteDatabase database) : IOutboxStore
{
    private const string Due = """
        SELECT number, account, event_id, kind, payload, due_at, tries FROM outbox
        WHERE due_at <= ?1 ORDER BY due_at, number LIMIT ?2
        """;

    public Task<ImmutableArray<LeasedOutboxItem>> Take(
        DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new WriteFunction<ImmutableArray<LeasedOutboxItem>>(session =>
        {
            var items = ReadDue(session, now, limit);
            var until = (now + lease).ToUnixTimeMilliseconds();
            foreach (var item in items)
            {
                session.Prepare("UPDATE outbox SET due_at = ?2, tries = tries + 1 WHERE number = ?1")
                    .Bind(1, item.Number).Bind(2, until).Run();
            }
            return items;
        }));
    }

    public Task Done(long number, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new WriteFunction<int>(session =>
            session.Prepare("DELETE FROM outbox WHERE number = ?1").Bind(1, number).Run()));
    }

    public Task Retry(long number, DateTimeOffset at, string problem, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new WriteFunction<int>(session =>
            session.Prepare("UPDATE outbox SET due_at = ?2, problem = ?3 WHERE number = ?1")
                .Bind(1, number).Bind(2, at.ToUnixTimeMilliseconds()).Bind(3, problem).Run()));
    }

    private static ImmutableArray<LeasedOutboxItem> ReadDue(SqliteWriteSession session, DateTimeOffset now, int limit)
    {
        var items = ImmutableArray.CreateBuilder<LeasedOutboxItem>();
        var due = session.Prepare(Due).Bind(1, now.ToUnixTimeMilliseconds()).Bind(2, limit);
        while (due.Step())
        {
            var item = new OutboxItem(
                due.Id(2), due.Text(3), due.Text(4), DateTimeOffset.FromUnixTimeMilliseconds(due.Number(5)));
            items.Add(new(due.Number(0), new AccountId(due.Id(1)), item, (int)due.Number(6)));
        }
        due.Reset();
        return items.ToImmutable();
    }
}
