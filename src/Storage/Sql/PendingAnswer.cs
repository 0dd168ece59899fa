namespace MessageCenter.Storage.Sql;

/// <summary>
/// What a writer owes to one caller. The answer may be set again and again while a batch is tried; it is given once, after
/// the commit.
/// </summary>
internal sealed class PendingAnswer<TResult>
{
    // Continuations must not run on the writer's thread: they would hold up the next batch.
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action give = static () => throw new InvalidOperationException("There is no answer yet.");

    internal Task<TResult> Task => completion.Task;

    internal void Set(TResult result) => give = () => completion.TrySetResult(result);

    internal void Set(Exception refusal) => give = () => completion.TrySetException(refusal);

    internal void Give() => give();

    /// <summary>At once: nothing will be committed.</summary>
    internal void Fail(Exception problem) => completion.TrySetException(problem);
}
