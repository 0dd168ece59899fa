using System.Data.Common;
using MessageCenter.Grains.Stores;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// A pool of connections beside the writer. A read that meets a connection which a restarted server left behind is asked
/// again on a new one, so that nobody pays for what the pool did not know.
/// </summary>
internal sealed class PostgresReaders(PostgresConnections connections, TimeProvider time) : SqlReaders, IAsyncDisposable
{
    /// <summary>How long a caller waits for an answer, whatever happens.</summary>
    private static readonly TimeSpan CallerPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long the server may take for a read.</summary>
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(4);

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connections.ForReaders);

    internal override SqlDialect Dialect => PostgresDialect.Instance;

    internal override async Task<TResult> Read<TResult>(
        Func<DbConnection, CancellationToken, Task<TResult>> read, CancellationToken cancel)
    {
        try
        {
            // A driver that cannot even give up a dead connection in time is left behind.
            return await RunTwice(read, cancel).WaitAsync(CallerPatience, time, cancel);
        }
        catch (Exception problem) when (PostgresProblems.IsOfDriver(problem) && !cancel.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The store could not be read.", problem);
        }
        catch (Exception problem) when (PostgresProblems.IsOfDriver(problem))
        {
            throw new OperationCanceledException("The read was given up.", problem, cancel);
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<TResult> RunTwice<TResult>(
        Func<DbConnection, CancellationToken, Task<TResult>> read, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(ReadPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return await Run(read, either.Token);
        }
        catch (Exception problem) when (PostgresProblems.IsLostConnection(problem))
        {
            source.Clear();
            return await Run(read, either.Token);
        }
    }

    private async Task<TResult> Run<TResult>(
        Func<DbConnection, CancellationToken, Task<TResult>> read, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await read(connection, cancel);
    }
}
