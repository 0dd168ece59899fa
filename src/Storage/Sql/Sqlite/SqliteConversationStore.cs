using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql.Sqlite;

internal sealed class SqliteConversationStore(SqliteDatabase database, StoreMetrics metrics) : SqlConversationStore
{
    protected override SqlReaders Readers => database.Readers;

    public override Task<AppendResult> Append(ConversationAppend append, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new AppendOperation(append, metrics));
    }

    public override Task<bool> Delete(AccountId account, ConversationId conversation, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new WriteFunction<bool>(session => Delete(session, account, conversation)));
    }

    protected override Task<ConversationPage> Search(
        AccountId account, ConversationFilter filter, Keywords keywords, CancellationToken cancel) =>
        Page(SqliteDialect.Stream(account, filter, keywords), filter.Limit, cancel);

    private static bool Delete(SqliteWriteSession session, AccountId account, ConversationId conversation)
    {
        if (session.Conversations.Find(account, conversation) is not { } row)
        {
            return false;
        }
        // Search rows of this very batch would otherwise come after their deletion.
        session.FlushSearchRows();
        session.Prepare("DELETE FROM message_search WHERE rowid BETWEEN ?1 << 20 AND (?1 << 20) + 1048575")
            .Bind(1, row.Number).Run();
        // The entries go with their row.
        session.Prepare("DELETE FROM conversation WHERE id = ?1").Bind(1, row.Number).Run();
        return true;
    }
}
