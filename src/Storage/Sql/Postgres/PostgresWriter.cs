using System.Threading.Channels;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// The only one of this process who writes: it takes what has gathered while the server was busy, writes it in one
/// transaction and answers after the commit. Other processes do the same beside it; rows are locked in one order, and what
/// is read under a lock decides. When nobody knows what became of a commit, all of the batch are told so, and another
/// connection is opened.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    private const int TriesMax = 3;

    /// <summary>How long a caller waits for an answer, whatever happens.</summary>
    private static readonly TimeSpan CallerPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long the server may take for a batch.</summary>
    private static readonly TimeSpan BatchPatience = TimeSpan.FromSeconds(4);

    private readonly Channel<PostgresOperation> queue = Channel.CreateBounded<PostgresOperation>(
        new BoundedChannelOptions(Limits.AppendQueueMax) { SingleReader = true });

    private readonly List<PostgresOperation> held = [];
    private readonly PostgresConnections connections;
    private readonly StoreMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly GatheringPace pace;
    private readonly Task loop;
    private PostgresSession? session;
    private bool isFailing;
    private volatile bool isClosed;

    private PostgresWriter(
        PostgresConnections connections, PostgresSession session, StoreMetrics metrics, TimeProvider time, ILogger logger)
    {
        this.connections = connections;
        this.session = session;
        this.metrics = metrics;
        this.time = time;
        this.logger = logger;
        pace = new(time);
        loop = Loop();
    }

    internal static async Task<PostgresWriter> Open(
        PostgresConnections connections, StoreMetrics metrics, TimeProvider time, ILogger logger, CancellationToken cancel) =>
        new(connections, await PostgresSession.Open(connections, cancel), metrics, time, logger);

    internal async Task<TResult> Write<TResult>(PostgresOperation<TResult> operation)
    {
        if (!queue.Writer.TryWrite(operation))
        {
            throw new StoreUnavailableException(
                isClosed ? "The store is closed." : "Too much waits to be written.");
        }
        try
        {
            return await operation.Task.WaitAsync(CallerPatience, time);
        }
        catch (TimeoutException problem)
        {
            operation.IsGivenUp = true;
            throw new StoreUnavailableException("The store did not answer in time; what became of the write is not known.", problem);
        }
    }

    /// <summary>Writes what waits, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        isClosed = true;
        queue.Writer.TryComplete();
        await loop;
        await CloseSession();
    }

    private async Task Loop()
    {
        var batch = new List<PostgresOperation>(Limits.AppendBatchMax);
        while (held.Count > 0 || await queue.Reader.WaitToReadAsync())
        {
            if (pace.ShouldPause(held.Count + queue.Reader.Count))
            {
                await Task.Delay(GatheringPace.Pause, time);
            }
            Gather(batch);
            await WriteBatch(batch);
            pace.Committed(batch.Count);
            batch.Clear();
        }
    }

    /// <summary>Takes what waits, but not two of one key: the second is decided on what the first has made of it.</summary>
    private void Gather(List<PostgresOperation> batch)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        held.RemoveAll(TakesPart);
        while (batch.Count < Limits.AppendBatchMax && held.Count < Limits.AppendBatchMax && queue.Reader.TryRead(out var next))
        {
            if (!TakesPart(next))
            {
                held.Add(next);
            }
        }

        bool TakesPart(PostgresOperation operation)
        {
            if (operation.IsGivenUp)
            {
                return true;
            }
            if (batch.Count == Limits.AppendBatchMax || !keys.Add(operation.Key))
            {
                return false;
            }
            batch.Add(operation);
            return true;
        }
    }

    private async Task WriteBatch(List<PostgresOperation> operations)
    {
        using var patience = new CancellationTokenSource(BatchPatience, time);
        try
        {
            await Commit(operations, 1, patience.Token);
        }
        catch (Exception problem)
        {
            if (!isFailing)
            {
                isFailing = true;
                Log.CommitFailed(logger, operations.Count, problem);
            }
            // Closed first: who is told to read again must not meet a transaction that is still open.
            await CloseSession();
            FailAll(operations, new StoreUnavailableException("The store could not commit.", problem));
        }
    }

    private async Task Commit(List<PostgresOperation> operations, int tries, CancellationToken cancel)
    {
        if (operations.Count == 0)
        {
            return;
        }
        var batch = new PostgresBatch(operations);
        try
        {
            var open = await Look(batch, cancel);
            await open.Write(batch, cancel);
        }
        catch (PostgresException refusal) when (PostgresProblems.IsRefusal(refusal) && session is not null)
        {
            await session.Rollback(cancel);
            await Recover(operations, refusal, tries, cancel);
            return;
        }
        if (isFailing)
        {
            isFailing = false;
            Log.CommitsAgain(logger);
        }
        metrics.Committed(operations.Count);
        batch.Complete();
    }

    /// <summary>The transaction is begun, and what the decisions need is read. A connection that was dead already costs nothing.</summary>
    private async Task<PostgresSession> Look(PostgresBatch batch, CancellationToken cancel)
    {
        if (session is { } open)
        {
            try
            {
                await open.Look(batch, cancel);
                return open;
            }
            catch (Exception problem) when (PostgresProblems.IsLostConnection(problem))
            {
                await CloseSession();
            }
        }
        session = await PostgresSession.Open(connections, cancel);
        await session.Look(batch, cancel);
        return session;
    }

    /// <summary>Nothing was written, and the server said why.</summary>
    private async Task Recover(
        List<PostgresOperation> operations, PostgresException refusal, int tries, CancellationToken cancel)
    {
        if (PostgresProblems.IsWorthARepeat(refusal) && tries < TriesMax)
        {
            await Commit(operations, tries + 1, cancel);
        }
        else if (PostgresProblems.IsOfOneOperation(refusal) && operations.Count > 1)
        {
            // Whose fault it was is found by halves; the others are written meanwhile.
            var half = operations.Count / 2;
            await Commit(operations[..half], TriesMax, cancel);
            await Commit(operations[half..], TriesMax, cancel);
        }
        else
        {
            Log.OperationFailed(logger, refusal);
            FailAll(operations, new StoreUnavailableException("The store refused the operation.", refusal));
        }
    }

    private async Task CloseSession()
    {
        if (session is { } open)
        {
            session = null;
            await open.DisposeAsync();
        }
    }

    private static void FailAll(List<PostgresOperation> operations, Exception problem)
    {
        foreach (var operation in operations)
        {
            operation.Fail(problem);
        }
    }
}
