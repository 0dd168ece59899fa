namespace MessageCenter.Storage.Sql.Sqlite;

/// <summary>
/// One thing to write. Runs on the writer's thread inside a transaction it shares with others, perhaps more than once
/// (the transaction is rolled back when another operation breaks it), and is answered only after the commit.
/// Whoever refuses does so before her first change.
/// </summary>
internal abstract class WriteOperation
{
    internal abstract void Execute(SqliteWriteSession session);

    internal abstract void Complete();

    internal abstract void Fail(Exception problem);
}

/// <summary>An operation with an answer.</summary>
internal abstract class WriteOperation<TResult> : WriteOperation
{
    // Continuations must not run on the writer's thread: they would hold up the next batch.
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TResult> results = new(1);

    internal Task<TResult> Task => completion.Task;

    internal sealed override void Execute(SqliteWriteSession session) 
    {
        results.Clear();
        results.Add(Run(session));
    }

    internal override void Complete() => completion.TrySetResult(results[0]);

    internal override void Fail(Exception problem) => completion.TrySetException(problem);

    protected abstract TResult Run(SqliteWriteSession session);
}

/// <summary>An operation that is a function.</summary>
internal sealed class WriteFunction<TResult>(Func<SqliteWriteSession, TResult> run) : WriteOperation<TResult>
{
    protected override TResult Run(SqliteWriteSession session) => run(session);
}
