using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;

namespace MessageCenter.Storage.Sql;

/// <summary>
/// Turns a filter into a statement: only the conditions that are there, values as parameters, and the account always
/// first. Without keywords a list is ordered by newest activity, with them by start of the conversation.
/// </summary>
internal sealed class ConversationSql
{
    private const string Columns = "v.id, v.public_id, v.version, v.last_at, v.state";

    private readonly SqlText sql = new();
    private readonly List<string> conditions = [];
    private readonly SqlDialect dialect;
    private readonly ConversationFilter filter;
    private readonly string lastAt;

    private ConversationSql(SqlDialect dialect, AccountId account, ConversationFilter filter)
    {
        this.dialect = dialect;
        this.filter = filter;
        // Hidden from the index that the list is ordered by: few rows match, and an index of their own finds them, while a
        // walk in order would meet most of the account's rows first.
        lastAt = IsNarrow(filter) ? dialect.Unindexed("v.last_at") : "v.last_at";
        conditions.Add($"v.account = {sql.Add(dialect.FromId(account.Value))}");
        AddFacets();
        AddDates();
    }

    /// <summary>Rows of one page and one more, which tells whether there is a next page.</summary>
    internal static SqlText Page(SqlDialect dialect, AccountId account, ConversationFilter filter)
    {
        var query = new ConversationSql(dialect, account, filter);
        if (filter.Cursor is { } cursor)
        {
            var (at, number) = PageCursor.Parse(cursor);
            query.conditions.Add($"({query.lastAt}, v.id) < ({query.sql.Add(at)}, {query.sql.Add(number)})");
        }
        query.sql.Text = $"SELECT {Columns} FROM conversation v WHERE {query.Where()} "
            + $"ORDER BY {query.lastAt} DESC, v.id DESC LIMIT {query.sql.Add(filter.Limit + 1)}";
        return query.sql;
    }

    /// <summary>Rows in order, one for each hit: the reader skips repeats and stops when it has its page. The order must keep
    /// the hits of one conversation together; before is what holds for hits of conversations older than @number.</summary>
    internal static SqlText Stream(
        SqlDialect dialect, AccountId account, ConversationFilter filter, Keywords keywords, string before, string order)
    {
        var query = new ConversationSql(dialect, account, filter);
        query.sql.Add("@match", dialect.Match(account, keywords));
        if (filter.Cursor is { } cursor)
        {
            query.sql.Add("@number", PageCursor.Parse(cursor).Number);
            query.conditions.Add(before);
        }
        query.sql.Text = $"SELECT {Columns} FROM {dialect.KeywordSource} AND {query.Where()} ORDER BY {order}";
        return query.sql;
    }

    /// <summary>
    /// Rows of one page and one more, newest start first, of the conversations for which one more condition holds.
    /// </summary>
    internal static SqlText Started(
        SqlDialect dialect, AccountId account, ConversationFilter filter, Func<SqlText, string> condition)
    {
        var query = new ConversationSql(dialect, account, filter);
        if (filter.Cursor is { } cursor)
        {
            query.conditions.Add($"v.id < {query.sql.Add(PageCursor.Parse(cursor).Number)}");
        }
        query.conditions.Add(condition(query.sql));
        query.sql.Text = $"SELECT {Columns} FROM conversation v WHERE {query.Where()} "
            + $"ORDER BY v.id DESC LIMIT {query.sql.Add(filter.Limit + 1)}";
        return query.sql;
    }

    /// <summary>How many conversations match.</summary>
    internal static SqlText Count(SqlDialect dialect, AccountId account, ConversationFilter filter, Keywords? keywords)
    {
        var query = new ConversationSql(dialect, account, filter);
        if (keywords is null)
        {
            query.sql.Text = $"SELECT count(*) FROM conversation v WHERE {query.Where()}";
            return query.sql;
        }
        query.sql.Add("@match", dialect.Match(account, keywords));
        query.sql.Text = $"SELECT count(DISTINCT {dialect.KeywordNumber}) FROM {dialect.KeywordSource} AND {query.Where()}";
        return query.sql;
    }

    private static bool IsNarrow(ConversationFilter filter) =>
        filter.Mode == ConversationMode.Live || filter.Waits == true || filter.ContactId is not null
        || (IsOngoing(filter) && (filter.IsUnassigned || !filter.Assignees.IsDefaultOrEmpty));

    private static bool IsOngoing(ConversationFilter filter) =>
        !filter.Statuses.IsDefaultOrEmpty && !filter.Statuses.Contains(ConversationStatus.Ended);

    private string Where() => string.Join(" AND ", conditions);

    private void AddFacets()
    {
        AddStatuses();
        if (filter.Mode is { } mode)
        {
            // Written out: the index of live rows is a partial one, and a parameter would hide it from the planner.
            conditions.Add(mode == ConversationMode.Live ? "v.mode = 1" : "v.mode = 0");
        }
        AddIds("v.assignee", filter.Assignees.Select(id => id.Value));
        if (filter.IsUnassigned)
        {
            conditions.Add("v.assignee IS NULL");
        }
        if (filter.ContactId is { } contact)
        {
            conditions.Add($"v.contact = {sql.Add(dialect.FromId(contact.Value))}");
        }
        if (!filter.Topics.IsDefaultOrEmpty)
        {
            var topics = filter.Topics.Select(topic => dialect.Holds("v.topics", sql.Add(Topics.Part(topic))));
            conditions.Add($"({string.Join(" OR ", topics)})");
        }
        AddIds("v.widget", filter.Widgets.Select(id => id.Value));
        AddIds("v.grp", filter.Groups.Select(id => id.Value));
        AddNumbers("v.rating", filter.Stars);
        if (filter.Waits is { } waits)
        {
            conditions.Add(waits ? "v.waits = 1" : "v.waits = 0");
        }
    }

    private void AddStatuses()
    {
        if (filter.Statuses.IsDefaultOrEmpty)
        {
            return;
        }
        AddNumbers("v.status", [.. filter.Statuses.Select(status => (int)status)]);
        if (IsOngoing(filter))
        {
            // Written out for the partial index, as below.
            conditions.Add("v.status <> 3");
        }
    }

    private void AddDates()
    {
        if (filter.ActiveFrom is { } from)
        {
            conditions.Add($"{lastAt} >= {sql.Add(from.ToUnixTimeMilliseconds())}");
        }
        if (filter.ActiveBefore is { } before)
        {
            conditions.Add($"{lastAt} < {sql.Add(before.ToUnixTimeMilliseconds())}");
        }
    }

    private void AddIds(string column, IEnumerable<Guid> ids)
    {
        var names = ids.Select(id => sql.Add(dialect.FromId(id))).ToArray();
        if (names.Length > 0)
        {
            conditions.Add($"{column} IN ({string.Join(", ", names)})");
        }
    }

    private void AddNumbers(string column, ImmutableArray<int> numbers)
    {
        if (!numbers.IsDefaultOrEmpty)
        {
            conditions.Add($"{column} IN ({string.Join(", ", numbers.Select(number => sql.Add(number)))})");
        }
    }
}
