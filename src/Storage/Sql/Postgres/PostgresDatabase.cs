using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// One database that any number of processes share: its schema is brought up to date and its promises are checked before
/// this process reads or writes.
/// </summary>
public sealed class PostgresDatabase : IOpenableStore, IAsyncDisposable
{
    private readonly PostgresStoreOptions options;
    private readonly StoreMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<PostgresDatabase> logger;
    private PostgresWriter? writer;
    private PostgresReaders? readers;

    internal PostgresDatabase(
        IOptions<PostgresStoreOptions> options, StoreMetrics metrics, TimeProvider time, ILogger<PostgresDatabase> logger)
    {
        this.options = options.Value;
        this.metrics = metrics;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>
    /// Names the history of this database. A restored backup must be given another one: what clients know beyond it has not
    /// happened.
    /// </summary>
    public Guid Epoch { get; private set; }

    internal PostgresWriter Writer => writer ?? throw NotOpen();

    internal PostgresReaders Readers => readers ?? throw NotOpen();

    /// <summary>Throws <see cref="StoreStartupException"/> with one line that says why the store cannot be used.</summary>
    public async Task Open(CancellationToken cancel)
    {
        TextFold.SelfTest();
        var connections = new PostgresConnections(options.ConnectionString);
        try
        {
            Epoch = await Prepare(connections, cancel);
            writer = await PostgresWriter.Open(connections, metrics, time, logger, cancel);
            readers = new(connections, time);
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException)
        {
            var said = (problem.InnerException ?? problem).Message.ReplaceLineEndings(" ");
            throw new StoreStartupException($"The store {connections.Name} cannot be opened: {said}", problem);
        }
        Log.StoreOpened(logger, connections.Name, PostgresSchema.Scripts.Known, Epoch);
    }

    Task IOpenableStore.Close() => DisposeAsync().AsTask();

    /// <summary>Writes what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }
        if (readers is not null)
        {
            await readers.DisposeAsync();
        }
        writer = null;
        readers = null;
    }

    private static StoreUnavailableException NotOpen() => new("The store is not open.");

    private async Task<Guid> Prepare(PostgresConnections connections, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connections.ForStartup);
        await connection.OpenAsync(cancel);
        await PostgresSettings.Check(connection, connections.Name, cancel);
        return await PostgresSchema.Migrate(connection, connections.Name, time, cancel);
    }
}
