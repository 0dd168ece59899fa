using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace MessageCenter.Grains.Tests;

/// <summary>The real store behind a switch: an append can fail before or after it was written.</summary>
internal sealed class FaultyConversationStore(IConversationStore inner, FaultyConversationStore.Switch faults) : IConversationStore
{
    public enum Fault
    {
        None,
        FailsUnwritten,
        FailsWritten,
    }

    public sealed class Switch
    {
        /// <summary>What the next append does; then all is well again.</summary>
        public Fault Next { get; set; }

        /// <summary>Appends that were refused because somebody else had written the row.</summary>
        public int Conflicts => conflicts;

        public void Note(AppendResult result)
        {
            if (result is AppendResult.Conflict)
            {
                Interlocked.Increment(ref conflicts);
            }
        }

        private int conflicts;
    }

    public static void Wrap(IServiceCollection services, Switch faults)
    {
        var real = services.Last(service => service.ServiceType == typeof(IConversationStore)).ImplementationType
            ?? throw new InvalidOperationException("The store is registered by its type.");
        services.AddSingleton(real);
        services.AddSingleton<IConversationStore>(provider =>
            new FaultyConversationStore((IConversationStore)provider.GetRequiredService(real), faults));
    }

    public async Task<AppendResult> Append(ConversationAppend append, CancellationToken cancel)
    {
        var fault = faults.Next;
        faults.Next = Fault.None;
        if (fault == Fault.FailsUnwritten)
        {
            throw new StoreUnavailableException("The test refuses.");
        }
        var result = await inner.Append(append, cancel);
        faults.Note(result);
        return fault == Fault.FailsWritten ? throw new StoreUnavailableException("The test lost the answer.") : result;
    }

    public Task<StoredConversation?> Load(AccountId account, ConversationId conversation, int recentEntries, CancellationToken cancel) =>
        inner.Load(account, conversation, recentEntries, cancel);

    public Task<ImmutableArray<TimelineEntry>> ReadTimeline(
        AccountId account, ConversationId conversation, TimelineRange range, CancellationToken cancel) =>
        inner.ReadTimeline(account, conversation, range, cancel);

    public Task<TimelineEntry?> FindCommand(
        AccountId account, ConversationId conversation, Author author, CommandId command, CancellationToken cancel) =>
        inner.FindCommand(account, conversation, author, command, cancel);

    public Task<ConversationPage> Query(AccountId account, ConversationFilter filter, CancellationToken cancel) =>
        inner.Query(account, filter, cancel);

    public Task<long> Count(AccountId account, ConversationFilter filter, CancellationToken cancel) =>
        inner.Count(account, filter, cancel);

    public Task<bool> Delete(AccountId account, ConversationId conversation, CancellationToken cancel) =>
        inner.Delete(account, conversation, cancel);
}
