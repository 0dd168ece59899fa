using MessageCenter.Grains.Stores;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// What the appends of one transaction write: one statement for each table, however many appends there are. The server then
/// spends its time on rows and not on statements.
/// </summary>
internal sealed class PostgresAppendStatements
{
    private const string InsertRows = """
        INSERT INTO conversation (
            account, public_id, created_at, id, version, last_seq, last_at, state,
            status, mode, assignee, contact, grp, widget, rating, waits, topics)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """;

    private const string UpdateRows = """
        UPDATE conversation c SET
            version = n.version, last_seq = n.last_seq, last_at = n.last_at, state = n.state, status = n.status, mode = n.mode,
            assignee = n.assignee, contact = n.contact, grp = n.grp, widget = n.widget, rating = n.rating, waits = n.waits,
            topics = n.topics
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS n (
            id, version, last_seq, last_at, state, status, mode, assignee, contact, grp, widget, rating, waits, topics)
        WHERE c.id = n.id
        """;

    private const string InsertEntries = """
        INSERT INTO timeline (conversation_id, seq, at, author, command_id, body)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        """;

    private const string InsertWords = """
        INSERT INTO message_search (conversation_id, seq, words)
        SELECT n.conversation_id, n.seq, n.words::tsvector FROM unnest($1, $2, $3) AS n (conversation_id, seq, words)
        """;

    private const string DeleteWords = """
        DELETE FROM message_search USING unnest($1, $2) AS n (conversation_id, seq)
        WHERE message_search.conversation_id = n.conversation_id AND message_search.seq = n.seq
        """;

    private const string InsertOutbox = """
        INSERT INTO outbox (account, event_id, kind, payload, due_at)
        SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT (event_id) DO NOTHING
        """;

    private readonly List<TakenAppend> starts = [];
    private readonly List<TakenAppend> updates = [];

    internal void Take(long number, bool isNew, PreparedAppend prepared) =>
        (isNew ? starts : updates).Add(new(number, prepared));

    internal void AddTo(NpgsqlBatch batch)
    {
        if (starts.Count > 0)
        {
            AddStarts(batch);
        }
        if (updates.Count > 0)
        {
            AddRow(batch.Add(UpdateRows), updates);
        }
        AddEntries(batch);
        AddOutbox(batch);
    }

    private void AddStarts(NpgsqlBatch batch)
    {
        // The same conversation may be started elsewhere at this moment; who finds its row in the way waits. Hence one order.
        starts.Sort(static (left, right) => left.Append.Conversation.Value.CompareTo(right.Append.Conversation.Value));
        var command = batch.Add(InsertRows)
            .With(Column(starts, each => each.Append.Account.Value))
            .With(Column(starts, each => each.Append.Conversation.Value))
            .With(Column(starts, each => each.Row.CreatedAt));
        AddRow(command, starts);
    }

    private static void AddRow(NpgsqlBatchCommand command, List<TakenAppend> taken) => command
        .With(Column(taken, each => each.Number))
        .With(Column(taken, each => each.Append.ExpectedVersion + 1))
        .With(Column(taken, each => each.Row.LastSeq))
        .With(Column(taken, each => each.Row.LastAt))
        .WithUtf8(Column(taken, each => each.Row.State))
        .With(Column(taken, each => each.Row.Facets.Status))
        .With(Column(taken, each => each.Row.Facets.Mode))
        .With(Column(taken, each => each.Row.Facets.Assignee))
        .With(Column(taken, each => each.Row.Facets.Contact))
        .With(Column(taken, each => each.Row.Facets.Group))
        .With(Column(taken, each => each.Row.Facets.Widget))
        .With(Column(taken, each => each.Row.Facets.Rating))
        .With(Column(taken, each => each.Row.Facets.Waits ? 1 : 0))
        .With(Column(taken, each => each.Row.Facets.Topics));

    private void AddEntries(NpgsqlBatch batch)
    {
        var entries = starts.Concat(updates)
            .SelectMany(each => each.Prepared.Entries, (each, entry) => (each.Number, Entry: entry)).ToList();
        if (entries.Count == 0)
        {
            return;
        }
        batch.Add(InsertEntries)
            .With(Column(entries, each => each.Number))
            .With(Column(entries, each => each.Entry.Seq))
            .With(Column(entries, each => each.Entry.At))
            .With(Column(entries, each => each.Entry.Author))
            .With(Column(entries, each => each.Entry.CommandId?.Value))
            .WithUtf8(Column(entries, each => each.Entry.Body));
        var words = entries.Where(each => each.Entry.Search is not null).ToList();
        if (words.Count > 0)
        {
            batch.Add(InsertWords)
                .With(Column(words, each => each.Number))
                .With(Column(words, each => each.Entry.Seq))
                .WithUtf8(Column(words, each => each.Entry.Search ?? []));
        }
        var replaced = entries.Where(each => each.Entry.Replaced is not null).ToList();
        if (replaced.Count > 0)
        {
            batch.Add(DeleteWords)
                .With(Column(replaced, each => each.Number))
                .With(Column(replaced, each => each.Entry.Replaced ?? 0));
        }
    }

    private void AddOutbox(NpgsqlBatch batch)
    {
        var items = starts.Concat(updates).Where(each => !each.Append.Outbox.IsDefaultOrEmpty)
            .SelectMany(each => each.Append.Outbox, (each, item) => (each.Append.Account, Item: item)).ToList();
        if (items.Count == 0)
        {
            return;
        }
        batch.Add(InsertOutbox)
            .With(Column(items, each => each.Account.Value))
            .With(Column(items, each => each.Item.EventId))
            .With(Column(items, each => each.Item.Kind))
            .With(Column(items, each => each.Item.Payload))
            .With(Column(items, each => each.Item.DueAt.ToUnixTimeMilliseconds()));
    }

    private static TValue[] Column<TItem, TValue>(List<TItem> items, Func<TItem, TValue> value) => [.. items.Select(value)];

    private readonly record struct TakenAppend(long Number, PreparedAppend Prepared)
    {
        internal ConversationAppend Append => Prepared.Append;

        internal PreparedRow Row => Prepared.Row;
    }
}
