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
    internal static StoredConversation? Load(
        DbConnection connection, SqlDialect dialect, AccountId account, ConversationId conversation, int recentEntries)
    {
        var row = Row(connection, dialect, account, conversation);
        if (row is null || recentEntries <= 0)
        {
            return row;
        }
        var entries = Entries(connection, dialect, row.Number, new(null, row.State.LastSeq + 1, recentEntries));
        return row with { Recent = entries };
    }

    internal static ImmutableArray<TimelineEntry> Timeline(
        DbConnection connection, SqlDialect dialect, AccountId account, ConversationId conversation, TimelineRange range)
    {
        var sql = new SqlText();
        sql.Text = $"SELECT v.id FROM conversation v WHERE v.account = {sql.Add(dialect.FromId(account.Value))} "
            + $"AND v.public_id = {sql.Add(dialect.FromId(conversation.Value))}";
        using var command = sql.On(connection);
        return command.ExecuteScalar() is long number ? Entries(connection, dialect, number, range) : [];
    }

    internal static TimelineEntry? Command(
        DbConnection connection, SqlDialect dialect, AccountId account, ConversationId conversation, Author author, CommandId id)
    {
        var sql = new SqlText();
        sql.Text = "SELECT t.seq, t.at, t.command_id, t.body FROM conversation v JOIN timeline t ON t.conversation_id = v.id "
            + $"WHERE v.account = {sql.Add(dialect.FromId(account.Value))} "
            + $"AND v.public_id = {sql.Add(dialect.FromId(conversation.Value))} "
            + $"AND t.author = {sql.Add(author.Key)} AND t.command_id = {sql.Add(dialect.FromId(id.Value))}";
        using var command = sql.On(connection);
        using var reader = command.ExecuteReader();
        return reader.Read() ? EntryOf(reader, dialect) : null;
    }

    internal static ConversationPage Page(DbConnection connection, SqlDialect dialect, SqlText query, int limit)
    {
        using var command = query.On(connection);
        using var reader = command.ExecuteReader();
        return PageOf(reader, dialect, limit);
    }

    internal static long Count(DbConnection connection, SqlText query)
    {
        using var command = query.On(connection);
        return command.ExecuteScalar() is long count ? count : 0;
    }

    private static StoredConversation? Row(
        DbConnection connection, SqlDialect dialect, AccountId account, ConversationId conversation)
    {
        var sql = new SqlText();
        sql.Text = "SELECT v.id, v.public_id, v.version, v.last_at, v.state FROM conversation v "
            + $"WHERE v.account = {sql.Add(dialect.FromId(account.Value))} "
            + $"AND v.public_id = {sql.Add(dialect.FromId(conversation.Value))}";
        using var command = sql.On(connection);
        using var reader = command.ExecuteReader();
        return reader.Read() ? RowOf(reader, dialect) : null;
    }

    private static ImmutableArray<TimelineEntry> Entries(
        DbConnection connection, SqlDialect dialect, long number, TimelineRange range)
    {
        var sql = new SqlText();
        var condition = range.After is { } after ? $"seq > {sql.Add(after)}" : $"seq < {sql.Add(range.Before ?? long.MaxValue)}";
        sql.Text = $"SELECT seq, at, command_id, body FROM timeline WHERE conversation_id = {sql.Add(number)} AND {condition} "
            + $"ORDER BY seq {(range.After is null ? "DESC" : "ASC")} LIMIT {sql.Add(range.Limit)}";
        using var command = sql.On(connection);
        using var reader = command.ExecuteReader();
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        while (reader.Read())
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

    private static ConversationPage PageOf(DbDataReader reader, SqlDialect dialect, int limit)
    {
        var rows = ImmutableArray.CreateBuilder<StoredConversation>();
        var cursor = default(PageCursor);
        while (reader.Read())
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
