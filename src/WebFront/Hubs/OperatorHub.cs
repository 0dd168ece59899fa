using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Feeds;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using AccountView = MessageCenter.WebFront.Hubs.Messages.AccountView;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// What operators do. Each method takes who speaks from the principal, asks one grain, and returns its answer: rules
/// live in the deciders, not here.
/// </summary>
[Authorize(Policy = Policies.Operator)]
internal sealed class OperatorHub(
    IClusterClient cluster, FrontFeeds feeds, AccountReads accounts, HubMetrics metrics, TimeProvider time)
    : Hub<IOperatorClient>
{
    private const string SocketKind = "operator";

    private HubSession Session => Context.Session();

    private Reader By => Session.Reader;

    private string Name => Session.OperatorName;

    public override Task OnConnectedAsync()
    {
        feeds.OperatorCame(Context.Begin(HubSession.OfOperator(Context, time)));
        metrics.SocketOpened(SocketKind);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        metrics.SocketClosed(SocketKind);
        return feeds.OperatorWent(Session);
    }

    public async Task<InboxSnapshot> Hello(Hello argument)
    {
        Checks.Locale(argument.Locale);
        var account = accounts.Read(Session.Account);
        var watched = await feeds.WatchInbox(Session) ?? throw HubCodes.Of(Rejection.OperatorNotFound);
        var (inbox, unassigned) = watched;
        return new(
            inbox.Version,
            unassigned.Version,
            AccountView.From(await account ?? throw HubCodes.Of(Rejection.OperatorNotFound)),
            inbox.Me,
            inbox.Availability,
            inbox.IsFirstVisit,
            inbox.Slots,
            inbox.Mine,
            unassigned.Conversations);
    }

    public Task<Answer> SetAvailability(SetAvailability argument) =>
        cluster.GetGrain<IOperatorGrain>(GrainKeys.Of(Session.Account, Operator())).SetAvailability(argument.Availability);

    public Task<Answer> PostMessage(PostMessage argument) => InOrder(
        argument.ConversationId, grain => grain.PostMessage(By, Name, argument.CommandId, argument.Text));

    public Task<Answer> AddNote(AddNote argument) => InOrder(
        argument.ConversationId, grain => grain.AddNote(By, Name, argument.CommandId, argument.Text));

    public Task<Answer> AssignConversation(AssignConversation argument) => InOrder(
        argument.ConversationId,
        grain => grain.AssignConversation(By, Name, argument.CommandId, argument.ExpectedAssignee));

    public Task<Answer> EndConversation(EndConversation argument) => InOrder(
        argument.ConversationId, grain => grain.EndConversation(By, Name, argument.CommandId));

    public Task<Answer> SetStatus(SetStatus argument) => InOrder(
        argument.ConversationId, grain => grain.SetStatus(By, Name, argument.CommandId, argument.Status));

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

    public Task Typing(Typing argument)
    {
        Checks.Watched(Session, argument.ConversationId);
        return Session.MayType() ? Grain(argument.ConversationId).Typing(By, Name) : Task.CompletedTask;
    }

    public Task<ContactView?> ReadContact(ReadContact argument) =>
        cluster.GetGrain<IContactGrain>(GrainKeys.Of(Session.Account, argument.ContactId)).ReadContact();

    private async Task<Answer> InOrder(ConversationId id, Func<IConversationGrain, Task<Answer>> call)
    {
        var answer = await Session.InOrder(id, () => call(Grain(id)));
        if (answer.Rejection?.Code == RejectionCode.Unavailable)
        {
            feeds.Doubt(Session, id);
        }
        return answer;
    }

    private IConversationGrain Grain(ConversationId id) =>
        cluster.GetGrain<IConversationGrain>(GrainKeys.Of(Session.Account, id));

    private OperatorId Operator() => By.OperatorId ?? throw new InvalidOperationException("This hub is for operators.");
}
