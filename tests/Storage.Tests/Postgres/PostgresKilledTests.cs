using System.Collections.Concurrent;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql.Postgres;
using MessageCenter.Storage.Tests.Contract;
using MessageCenter.TestKit;

namespace MessageCenter.Storage.Tests.Postgres;

/// <summary>The server is killed under load and comes back.</summary>
public sealed class PostgresKilledTests : IAsyncLifetime
{
    private const int Writers = 24;
    private const int Kills = 3;

    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(6);

    private readonly AccountId account = new(Guid.NewGuid());
    private readonly StoreMetrics metrics = new();
    private readonly ConcurrentBag<TimeSpan> waits = [];
    private readonly int[] acknowledged = new int[Writers];
    private PostgresServer? server;
    private PostgresDatabase? database;

    private PostgresServer Server => server!;

    private PostgresConversationStore Store => new(database!, metrics);

    public async ValueTask InitializeAsync()
    {
        RequireAll.Postgres();
        server = await PostgresServer.Start();
        database = await PostgresFixture.Open(server.ConnectionString("postgres"), metrics);
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
        if (server is not null)
        {
            await server.DisposeAsync();
        }
        metrics.Dispose();
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_and_writes_go_on_by_themselves()
    {
        using var enough = new CancellationTokenSource();
        var talks = Enumerable.Range(0, Writers).Select(_ => new Talk { Account = account }).ToArray();
        var writing = talks.Select((talk, i) => Write(talk, i, enough.Token)).ToArray();
        for (var kill = 0; kill < Kills; kill++)
        {
            await MoreIsAcknowledged("the writers write");
            await Server.Kill();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => Timed(() => Store.Load(account, talks[0].Id, 1, default)));
            await Server.Restart();
            var begun = TimeProvider.System.GetTimestamp();
            await MoreIsAcknowledged("writes are accepted again");
            Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }
        await enough.CancelAsync();
        await Task.WhenAll(writing);

        for (var i = 0; i < Writers; i++)
        {
            var stored = await Store.Load(account, talks[i].Id, 0, default);
            var entries = await ReadAll(talks[i]);
            Assert.Equal(talks[i].State, stored?.State);
            Assert.Equal(Enumerable.Range(1, (int)talks[i].State.LastSeq).Select(seq => (long)seq), entries.Select(entry => entry.Seq));
            var commands = entries.Select(entry => entry.CommandId).OfType<CommandId>().ToArray();
            Assert.Equal(acknowledged[i], commands.Distinct().Count());
            Assert.Equal(commands.Length, commands.Distinct().Count());
        }
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, AnswersWithin));
    }

    /// <summary>Writes one message after the other; after each failure the same again, as a client's outbox does.</summary>
    private async Task Write(Talk talk, int writer, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var append = talk.Version == 0 ? talk.Start() : talk.Post("needle");
            while (true)
            {
                try
                {
                    var result = await Timed(() => Store.Append(append, default));
                    // Written by the try of which nobody knew what became.
                    Assert.True(result is AppendResult.Appended or AppendResult.Duplicate, result.ToString());
                    talk.Took(append);
                    Interlocked.Increment(ref acknowledged[writer]);
                    break;
                }
                catch (StoreUnavailableException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
                }
            }
        }
    }

    private async Task<List<TimelineEntry>> ReadAll(Talk talk)
    {
        var entries = new List<TimelineEntry>();
        while (await Store.ReadTimeline(account, talk.Id, new(entries.Count, null, Limits.TimelinePageMax), default) is { Length: > 0 } page)
        {
            entries.AddRange(page);
        }
        return entries;
    }

    private async Task<T> Timed<T>(Func<Task<T>> call)
    {
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            return await call();
        }
        finally
        {
            waits.Add(TimeProvider.System.GetElapsedTime(begun));
        }
    }

    private async Task MoreIsAcknowledged(string wait)
    {
        var before = acknowledged.Sum();
        await Poll.Until(() => acknowledged.Sum() > before + Writers, wait);
    }
}
