using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql.Postgres;
using MessageCenter.Storage.Tests.Contract;
using Npgsql;

namespace MessageCenter.Storage.Tests.Postgres;

public sealed class PostgresWriterTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly StoreMetrics metrics = new();
    private PostgresDatabase? opened;
    private string connectionString = "";

    private PostgresDatabase Database => opened!;

    private PostgresDocumentStore Documents => new(Database);

    public async ValueTask InitializeAsync()
    {
        connectionString = await postgres.NewDatabase();
        opened = await PostgresFixture.Open(connectionString, metrics);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        metrics.Dispose();
    }

    [Fact]
    public async Task Whoever_fails_takes_nobody_of_her_batch_along()
    {
        var talks = Enumerable.Range(0, 20).Select(_ => new Talk()).ToArray();
        var store = new PostgresConversationStore(Database, metrics);
        var writes = talks.Select(talk => talk.Write(store, talk.Start())).ToArray();
        var failing = Run("a", "SELECT 1 / 0");
        var others = Enumerable.Range(0, 20).Select(i => Documents.Write("k", $"{i}", 0, "{}", default)).ToArray();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => failing);
        await Task.WhenAll(writes);
        Assert.All(await Task.WhenAll(others), version => Assert.Equal(1, version));
    }

    [Fact]
    public async Task When_nobody_knows_what_became_of_a_commit_all_are_told_and_the_next_batch_goes_on()
    {
        using var isHeld = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var holding = Database.Writer.Write(new PostgresStatement<bool>(
            "hold",
            () =>
            {
                // On the writer's way to the server: what comes now gathers for one batch.
                isHeld.Set();
                gate.Wait();
                return new("SELECT 1");
            },
            (reader, stop) => reader.ReadAsync(stop)));
        isHeld.Wait();
        var lost = Documents.Write("k", "lost", 0, "{}", default);
        var breaking = Run("z", "SELECT pg_terminate_backend(pg_backend_pid())");
        gate.Set();
        await holding;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => breaking);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);
        Assert.Equal(1, await Documents.Write("k", "next", 0, "{}", default));
        Assert.Null(await Documents.Read("k", "lost", default));
    }

    [Fact]
    public async Task A_connection_that_died_while_nobody_wrote_costs_nobody_a_try()
    {
        await Documents.Write("k", "1", 0, "{}", default);
        await Documents.Read("k", "1", default);
        await PostgresFixture.Run(connectionString, """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """);
        Assert.Equal(2, await Documents.Write("k", "1", 1, "{}", default));
        Assert.NotNull(await Documents.Read("k", "1", default));
    }

    [Fact]
    public async Task A_row_that_somebody_holds_costs_seconds_and_not_more()
    {
        await Documents.Write("k", "held", 0, "{}", default);
        await using var other = new NpgsqlConnection(connectionString);
        await other.OpenAsync();
        await using var holding = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT 1 FROM document FOR UPDATE", other, holding))
        {
            await hold.ExecuteScalarAsync();
        }
        var begun = TimeProvider.System.GetTimestamp();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Documents.Write("k", "held", 1, "{}", default));
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6));
        await holding.RollbackAsync();
        Assert.Equal(2, await Documents.Write("k", "held", 1, "{}", default));
    }

    [Fact]
    public async Task What_waits_is_written_before_the_store_closes()
    {
        var waiting = Enumerable.Range(0, 1_000).Select(i => Documents.Write("k", $"{i}", 0, "{}", default)).ToArray();
        await Database.DisposeAsync();
        await Task.WhenAll(waiting);
        Assert.Equal(1_000L, await PostgresFixture.Ask(connectionString, "SELECT count(*) FROM document"));
    }

    [Theory]
    [InlineData("Ve\0ra")]
    [InlineData("Vera \uD83D")]
    public async Task Characters_that_the_server_does_not_take_are_replaced(string name)
    {
        var contacts = new PostgresContactStore(Database);
        var account = new Domain.AccountId(Guid.NewGuid());
        var row = new ContactRow(1, name, null, Talk.Noon, Talk.Noon);
        Assert.Equal(1, await contacts.Write(account, new(Guid.NewGuid()), 0, "{}", row, default));
        Assert.Contains('\uFFFD', Assert.Single((await contacts.Query(account, null, 1, default)).Rows).Row.Name ?? "");
    }

    [Fact]
    public async Task Endless_words_are_found_by_themselves()
    {
        var talk = new Talk();
        var store = new PostgresConversationStore(Database, metrics);
        await talk.Write(store, talk.Start(new string('ä', 4_000)));
        await talk.Write(store, talk.Post(string.Join(' ', Enumerable.Repeat("ha", 1_300)) + " end"));
        Assert.Single((await store.Query(talk.Account, new() { Keywords = new string('a', 200) }, default)).Rows);
        Assert.Single((await store.Query(talk.Account, new() { Keywords = "ha end" }, default)).Rows);
    }

    [Fact]
    public async Task Common_words_are_found_in_the_same_order_as_rare_ones()
    {
        var account = new Domain.AccountId(Guid.NewGuid());
        var store = new PostgresConversationStore(Database, metrics);
        var talks = Enumerable.Range(0, 6).Select(_ => new Talk { Account = account }).ToArray();
        foreach (var talk in talks)
        {
            await talk.Write(store, talk.Start("common words"));
        }
        // More hits than are worth collecting, all in the oldest conversation.
        for (var i = 0; i < 30; i++)
        {
            await talks[0].Write(store, Many(talks[0], 200));
        }
        var read = new List<Domain.ConversationId>();
        var cursor = (string?)null;
        do
        {
            var page = await store.Query(account, new() { Keywords = "common", Limit = 4, Cursor = cursor }, default);
            read.AddRange(page.Rows.Select(row => row.ConversationId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(talks.Select(talk => talk.Id).Reverse(), read);
        Assert.Equal(6, await store.Count(account, new() { Keywords = "common" }, default));
    }

    private static ConversationAppend Many(Talk talk, int messages) => talk.Next(
        Domain.Conversations.Author.Contact,
        null,
        [.. Enumerable.Range(0, messages).Select(_ => new Domain.Conversations.ConversationEvent.MessagePosted("common"))]);

    private Task<bool> Run(string key, string sql) => Database.Writer.Write(new PostgresStatement<bool>(
        key, () => new NpgsqlBatchCommand { CommandText = sql }, (reader, stop) => reader.ReadAsync(stop)));
}
