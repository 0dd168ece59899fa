using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.WebFront.Feeds;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// What contact and operator do alike in a conversation. Each method takes who speaks from the principal, asks one grain,
/// and returns its answer: rules live in the deciders, not here. Calls about one conversation keep their order.
/// </summary>
internal abstract class ConversationHub<TClient>(IClusterClient cluster, FrontFeeds feeds) : Hub<TClient>
    where TClient : class
{
    /// <summary>The grains.</summary>
    protected IClusterClient Cluster => cluster;

    /// <summary>What this front follows.</summary>
    protected FrontFeeds Feeds => feeds;

    /// <summary>Who is connected here.</summary>
    protected HubSession Session => Context.Session();

    /// <summary>Who speaks.</summary>
    protected Reader By => Session.Reader;

    /// <summary>The operator's display name; null for a contact.</summary>
    protected abstract string? Name { get; }

    public Task<Answer> PostMessage(PostMessage argument) => InOrder(
        argument.ConversationId,
        async grain =>
        {
            if (argument.Translate is { IsValid: false })
            {
                return Answer.Rejected(Rejection.LocaleIsInvalid);
            }
            var translation = await Translated(grain, argument);
            return argument.Attachments is { Count: > 0 } files
                ? await grain.PostAttachments(By, Name, argument.CommandId, argument.Text, files, argument.SeenSeq, translation)
                : await grain.PostMessage(By, Name, argument.CommandId, argument.Text, argument.SeenSeq, translation);
        });

    public Task<Answer> EndConversation(EndConversation argument) => InOrder(
        argument.ConversationId, grain => grain.EndConversation(By, Name, argument.CommandId));

    public Task<ConversationSnapshot> WatchConversation(WatchConversation argument)
    {
        Checks.Seq(argument.After);
        return Session.InOrder(
            argument.ConversationId, () => feeds.WatchConversation(Session, argument.ConversationId, argument.After));
    }

    public Task UnwatchConversation(UnwatchConversation argument) =>
        Session.InOrder(argument.ConversationId, async () =>
        {
            await feeds.UnwatchConversation(Session, argument.ConversationId);
            return true;
        });

    public Task<TimelinePage?> ReadTimeline(ReadTimeline argument)
    {
        Checks.Page(argument);
        return Grain(argument.ConversationId).ReadTimeline(By, argument.After, argument.Before, argument.Limit);
    }

    public async Task MarkDelivered(MarkDelivered argument)
    {
        Checks.Seq(argument.UpTo);
        Checks.Held(await InOrder(argument.ConversationId, grain => grain.AdvanceReceipts(By, argument.UpTo, 0)));
    }

    public async Task MarkRead(MarkRead argument)
    {
        Checks.Seq(argument.UpTo);
        Checks.Held(await InOrder(argument.ConversationId, grain => grain.AdvanceReceipts(By, argument.UpTo, argument.UpTo)));
    }

    public async Task Typing(Typing argument)
    {
        Checks.Watched(Session, argument.ConversationId);
        Checks.Preview(argument.Text);
        if (Session.MayType())
        {
            var text = argument.Text is { } typed && await ShowsPreview() ? typed : null;
            await Grain(argument.ConversationId).Typing(By, Name, argument.IsNote, text);
        }
    }

    /// <summary>The words in the language of who will read them; null: as they were written.</summary>
    protected abstract Task<Translation?> Translated(IConversationGrain conversation, PostMessage said);

    /// <summary>Operators may see what this speaker is typing.</summary>
    protected abstract ValueTask<bool> ShowsPreview();

    protected async Task<Answer> InOrder(ConversationId id, Func<IConversationGrain, Task<Answer>> call)
    {
        var answer = await Session.InOrder(id, () => call(Grain(id)));
        if (answer.Rejection?.Code == RejectionCode.Unavailable)
        {
            feeds.Doubt(Session, id);
        }
        return answer;
    }

    protected IConversationGrain Grain(ConversationId id) =>
        cluster.GetGrain<IConversationGrain>(GrainKeys.Of(Session.Account, id));
}
