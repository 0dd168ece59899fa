using MessageCenter.Domain;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>Writes outbox rows in the transaction of their cause.</summary>
internal static class OutboxSql
{
    internal static void Insert(SqliteWriteSession session, AccountId account, OutboxItem item) =>
        session.Prepare(
                """
                INSERT INTO outbox (account, event_id, kind, payload, due_at) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (event_id) DO NOTHING
                """)
            .Bind(1, account.Value)
            .Bind(2, item.EventId)
            .Bind(3, item.Kind)
            .Bind(4, item.Payload)
            .Bind(5, item.DueAt.ToUnixTimeMilliseconds())
            .Run();
}
