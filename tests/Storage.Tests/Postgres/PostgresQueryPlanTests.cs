using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;
using MessageCenter.Storage.Sql;
using MessageCenter.Storage.Sql.Postgres;
using Npgsql;

namespace MessageCenter.Storage.Tests.Postgres;

/// <summary>An account with a history, so that the planner has something to weigh.</summary>
public sealed class PostgresHistory
{
    private const string Fill = """
        INSERT INTO conversation (id, account, public_id, version, last_seq, status, mode, assignee, contact, grp, widget,
            waits, topics, created_at, last_at, state)
        SELECT n, '{0}', gen_random_uuid(), 1, 2, CASE WHEN n % 100 = 0 THEN n / 100 % 3 ELSE 3 END,
            CASE WHEN n % 400 = 0 THEN 1 ELSE 0 END,
            CASE WHEN n % 3 = 0 THEN NULL ELSE ('00000000-0000-0000-0000-0000000000' || lpad((n % 40)::text, 2, '0'))::uuid END,
            gen_random_uuid(), '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001',
            CASE WHEN n % 500 = 0 THEN 1 ELSE 0 END, '', n, n, repeat('x', 400)
        FROM generate_series(1, 20000) AS n;
        INSERT INTO message_search (conversation_id, seq, words)
        SELECT n, 2, ('''word''' || CASE WHEN n % 500 = 0 THEN ' ''rare''' ELSE '' END)::tsvector FROM generate_series(1, 20000) AS n;
        ANALYZE
        """;

    private readonly Lazy<Task<string>> database;

    public PostgresHistory(PostgresFixture postgres) => database = new(() => Make(postgres));

    public AccountId Account { get; } = new(Guid.NewGuid());

    /// <summary>Made for the first test that asks.</summary>
    public Task<string> Database() => database.Value;

    private async Task<string> Make(PostgresFixture postgres)
    {
        var made = await postgres.NewDatabase();
        using var metrics = new StoreMetrics();
        await using (await PostgresFixture.Open(made, metrics))
        {
        }
        await PostgresFixture.Run(made, Fill.Replace("{0}", Account.Value.ToString(), StringComparison.Ordinal));
        return made;
    }
}

/// <summary>Lists that are asked for all day must not walk the account's whole history.</summary>
public sealed class PostgresQueryPlanTests(PostgresHistory history) : IClassFixture<PostgresHistory>
{
    private static readonly OperatorId Olivia = new(new Guid("00000000-0000-0000-0000-000000000007"));

    public static TheoryData<string, ConversationFilter> Lists { get; } = new()
    {
        { "conversation_list", new() },
        { "conversation_list", new() { ActiveFrom = DateTimeOffset.UnixEpoch.AddSeconds(10) } },
        { "conversation_list", new() { Assignees = [Olivia] } },
        { "conversation_ongoing", new() { Assignees = [Olivia], Statuses = [ConversationStatus.Open, ConversationStatus.Pending] } },
        { "conversation_ongoing", new() { IsUnassigned = true, Statuses = [ConversationStatus.New] } },
        { "conversation_live", new() { Assignees = [Olivia], Mode = ConversationMode.Live } },
        { "conversation_live", new() { Mode = ConversationMode.Live } },
        { "conversation_waits", new() { Waits = true } },
        { "conversation_contact", new() { ContactId = new(Guid.NewGuid()) } },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Each_list_has_its_index(string index, ConversationFilter filter)
    {
        var next = filter with { Cursor = new PageCursor(9_000, 9_000).ToString() };
        await AssertAnswersBy(index, ConversationSql.Page(PostgresDialect.Instance, history.Account, filter));
        await AssertAnswersBy(index, ConversationSql.Page(PostgresDialect.Instance, history.Account, next));
        if (filter.Assignees.Length + filter.Statuses.Length != 1)
        {
            await AssertAnswersBy("conversation_", ConversationSql.Count(PostgresDialect.Instance, history.Account, filter, null));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(9_000L)]
    public async Task Hits_are_collected_by_the_index_of_words_alone(long? before)
    {
        var cursor = before is { } number ? new PageCursor(0, number).ToString() : null;
        await AssertAnswersBy(
            "Bitmap Index Scan on message_search_words",
            PostgresDialect.Hits(history.Account, Keywords.Parse("rare"), cursor));
    }

    [Fact]
    public async Task A_walk_goes_through_conversations_in_their_order_and_asks_each()
    {
        var plan = await AssertAnswersBy(
            "Index Scan Backward using conversation_",
            PostgresDialect.Walk(history.Account, new(), Keywords.Parse("word")));
        Assert.Contains("using message_search_pkey", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collected_conversations_are_looked_up_by_number() => await AssertAnswersBy(
        "conversation_pkey", PostgresDialect.Collected(history.Account, new(), [1, 77, 12_000]));

    private async Task<string> AssertAnswersBy(string index, SqlText query)
    {
        query.Text = "EXPLAIN " + query.Text;
        await using var connection = new NpgsqlConnection(new PostgresConnections(await history.Database()).ForReaders);
        await connection.OpenAsync();
        await using var command = query.On(connection);
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(0));
        }
        var plan = string.Join('\n', steps);
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        return plan;
    }
}
