using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql.Sqlite;

internal sealed class SqliteConversationStore(SqliteDatabase database, StoreMetrics metrics) : IConversationStore
{
    private static readonly ConversationPage NothingFound = new([], null);

    public Task<StoredConversation?> Load(
        AccountId account, ConversationId conversation, int recentEntries, CancellationToken cancel) =>
        database.Readers.Read(
            connection => ConversationReads.Load(connection, SqliteDialect.Instance, account, conversation, recentEntries),
            cancel);

    public Task<AppendResult> Append(ConversationAppend append, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new AppendOperation(append, metrics));
    }

    public Task<ImmutableArray<TimelineEntry>> ReadTimeline(
        AccountId account, ConversationId conversation, TimelineRange range, CancellationToken cancel)
    {
        if (range.After is null == range.Before is null)
        {
            throw new ArgumentException("Exactly one of After and Before is set.", nameof(range));
        }
        PageLimit.Check(range.Limit, Limits.TimelinePageMax);
        return database.Readers.Read(
            connection => ConversationReads.Timeline(connection, SqliteDialect.Instance, account, conversation, range), cancel);
    }

    public Task<TimelineEntry?> FindCommand(
        AccountId account, ConversationId conversation, Author author, CommandId command, CancellationToken cancel) =>
        database.Readers.Read(
            connection => ConversationReads.Command(connection, SqliteDialect.Instance, account, conversation, author, command),
            cancel);

    public Task<ConversationPage> Query(AccountId account, ConversationFilter filter, CancellationToken cancel)
    {
        PageLimit.Check(filter.Limit, Limits.ListPageMax);
        var keywords = filter.Keywords is { } typed ? Keywords.Parse(typed) : null;
        if (keywords is { IsEmpty: true })
        {
            return Task.FromResult(NothingFound);
        }
        var query = keywords is null
            ? ConversationSql.Page(SqliteDialect.Instance, account, filter)
            : ConversationSql.Stream(SqliteDialect.Instance, account, filter, keywords);
        return database.Readers.Read(
            connection => ConversationReads.Page(connection, SqliteDialect.Instance, query, filter.Limit), cancel);
    }

    public Task<long> Count(AccountId account, ConversationFilter filter, CancellationToken cancel)
    {
        var keywords = filter.Keywords is { } typed ? Keywords.Parse(typed) : null;
        if (keywords is { IsEmpty: true })
        {
            return Task.FromResult(0L);
        }
        var query = ConversationSql.Count(SqliteDialect.Instance, account, filter, keywords);
        return database.Readers.Read(connection => ConversationReads.Count(connection, query), cancel);
    }

    public Task<bool> Delete(AccountId account, ConversationId conversation, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new WriteFunction<bool>(session => Delete(session, account, conversation)));
    }

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
