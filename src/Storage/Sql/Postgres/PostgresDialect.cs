using System.Data.Common;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql.Postgres;

internal sealed class PostgresDialect : SqlDialect
{
    /// <summary>Hits beyond which a search walks the account's conversations instead of collecting them.</summary>
    internal const int HitsCollectedMax = 5_000;

    internal static PostgresDialect Instance { get; } = new();

    internal override string KeywordSource =>
        $"message_search JOIN conversation v ON v.id = message_search.conversation_id WHERE {WordsMatch}";

    internal override string KeywordNumber => "message_search.conversation_id";

    private static string WordsMatch => "message_search.words @@ @match::tsquery";

    internal override string Holds(string text, string part) => $"strpos({text}, {part}) > 0";

    internal override string Unindexed(string column) => $"({column} + 0)";

    internal override string Match(AccountId account, Keywords keywords) => SearchWords.Query(account, keywords);

    internal override object FromId(Guid id) => id;

    internal override Guid ToId(DbDataReader reader, int column) => reader.GetGuid(column);

    /// <summary>Numbers of conversations with a hit, one for each hit, in no order; one more than are collected.</summary>
    internal static SqlText Hits(AccountId account, Keywords keywords, string? cursor)
    {
        var sql = new SqlText();
        sql.Add("@match", SearchWords.Query(account, keywords));
        // The number is hidden from its index: the words' index is the only way that is quick for words that are rare.
        sql.Text = $"SELECT {Instance.KeywordNumber} FROM message_search WHERE {WordsMatch}";
        if (cursor is not null)
        {
            sql.Text += $" AND {Instance.Unindexed(Instance.KeywordNumber)} < {sql.Add(PageCursor.Parse(cursor).Number)}";
        }
        sql.Text += $" LIMIT {sql.Add(HitsCollectedMax + 1)}";
        return sql;
    }

    /// <summary>The conversations that were collected.</summary>
    internal static SqlText Collected(AccountId account, ConversationFilter filter, long[] numbers) =>
        ConversationSql.Started(Instance, account, filter, sql => $"v.id = ANY({sql.Add(numbers)})");

    /// <summary>The account's conversations in order, each asked for a hit. OFFSET 0 keeps the planner from collecting hits.</summary>
    internal static SqlText Walk(AccountId account, ConversationFilter filter, Keywords keywords) =>
        ConversationSql.Started(Instance, account, filter, sql =>
        {
            sql.Add("@match", SearchWords.Query(account, keywords));
            return $"EXISTS (SELECT FROM message_search WHERE conversation_id = v.id AND {WordsMatch} OFFSET 0)";
        });
}
