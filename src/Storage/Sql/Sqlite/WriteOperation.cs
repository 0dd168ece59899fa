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
    private readonly PendingAnswer<TResult> answer = new();

    internal Task<TResult> Task => answer.Task;

    internal sealed override void Execute(SqliteWriteSession session) => answer.Set(Run(session));

    internal override void Complete() => answer.Give();

    internal override void Fail(Exception problem) => answer.Fail(problem);

    protected abstract TResult Run(SqliteWriteSession session);
}

/// <summary>An operation that is a function.</summary>
internal sealed class WriteFunction<TResult>(Func<SqliteWriteSession, TResult> run) : WriteOperation<TResult>
{
    protected override TResult Run(SqliteWriteSession session) => run(session);
}
