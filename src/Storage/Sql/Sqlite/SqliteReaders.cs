using System.Collections.Concurrent;
using MessageCenter.Grains.Stores;
using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>Read-only connections beside the writer. Each read sees everything that was answered before it began.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    private static readonly int ReadersMax = Math.Clamp(Environment.ProcessorCount * 2, 4, 16);

    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private readonly SemaphoreSlim places = new(ReadersMax);
    private volatile bool isClosed;

    internal async Task<TResult> Read<TResult>(Func<SqliteConnection, TResult> read, CancellationToken cancel)
    {
        if (isClosed)
        {
            throw new StoreUnavailableException("The store is closed.");
        }
        await places.WaitAsync(cancel);
        try
        {
            // SQLite blocks its thread; the pool's may be blocked for a moment, a grain's turn may not. The awaiting grain
            // comes back on its own scheduler.
            return await Task.Factory.StartNew(
                () => Run(read), cancel, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Waits for the reads that run.</summary>
    public void Dispose()
    {
        isClosed = true;
        for (var i = 0; i < ReadersMax; i++)
        {
            places.Wait();
        }
        foreach (var connection in idle)
        {
            connection.Dispose();
        }
        places.Dispose();
    }

    private TResult Run<TResult>(Func<SqliteConnection, TResult> read)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = idle.TryTake(out var taken) ? taken : SqliteConnections.OpenReader(path);
            var result = read(connection);
            idle.Add(connection);
            return result;
        }
        catch (SqliteException problem)
        {
            connection?.Dispose();
            throw new StoreUnavailableException("The store could not be read.", problem);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }
}
