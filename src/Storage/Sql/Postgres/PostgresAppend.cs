using System.Diagnostics;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>One append; <see cref="PostgresAppends"/> decides and writes all of a batch together.</summary>
internal sealed class PostgresAppend : PostgresOperation<AppendResult>
{
    private readonly PendingAnswer<AppendResult> answer = new();
    private readonly StoreMetrics metrics;
    private readonly long startedAt = Stopwatch.GetTimestamp();

    internal PostgresAppend(ConversationAppend append, StoreMetrics metrics)
    {
        this.metrics = metrics;
        Prepared = new(append, SearchWords.Vector);
        Key = Conversation.ToString();
    }

    internal PreparedAppend Prepared { get; }

    internal override string Key { get; }

    internal override Task<AppendResult> Task => answer.Task;

    internal ConversationKey Conversation => new(Prepared.Append.Account, Prepared.Append.Conversation);

    internal void Decided(AppendResult result) => answer.Set(result);

    internal void Refused(Exception refusal) => answer.Set(refusal);

    internal override void Complete()
    {
        metrics.Appended(Stopwatch.GetElapsedTime(startedAt));
        answer.Give();
    }

    internal override void Fail(Exception problem) => answer.Fail(problem);
}

/// <summary>Names a conversation among all accounts' conversations.</summary>
internal readonly record struct ConversationKey(AccountId Account, ConversationId Conversation)
{
    public override string ToString() => $"conversation/{Account.Value:N}/{Conversation.Value:N}";
}
