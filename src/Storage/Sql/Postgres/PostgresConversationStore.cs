using System.Data.Common;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

internal sealed class PostgresConversationStore(PostgresDatabase database, StoreMetrics metrics) : SqlConversationStore
{
    // Appends lock this row before they add to it, and so does the batch that deletes it: no entry can be left behind.
    private const string DeleteAll = """
        WITH gone AS (DELETE FROM conversation WHERE account = $1 AND public_id = $2 RETURNING id),
            entries AS (DELETE FROM timeline USING gone WHERE timeline.conversation_id = gone.id),
            words AS (DELETE FROM message_search USING gone WHERE message_search.conversation_id = gone.id)
        SELECT id FROM gone
        """;

    protected override SqlReaders Readers => database.Readers;

    public override Task<AppendResult> Append(ConversationAppend append, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writer.Write(new PostgresAppend(append, metrics));
    }

    public override Task<bool> Delete(AccountId account, ConversationId conversation, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var key = new ConversationKey(account, conversation);
        return database.Writer.Write(new PostgresStatement<bool>(
            key.ToString(),
            () => new NpgsqlBatchCommand(DeleteAll).With(account.Value).With(conversation.Value),
            (reader, stop) => reader.ReadAsync(stop)) { Locks = key });
    }

    /// <summary>
    /// Rare words: their hits are collected and sorted. Common ones: a page is soon full when the conversations are asked one
    /// after the other. Which of the two it is, only the index knows.
    /// </summary>
    protected override async Task<ConversationPage> Search(
        AccountId account, ConversationFilter filter, Keywords keywords, CancellationToken cancel)
    {
        var hits = PostgresDialect.Hits(account, keywords, filter.Cursor);
        var collected = await database.Readers.Read((connection, stop) => Collect(connection, hits, stop), cancel);
        var query = collected is null
            ? PostgresDialect.Walk(account, filter, keywords)
            : PostgresDialect.Collected(account, filter, collected);
        return await Page(query, filter.Limit, cancel);
    }

    /// <summary>Each conversation once; null when there are more hits than are worth collecting.</summary>
    private static async Task<long[]?> Collect(DbConnection connection, SqlText hits, CancellationToken cancel)
    {
        await using var command = hits.On(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var numbers = new HashSet<long>();
        var read = 0;
        while (await reader.ReadAsync(cancel))
        {
            numbers.Add(reader.GetInt64(0));
            read++;
        }
        return read > PostgresDialect.HitsCollectedMax ? null : [.. numbers];
    }
}
