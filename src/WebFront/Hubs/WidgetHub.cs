using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Feeds;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// What contacts do in a widget. Each method takes who speaks from the principal, asks the grain, and returns its
/// answer: rules live in the deciders, not here.
/// </summary>
[Authorize(Policy = Policies.Contact)]
internal sealed class WidgetHub(
    IClusterClient cluster, FrontFeeds feeds, AccountReads accounts, HubMetrics metrics, TimeProvider time)
    : Hub<IWidgetClient>
{
    private const string SocketKind = "widget";

    private HubSession Session => Context.Session();

    private Reader By => Session.Reader;

    public override Task OnConnectedAsync()
    {
        feeds.ContactCame(Context.Begin(HubSession.OfContact(Context, time)));
        metrics.SocketOpened(SocketKind);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        metrics.SocketClosed(SocketKind);
        return feeds.ContactWent(Session);
    }

    public async Task<MessengerSnapshot> Hello(Hello argument)
    {
        Checks.Locale(argument.Locale);
        var account = await accounts.Read(Session.Account);
        var widget = account?.Widgets.FirstOrDefault(widget => widget.WidgetId == Session.WidgetId && widget.IsEnabled);
        if (account is null || widget is null)
        {
            throw HubCodes.Of(Rejection.WidgetNotFound);
        }
        var isAnswered = feeds.WatchAvailability(Session, widget.GroupId);
        var messenger = await feeds.WatchMessenger(Session) ?? throw HubCodes.Of(Rejection.ContactNotFound);
        return new(
            messenger.Version,
            messenger.Contact,
            WidgetView.From(Session.Account, account.Name, widget),
            await isAnswered,
            messenger.Conversations);
    }

    public Task<Answer> StartConversation(StartConversation argument) =>
        Locales.IsValid(argument.Locale)
            ? Session.InOrder(argument.ConversationId, () => Start(argument))
            : Task.FromResult(Answer.Rejected(Rejection.LocaleIsInvalid));

    public Task<Answer> PostMessage(PostMessage argument) => InOrder(
        argument.ConversationId, grain => grain.PostMessage(By, null, argument.CommandId, argument.Text));

    public Task<Answer> EndConversation(EndConversation argument) => InOrder(
        argument.ConversationId, grain => grain.EndConversation(By, null, argument.CommandId));

    public Task<Answer> RateConversation(RateConversation argument) => InOrder(
        argument.ConversationId, grain => grain.RateConversation(By, argument.CommandId, argument.Stars, argument.Words));

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
        return Session.MayType() ? Grain(argument.ConversationId).Typing(By, null) : Task.CompletedTask;
    }

    public Task<Answer> SetContactInfo(SetContactInfo argument) =>
        Contact().SetContactInfo(argument.Name, argument.Email, argument.Phone, argument.Company);

    public Task<Answer> SetCustomData(SetCustomData argument) => Contact().SetCustomData(argument.Data);

    private async Task<Answer> Start(StartConversation argument)
    {
        var contact = await Contact().Introduce();
        if (contact is null)
        {
            return Answer.Rejected(Rejection.ContactNotFound);
        }
        if (contact.OngoingConversations >= Limits.OngoingConversationsPerContactMax
            // A retry of the one that filled the measure is answered as it was.
            && await Grain(argument.ConversationId).ReadConversation(By) is null)
        {
            return Answer.Rejected(Rejection.TooManyConversations);
        }
        var account = cluster.GetGrain<IAccountGrain>(GrainKeys.Of(Session.Account));
        if (await account.ReadWidget(Session.WidgetId) is not { } widget)
        {
            return Answer.Rejected(Rejection.WidgetNotFound);
        }
        var started = new ConversationEvent.ConversationStarted(
            ContactId(),
            contact.Number,
            contact.Name,
            widget.WidgetId,
            widget.GroupId,
            widget.DefaultTopics,
            argument.Locale,
            contact.StickyOperator);
        return await Grain(argument.ConversationId).StartConversation(argument.CommandId, started, argument.Text);
    }

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

    private IContactGrain Contact() => cluster.GetGrain<IContactGrain>(GrainKeys.Of(Session.Account, ContactId()));

    private ContactId ContactId() => By.ContactId ?? throw new InvalidOperationException("This hub is for contacts.");
}
