using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;

namespace MessageCenter.StoreBench;

/// <summary>A conversation as its grain holds it: contact and operator write in turns.</summary>
internal sealed class BenchConversation(Texts texts)
{
    private static readonly AccountId Account = new(Guid.NewGuid());
    private static readonly WidgetId Widget = new(Guid.NewGuid());
    private static readonly OperatorGroupId Group = new(Guid.NewGuid());
    private readonly ConversationId id = new(Guid.NewGuid());
    private readonly Author olivia = Author.Operator(new(Guid.NewGuid()), "Olivia");
    private readonly SemaphoreSlim turn = new(1);
    private ConversationState state = ConversationState.Nothing;
    private long version;

    internal Task Start(IConversationStore store) => Append(
        store,
        Author.Contact,
        new ConversationEvent.ConversationStarted(new(Guid.NewGuid()), 1, null, Widget, Group, [], "en", null));

    internal async Task Post(IConversationStore store)
    {
        await turn.WaitAsync();
        try
        {
            await Append(store, version % 2 == 0 ? olivia : Author.Contact, new ConversationEvent.MessagePosted(texts.Next()));
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Append(IConversationStore store, Author author, ConversationEvent happened)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var entry = new TimelineEntry(state.LastSeq + 1, at, author, new CommandId(Guid.NewGuid()), happened);
        var next = ConversationFold.Apply(state, entry);
        var result = await store.Append(new(Account, id, version, next, [entry], null, []), default);
        if (result is not AppendResult.Appended appended)
        {
            throw new InvalidOperationException($"{result} was not expected.");
        }
        (state, version) = (next, appended.Version);
    }
}
