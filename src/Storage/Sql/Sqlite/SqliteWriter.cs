using System.Threading.Channels;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// The only one who writes: a thread that takes what has gathered while the disk was busy, writes it in one transaction
/// and answers after the commit. A lone write goes at once; where writes follow each other closely a commit waits a few
/// milliseconds for company (<see cref="GatheringPace"/>). An operation that fails is taken out and the others
/// are run again; when the commit fails nobody knows what is stored, all are told so, and the connection is opened anew.
/// When the disk fails to take what it was given, nothing is written any more: see <see cref="Lost"/>.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int OperationsPerCheckpoint = 1_000;

    private readonly Channel<WriteOperation> queue = Channel.CreateBounded<WriteOperation>(
        new BoundedChannelOptions(Limits.AppendQueueMax) { SingleReader = true });

    private readonly AutoResetEvent wake = new(initialState: false);
    private readonly GatheringPace pace = new(TimeProvider.System);
    private readonly SqliteStoreOptions options;
    private readonly StoreMetrics metrics;
    private readonly ILogger logger;
    private readonly SqliteCheckpointer checkpointer;
    private readonly Thread thread;
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteWriteSession? session;
    private int operationsSinceCheckpoint;
    private int isSleeping;
    private volatile bool isClosed;

    internal SqliteWriter(SqliteStoreOptions options, StoreMetrics metrics, ILogger logger)
    {
        this.options = options;
        this.metrics = metrics;
        this.logger = logger;
        session = new(options);
        checkpointer = new(options, logger);
        // A thread of its own: waiting for the disk must not take one of the pool's few.
        thread = new(Loop) { IsBackground = true, Name = "Store writer" };
        thread.Start();
    }

    /// <summary>
    /// Ends when the disk has failed. Whether what it was given before is on it nobody can say then, not even by asking
    /// again, since the kernel reports such a failure once and forgets; what is on it is found out by opening the store anew.
    /// </summary>
    internal Task Lost => lost.Task;

    internal Task<TResult> Write<TResult>(WriteOperation<TResult> operation)
    {
        if (!queue.Writer.TryWrite(operation))
        {
            return Task.FromException<TResult>(new StoreUnavailableException(
                isClosed ? "The store is closed." : "Too much waits to be written."));
        }
        if (Interlocked.Exchange(ref isSleeping, 0) == 1)
        {
            wake.Set();
        }
        return operation.Task;
    }

    /// <summary>Writes what waits, then stops.</summary>
    public void Dispose()
    {
        queue.Writer.TryComplete();
        isClosed = true;
        wake.Set();
        thread.Join();
        checkpointer.Dispose();
        session?.Dispose();
        wake.Dispose();
    }

    private void Loop()
    {
        var batch = new List<WriteOperation>(Limits.AppendBatchMax);
        while (WaitForWork())
        {
            if (pace.ShouldPause(queue.Reader.Count) && !isClosed)
            {
                // Nobody signals while the mark of sleep is down: this is a pause of that length, not a thread of the pool's.
                wake.WaitOne(GatheringPace.Pause);
            }
            while (batch.Count < Limits.AppendBatchMax && queue.Reader.TryRead(out var operation))
            {
                batch.Add(operation);
            }
            var operations = batch.Count;
            WriteBatch(batch);
            pace.Committed(operations);
            batch.Clear();
        }
    }

    private bool WaitForWork()
    {
        while (queue.Reader.Count == 0)
        {
            if (isClosed)
            {
                return false;
            }
            Interlocked.Exchange(ref isSleeping, 1);
            // Who wrote before seeing the mark does not wake us: look once more.
            if (queue.Reader.Count == 0 && !isClosed)
            {
                wake.WaitOne();
            }
            Interlocked.Exchange(ref isSleeping, 0);
        }
        return true;
    }

    private void WriteBatch(List<WriteOperation> batch)
    {
        try
        {
            if (lost.Task.IsCompleted)
            {
                throw new StoreUnavailableException("The disk has failed; the store must be opened anew.");
            }
            session ??= new(options);
            while (batch.Count > 0 && !Execute(session, batch))
            {
            }
            if (batch.Count > 0)
            {
                session.Commit();
            }
        }
        catch (Exception problem)
        {
            Abandon(batch, problem);
            return;
        }
        metrics.Committed(batch.Count);
        foreach (var operation in batch)
        {
            operation.Complete();
        }
        Checkpoint(session, batch.Count);
    }

    /// <summary>False: one operation failed and was taken out of the batch, nothing is written, the rest has to run again.</summary>
    private bool Execute(SqliteWriteSession open, List<WriteOperation> batch)
    {
        open.Begin();
        for (var i = 0; i < batch.Count; i++)
        {
            try
            {
                batch[i].Execute(open);
            }
            catch (Exception problem) when (IsOfOperation(problem))
            {
                open.Rollback();
                Log.OperationFailed(logger, problem);
                batch[i].Fail(problem is SqliteException
                    ? new StoreUnavailableException("The store refused the operation.", problem)
                    : problem);
                batch.RemoveAt(i);
                return false;
            }
        }
        return true;
    }

    // What the file or the disk says concerns everybody; what a statement or our own code says, only its operation.
    private static bool IsOfOperation(Exception problem) => problem is not SqliteException sqlite
        || sqlite.SqliteErrorCode is raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG
            or raw.SQLITE_RANGE;

    // A full disk says so in another way, and is well again when there is room.
    private static bool IsOfDisk(Exception problem) => problem is SqliteException
    {
        SqliteExtendedErrorCode: raw.SQLITE_IOERR_WRITE or raw.SQLITE_IOERR_FSYNC or raw.SQLITE_IOERR_DIR_FSYNC,
    };

    private void Abandon(List<WriteOperation> batch, Exception problem)
    {
        Log.CommitFailed(logger, batch.Count, problem);
        // Closed first: who is told to read again must not meet a transaction that is still open.
        session?.Dispose();
        session = null;
        if (IsOfDisk(problem))
        {
            lost.TrySetResult();
        }
        foreach (var operation in batch)
        {
            operation.Fail(new StoreUnavailableException("The store could not commit.", problem));
        }
    }

    private void Checkpoint(SqliteWriteSession open, int operations)
    {
        operationsSinceCheckpoint += operations;
        if (operationsSinceCheckpoint >= OperationsPerCheckpoint)
        {
            operationsSinceCheckpoint = 0;
            checkpointer.Start();
        }
        if (checkpointer.TakeNeedsWriter())
        {
            open.Checkpoint();
        }
    }
}
