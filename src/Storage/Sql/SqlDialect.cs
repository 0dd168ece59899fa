using System.Data.Common;
using MessageCenter.Domain;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql;

/// <summary>
/// Where the SQL stores differ as far as reading goes. Writing differs so much that each has a writer of its own.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>Joined to "conversation v": every message that matches @match.</summary>
    internal abstract string KeywordSource { get; }

    /// <summary>The internal number of a hit's conversation.</summary>
    internal abstract string KeywordNumber { get; }

    /// <summary>True when the first text holds the second.</summary>
    internal abstract string Holds(string text, string part);

    /// <summary>The same value, hidden from indexes that the column is in.</summary>
    internal abstract string Unindexed(string column);

    /// <summary>The value of @match.</summary>
    internal abstract string Match(AccountId account, Keywords keywords);

    /// <summary>An id as a parameter's value.</summary>
    internal abstract object FromId(Guid id);

    /// <summary>An id as it comes from a column.</summary>
    internal abstract Guid ToId(DbDataReader reader, int column);
}
