using System.Globalization;
using System.Text;
using MessageCenter.Domain;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// Folded text as PostgreSQL's tsvector and tsquery, written out here: its own parser would cut words by the database's
/// locale, and a search must answer the same on every store. Folded words are letters and digits, so nothing needs escaping.
/// The account is a word of each vector: whoever searches one account's messages does not pay for the others'.
/// </summary>
internal static class SearchWords
{
    // PostgreSQL refuses a word beyond 2,046 bytes; a UTF-16 unit has at most three.
    private const int WordLengthMax = 500;

    internal static byte[] Vector(AccountId account, string folded)
    {
        var vector = new StringBuilder(folded.Length * 2).Append('\'').Append(AccountWord(account)).Append('\'');
        var position = 0;
        foreach (var word in folded.Split(' '))
        {
            vector.Append(CultureInfo.InvariantCulture, $" '{Cut(word)}':{++position}");
        }
        return Encoding.UTF8.GetBytes(vector.ToString());
    }

    internal static string Query(AccountId account, Keywords keywords)
    {
        var query = new StringBuilder().Append('\'').Append(AccountWord(account)).Append('\'');
        foreach (var phrase in keywords.Phrases)
        {
            var words = phrase.Split(' ').Select(word => $"'{Cut(word)}'");
            query.Append(" & (").AppendJoin(" <-> ", words).Append(')');
        }
        if (keywords.IsLastPrefix)
        {
            query.Insert(query.Length - 1, ":*");
        }
        return query.ToString();
    }

    private static string AccountWord(AccountId account) => $"@{account.Value:N}";

    private static string Cut(string word) => word.Length <= WordLengthMax
        ? word
        : word[..(char.IsHighSurrogate(word[WordLengthMax - 1]) ? WordLengthMax - 1 : WordLengthMax)];
}
