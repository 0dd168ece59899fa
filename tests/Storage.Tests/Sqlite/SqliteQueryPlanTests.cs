using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;
using MessageCenter.Storage.Sql;
using MessageCenter.Storage.Sql.Sqlite;
using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Tests.Sqlite;

/// <summary>Lists that are asked for all day must not walk the account's whole history.</summary>
public sealed class SqliteQueryPlanTests : IDisposable
{
    private static readonly OperatorId Olivia = new(Guid.NewGuid());

    private readonly TemporaryFolder folder = new();
    private readonly SqliteConnection connection;

    public SqliteQueryPlanTests()
    {
        connection = SqliteConnections.OpenWriter(new() { Path = folder.File("store.db") });
        SqliteSchema.Migrate(connection, "store.db", TimeProvider.System);
    }

    public static TheoryData<string, ConversationFilter> Lists { get; } = new()
    {
        { "conversation_list", new() },
        { "conversation_list", new() { ActiveFrom = DateTimeOffset.UnixEpoch } },
        { "conversation_list", new() { Assignees = [Olivia] } },
        { "conversation_ongoing", new() { Assignees = [Olivia], Statuses = [ConversationStatus.Open, ConversationStatus.Pending] } },
        { "conversation_ongoing", new() { IsUnassigned = true, Statuses = [ConversationStatus.New] } },
        { "conversation_live", new() { Assignees = [Olivia], Mode = ConversationMode.Live } },
        { "conversation_live", new() { Mode = ConversationMode.Live } },
        { "conversation_waits", new() { Waits = true } },
        { "conversation_contact", new() { ContactId = new(Guid.NewGuid()) } },
    };

    public void Dispose()
    {
        connection.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Each_list_has_its_index(string index, ConversationFilter filter)
    {
        var account = new AccountId(Guid.NewGuid());
        Assert.Contains(index + " (account=?", Plan(ConversationSql.Page(SqliteDialect.Instance, account, filter)));
        var next = filter with { Cursor = new PageCursor(1, 1).ToString() };
        Assert.Contains(index + " (account=?", Plan(ConversationSql.Page(SqliteDialect.Instance, account, next)));
    }

    [Fact]
    public void A_search_streams_in_the_order_of_its_index()
    {
        var query = SqliteDialect.Stream(
            new(Guid.NewGuid()), new() { Keywords = "x" }, Keywords.Parse("word"));
        var plan = Plan(query);
        Assert.StartsWith("SCAN message_search VIRTUAL TABLE", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("ORDER BY", plan, StringComparison.Ordinal);
    }

    private string Plan(SqlText query)
    {
        query.Text = "EXPLAIN QUERY PLAN " + query.Text;
        using var command = query.On(connection);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }
        return string.Join("; ", steps);
    }
}
