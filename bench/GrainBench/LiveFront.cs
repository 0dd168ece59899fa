using System.Collections.Concurrent;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.GrainBench;

/// <summary>The front of all operators: it notices which conversation has become live.</summary>
internal sealed class LiveFront : IFeedObserver
{
    private readonly ConcurrentDictionary<ConversationId, TaskCompletionSource> awaited = new();

    /// <summary>Completes when an operator has been shown the conversation as live.</summary>
    public Task Live(ConversationId id) =>
        awaited.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public Task Push(FeedPush push)
    {
        if (push is FeedPush.InboxChanged { Conversation: { Mode: ConversationMode.Live } conversation }
            && awaited.TryRemove(conversation.ConversationId, out var waiting))
        {
            waiting.SetResult();
        }
        return Task.CompletedTask;
    }
}
