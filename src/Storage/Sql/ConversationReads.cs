using System.Collections.Immutable;
using System.Data.Common;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Json;

namespace MessageCenter.Storage.Sql;

/// <summary>Reads of conversations, the same for every SQL store. Foreign conversations read like unknown ones.</summary>
internal static class ConversationReads
{
    internal static async Task<StoredConversation?> Load(
        DbConnection connection, SqlDialect dialect, AccountId account, ConversationId conversation, int recentEntries,
        CancellationToken cancel)
    {
        var row = await Row(connection, dialect, account, conversation, cancel);
        if (row is null || recentEntries <= 0)
        {
            return row;
        }
        var entries = await Entries(
            connection, dialect, row.Number, new(null, row.State.LastSeq + 1, recentEntries), cancel);
        return row with { Recent = entries };
    }

    internal static async Task<ImmutableArray<TimelineEntry>> Timeline(
        DbConnection connection, SqlDialect dialect, AccountId account, ConversationId conversation, TimelineRange range,
        CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Text = $"SELECT v.id FROM conversation v WHERE v.account = {sql.Add(dialect.FromId(account.Value))} "
            + $"AND v.public_id = {sql.Add(dialect.FromId(conversation.Value))}";
        await using var command = sql.On(connection);
        return await command.ExecuteScalarAsync(cancel) is long number
            ? await Entries(connection, dialect, number, range, cancel)
            : [];
    }

    internal static async Task<TimelineEntry?> Command(
        DbConnection connection, SqlDialect dialect, AccountId account, ConversationId conversation, Author author, CommandId id,
        CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Text = "SELECT t.seq, t.at, t.command_id, t.body FROM conversation v JOIN timeline t ON t.conversation_id = v.id "
            + $"WHERE v.account = {sql.Add(dialect.FromId(account.Value))} "
            + $"AND v.public_id = {sql.Add(dialect.FromId(conversation.Value))} "
            + $"AND t.author = {sql.Add(author.Key)} AND t.command_id = {sql.Add(dialect.FromId(id.Value))}";
        await using var command = sql.On(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? EntryOf(reader, dialect) : null;
    }

    internal static async Task<ConversationPage> Page(
        DbConnection connection, SqlDialect dialect, SqlText query, int limit, CancellationToken cancel)
    {
        await using var command = query.On(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await PageOf(reader, dialect, limit, cancel);
    }

    internal static async Task<long> Count(DbConnection connection, SqlText query, CancellationToken cancel)
    {
        await using var command = query.On(connection);
        return await command.ExecuteScalarAsync(cancel) is long count ? count : 0;
    }

    private static async Task<StoredConversation?> Row(
        DbConnection connection, SqlDialect dialect, AccountId account, ConversationId conversation, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Text = "SELECT v.id, v.public_id, v.version, v.last_at, v.state FROM conversation v "
            + $"WHERE v.account = {sql.Add(dialect.FromId(account.Value))} "
            + $"AND v.public_id = {sql.Add(dialect.FromId(conversation.Value))}";
        await using var command = sql.On(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? RowOf(reader, dialect) : null;
    }

    private static async Task<ImmutableArray<TimelineEntry>> Entries(
        DbConnection connection, SqlDialect dialect, long number, TimelineRange range, CancellationToken cancel)
    {
        var sql = new SqlText();
        var condition = range.After is { } after ? $"seq > {sql.Add(after)}" : $"seq < {sql.Add(range.Before ?? long.MaxValue)}";
        sql.Text = $"SELECT seq, at, command_id, body FROM timeline WHERE conversation_id = {sql.Add(number)} AND {condition} "
            + $"ORDER BY seq {(range.After is null ? "DESC" : "ASC")} LIMIT {sql.Add(range.Limit)}";
        await using var command = sql.On(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        while (await reader.ReadAsync(cancel))
        {
            entries.Add(EntryOf(reader, dialect));
        }
        if (range.After is null)
        {
            entries.Reverse();
        }
        return entries.ToImmutable();
    }

    private static TimelineEntry EntryOf(DbDataReader reader, SqlDialect dialect)
    {
        var commandId = reader.IsDBNull(2) ? (Guid?)null : dialect.ToId(reader, 2);
        return StorageJson.ReadEntry(reader.GetInt64(0), reader.GetInt64(1), commandId, reader.GetString(3));
    }

    private static async Task<ConversationPage> PageOf(
        DbDataReader reader, SqlDialect dialect, int limit, CancellationToken cancel)
    {
        var rows = ImmutableArray.CreateBuilder<StoredConversation>();
        var cursor = default(PageCursor);
        while (await reader.ReadAsync(cancel))
        {
            var number = reader.GetInt64(0);
            if (rows.Count > 0 && number == cursor.Number)
            {
                continue;
            }
            if (rows.Count == limit)
            {
                return new(rows.ToImmutable(), cursor.ToString());
            }
            cursor = new(reader.GetInt64(3), number);
            rows.Add(RowOf(reader, dialect));
        }
        return new(rows.ToImmutable(), null);
    }

    private static StoredConversation RowOf(DbDataReader reader, SqlDialect dialect) => new(
        new(dialect.ToId(reader, 1)),
        reader.GetInt64(0),
        reader.GetInt64(2),
        StorageJson.ReadState(reader.GetString(4)),
        []);
}
