using System.Collections.Concurrent;
using System.Data.Common;
using MessageCenter.Grains.Stores;
using Microsoft.Data.Sqlite;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>Read-only connections beside the writer.</summary>
internal sealed class SqliteReaders(string path) : SqlReaders, IDisposable
{
    private static readonly int ReadersMax = Math.Clamp(Environment.ProcessorCount * 2, 4, 16);

    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private readonly SemaphoreSlim places = new(ReadersMax);
    private volatile bool isClosed;

    internal override SqlDialect Dialect => SqliteDialect.Instance;

    internal override async Task<TResult> Read<TResult>(
        Func<DbConnection, CancellationToken, Task<TResult>> read, CancellationToken cancel)
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
                () => Run(read, cancel), cancel, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
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

    private async Task<TResult> Run<TResult>(
        Func<DbConnection, CancellationToken, Task<TResult>> read, CancellationToken cancel)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = idle.TryTake(out var taken) ? taken : SqliteConnections.OpenReader(path);
            var result = await read(connection, cancel);
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
