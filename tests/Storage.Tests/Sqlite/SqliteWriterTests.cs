using System.Diagnostics.Metrics;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql.Sqlite;
using MessageCenter.Storage.Tests.Contract;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MessageCenter.Storage.Tests.Sqlite;

public sealed class SqliteWriterTests : IDisposable
{
    private const string Insert = "INSERT INTO document (kind, key, version, json) VALUES ('k', ?1, 1, '{}')";

    private readonly TemporaryFolder folder = new();
    private readonly StoreMetrics metrics = new();
    private readonly ManualResetEventSlim isHeld = new();
    private readonly ManualResetEventSlim gate = new();
    private readonly SqliteStoreOptions options;
    private readonly SqliteDatabase database;

    public SqliteWriterTests()
    {
        options = new() { Path = folder.File("store.db") };
        database = SqliteStoreUnderTest.OpenDatabase(options, metrics);
    }

    public void Dispose()
    {
        gate.Set();
        database.Dispose();
        isHeld.Dispose();
        gate.Dispose();
        metrics.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Whoever_fails_takes_nobody_of_her_batch_along()
    {
        var first = Hold();
        var before = Write("a");
        var failing = database.Writer.Write(new WriteFunction<int>(session =>
        {
            session.Prepare(Insert).Bind(1, "half").Run();
            throw new InvalidOperationException("mine");
        }));
        var twice = Write("a");
        var after = Write("b");
        gate.Set();

        await Task.WhenAll(first, before, after);
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => twice);
        Assert.Equal(["a", "b"], Keys());
    }

    [Fact]
    public async Task When_the_commit_fails_all_are_told_and_the_next_batch_goes_on()
    {
        var first = Hold();
        var lost = Write("lost");
        // Entries without a conversation: the deferred check of foreign keys refuses the commit itself.
        var breaking = database.Writer.Write(new WriteFunction<int>(session =>
        {
            session.Prepare("PRAGMA defer_foreign_keys = ON").Run();
            return session.Prepare("INSERT INTO timeline VALUES (77, 1, 0, 'c', NULL, '{}')").Run();
        }));
        gate.Set();

        await first;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => breaking);
        await Write("next");
        Assert.Equal(["next"], Keys());
    }

    [Theory]
    [InlineData(raw.SQLITE_IOERR_FSYNC)]
    [InlineData(raw.SQLITE_IOERR_WRITE)]
    [InlineData(raw.SQLITE_IOERR_DIR_FSYNC)]
    public async Task After_the_disk_has_failed_nothing_is_written_any_more(int failure)
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Fail(raw.SQLITE_IOERR, failure));
        await database.Writer.Lost.WaitAsync(Poll.Patience);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write("over the failure"));
        Assert.Empty(Keys());
    }

    [Fact]
    public async Task A_full_disk_is_well_again_when_there_is_room()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Fail(raw.SQLITE_FULL, raw.SQLITE_FULL));
        await Write("room again");
        Assert.False(database.Writer.Lost.IsCompleted);
        Assert.Equal(["room again"], Keys());
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once()
    {
        var held = Hold();
        Task? refused = null;
        for (var i = 0; i < Limits.AppendQueueMax + Limits.AppendBatchMax + 1 && refused is null; i++)
        {
            var write = database.Writer.Write(new WriteFunction<int>(_ => 0));
            refused = write.IsFaulted ? write : null;
        }
        Assert.NotNull(refused);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => refused);
        gate.Set();
        await held;
        await Write("room again");
    }

    [Fact]
    public async Task What_waits_is_written_before_the_store_closes()
    {
        var first = Hold();
        var waiting = Enumerable.Range(0, 2_000).Select(i => Write($"{i:0000}")).ToArray();
        gate.Set();
        database.Dispose();
        await Task.WhenAll(waiting.Append(first));
        Assert.Equal(2_000, Keys().Count);
    }

    [Fact]
    public async Task Operations_that_gathered_share_a_commit_and_the_meter_tells()
    {
        var sizes = new List<int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == StoreMetrics.MeterName && instrument.Name == "messagecenter.store.commit.batch_size")
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
        {
            lock (sizes)
            {
                sizes.Add(size);
            }
        });
        listener.Start();
        var first = Hold();
        var waiting = Enumerable.Range(0, 1_000).Select(i => Write($"{i:0000}")).ToArray();
        gate.Set();
        await Task.WhenAll(waiting.Append(first));
        lock (sizes)
        {
            Assert.Contains(Limits.AppendBatchMax, sizes);
            Assert.All(sizes, size => Assert.InRange(size, 1, Limits.AppendBatchMax));
        }
    }

    private Task<int> Fail(int code, int extendedCode) => database.Writer.Write(
        new WriteFunction<int>(_ => throw new SqliteException("as SQLite would say", code, extendedCode)));

    private Task<int> Write(string key) =>
        database.Writer.Write(new WriteFunction<int>(session => session.Prepare(Insert).Bind(1, key).Run()));

    /// <summary>Keeps the writer busy, so that what comes next gathers for one batch.</summary>
    private Task<int> Hold()
    {
        var held = database.Writer.Write(new WriteFunction<int>(_ =>
        {
            isHeld.Set();
            gate.Wait();
            return 0;
        }));
        isHeld.Wait();
        return held;
    }

    private List<string> Keys()
    {
        using var connection = SqliteConnections.Open(options.Path, SqliteOpenMode.ReadOnly);
        using var command = SqliteConnections.Command(connection, "SELECT key FROM document ORDER BY key");
        using var reader = command.ExecuteReader();
        var keys = new List<string>();
        while (reader.Read())
        {
            keys.Add(reader.GetString(0));
        }
        return keys;
    }
}
