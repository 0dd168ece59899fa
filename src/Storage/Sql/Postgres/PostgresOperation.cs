using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// One thing to write. It shares a transaction with others, is perhaps tried more than once, and is answered only after the
/// commit.
/// </summary>
internal abstract class PostgresOperation
{
    /// <summary>
    /// What it writes. Two of one key never share a transaction, and those of a transaction are written in the order of their
    /// keys, so that two processes lock in one order.
    /// </summary>
    internal abstract string Key { get; }

    /// <summary>The caller has gone; what was not begun need not be.</summary>
    internal bool IsGivenUp { get; set; }

    internal abstract void Complete();

    internal abstract void Fail(Exception problem);
}

/// <summary>An operation with an answer.</summary>
internal abstract class PostgresOperation<TResult> : PostgresOperation
{
    internal abstract Task<TResult> Task { get; }
}

/// <summary>An operation that is one statement, which returns rows.</summary>
internal interface IPostgresStatement
{
    /// <summary>A conversation whose row must be locked before anything is written.</summary>
    ConversationKey? Locks { get; }

    NpgsqlBatchCommand Command();

    /// <summary>Reads what the statement returned.</summary>
    Task Hear(NpgsqlDataReader reader, CancellationToken cancel);
}

/// <summary>A statement and how to read its answer.</summary>
internal sealed class PostgresStatement<TResult>(
    string key, Func<NpgsqlBatchCommand> command, Func<NpgsqlDataReader, CancellationToken, Task<TResult>> read)
    : PostgresOperation<TResult>, IPostgresStatement
{
    private readonly PendingAnswer<TResult> answer = new();

    internal override string Key => key;

    internal override Task<TResult> Task => answer.Task;

    public ConversationKey? Locks { get; init; }

    public NpgsqlBatchCommand Command() => command();

    public async Task Hear(NpgsqlDataReader reader, CancellationToken cancel) => answer.Set(await read(reader, cancel));

    internal override void Complete() => answer.Give();

    internal override void Fail(Exception problem) => answer.Fail(problem);
}
