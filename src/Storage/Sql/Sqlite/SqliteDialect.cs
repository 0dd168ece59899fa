using System.Data.Common;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql.Sqlite;

internal sealed class SqliteDialect : SqlDialect
{
    internal static SqliteDialect Instance { get; } = new();

    // CROSS JOIN: the search runs first and in its order, so that reading can stop after a page.
    internal override string KeywordSource =>
        "message_search CROSS JOIN conversation v ON v.id = message_search.rowid >> 20 WHERE message_search MATCH @match";

    internal override string KeywordNumber => "message_search.rowid >> 20";

    internal override string Holds(string text, string part) => $"instr({text}, {part}) > 0";

    internal override string Unindexed(string column) => "+" + column;

    internal override string Match(AccountId account, Keywords keywords)
    {
        var words = string.Join(' ', keywords.Phrases.Select(phrase => $"\"{phrase}\""));
        return keywords.IsLastPrefix ? words + " *" : words;
    }

    /// <summary>One row for each hit, newest conversation first: a search row's number begins with its conversation's.</summary>
    internal static SqlText Stream(AccountId account, ConversationFilter filter, Keywords keywords) =>
        ConversationSql.Stream(
            Instance, account, filter, keywords, "message_search.rowid < @number << 20", "message_search.rowid DESC");

    internal override object FromId(Guid id) => id.ToByteArray(bigEndian: true);

    internal override Guid ToId(DbDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);
}
