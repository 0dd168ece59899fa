using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql.Postgres;
using MessageCenter.Storage.Tests.Contract;

namespace MessageCenter.Storage.Tests.Postgres;

/// <summary>Several processes write into one database at once, as the silos of a cluster do.</summary>
public sealed class PostgresProcessesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly AccountId account = new(Guid.NewGuid());
    private readonly StoreMetrics metrics = new();
    private PostgresDatabase[] silos = [];
    private string database = "";

    private IConversationStore[] Stores => [.. silos.Select(silo => new PostgresConversationStore(silo, metrics))];

    public async ValueTask InitializeAsync()
    {
        database = await postgres.NewDatabase();
        silos = [await PostgresFixture.Open(database, metrics), await PostgresFixture.Open(database, metrics)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
        metrics.Dispose();
    }

    [Fact]
    public async Task An_operator_never_gets_more_live_conversations_than_slots_from_two_silos()
    {
        for (var round = 0; round < 40; round++)
        {
            Talk[] talks = [NewTalk(), NewTalk(), NewTalk(), NewTalk()];
            foreach (var talk in talks)
            {
                await talk.Write(Stores[0], talk.Start());
            }
            var operatorId = Talk.NewOperator();

            var results = await Task.WhenAll(
                talks.Select((talk, i) => Stores[i % 2].Append(talk.GoLive(operatorId, 1), default)));

            Assert.Single(results.OfType<AppendResult.Appended>());
            Assert.Equal(3, results.OfType<AppendResult.SlotsTaken>().Count());
            var live = new ConversationFilter { Mode = ConversationMode.Live, Assignees = [operatorId] };
            Assert.Equal(1, await Stores[1].Count(account, live, default));
        }
    }

    [Fact]
    public async Task Batches_that_meet_in_the_same_rows_neither_fail_nor_lose()
    {
        var talks = Enumerable.Range(0, 12).Select(_ => NewTalk()).ToArray();
        foreach (var talk in talks)
        {
            await talk.Write(Stores[0], talk.Start());
        }
        for (var round = 0; round < 25; round++)
        {
            var posts = talks.Select(talk => talk.Post("once")).ToArray();
            // One silo meets them in one order, the other in the other.
            var first = Stores[0];
            var second = Stores[1];
            var results = await Task.WhenAll(
                Task.WhenAll(posts.Select(post => first.Append(post, default))),
                Task.WhenAll(posts.Reverse().Select(post => second.Append(post, default))));

            var ofSecond = results[1].Reverse().ToArray();
            for (var i = 0; i < posts.Length; i++)
            {
                AppendResult[] both = [results[0][i], ofSecond[i]];
                Assert.Single(both.OfType<AppendResult.Appended>());
                Assert.Equal(posts[i].Entries[0], Assert.Single(both.OfType<AppendResult.Duplicate>()).Entry);
                talks[i].Took(posts[i]);
            }
        }
        foreach (var talk in talks)
        {
            var stored = await Stores[0].Load(account, talk.Id, 100, default);
            Assert.Equal(talk.State, stored?.State);
            Assert.Equal(27, stored?.Recent.Length);
        }
    }

    [Fact]
    public async Task The_same_conversations_started_by_two_silos_are_started_once()
    {
        for (var round = 0; round < 15; round++)
        {
            var starts = Enumerable.Range(0, 8).Select(_ => NewTalk().Start()).ToArray();
            var results = await Task.WhenAll(
                Task.WhenAll(starts.Select(start => Stores[0].Append(start, default))),
                Task.WhenAll(starts.Reverse().Select(start => Stores[1].Append(start, default))));
            var ofSecond = results[1].Reverse().ToArray();
            for (var i = 0; i < starts.Length; i++)
            {
                AppendResult[] both = [results[0][i], ofSecond[i]];
                Assert.Single(both.OfType<AppendResult.Appended>());
                Assert.Equal(starts[i].Entries[0], Assert.Single(both.OfType<AppendResult.Duplicate>()).Entry);
            }
        }
    }

    [Fact]
    public async Task Numbers_ascend_over_both()
    {
        var numbers = new List<long>();
        for (var i = 0; i < 20; i++)
        {
            var talk = NewTalk();
            numbers.Add(await talk.Write(Stores[i % 2], talk.Start()));
        }
        Assert.Equal(numbers.Order(), numbers);
    }

    [Fact]
    public async Task A_silo_that_stops_in_the_middle_gives_its_rows_back()
    {
        var talk = NewTalk();
        await talk.Write(Stores[0], talk.Start());
        await using var stopped = await PostgresSession.Open(new(database), default);
        await stopped.Look(new([new PostgresAppend(talk.Post("never sent"), metrics)]), default);

        // The row is held until the server ends the transaction of who says no more.
        await TestKit.Poll.Until(
            async () =>
            {
                try
                {
                    return await Stores[1].Append(talk.Post("sent"), default) is AppendResult.Appended;
                }
                catch (StoreUnavailableException)
                {
                    return false;
                }
            },
            "the other silo writes");
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => stopped.Rollback(default));
    }

    private Talk NewTalk() => new() { Account = account };
}
