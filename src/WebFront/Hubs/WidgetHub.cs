using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Feeds;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Locations;
using MessageCenter.WebFront.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using AccountView = MessageCenter.Grains.Interfaces.Accounts.AccountView;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// What contacts do in a widget beside what operators do too (<see cref="ConversationHub{TClient}"/>): messenger, beginning,
/// rating and their own data.
/// </summary>
[Authorize(Policy = Policies.Contact)]
internal sealed class WidgetHub(
    IClusterClient cluster, FrontFeeds feeds, AccountReads accounts, ILocations locations, HubMetrics metrics, TimeProvider time)
    : ConversationHub<IWidgetClient>(cluster, feeds)
{
    private const string SocketKind = "widget";

    /// <summary>No conversation's id: pages keep their order as the calls about a conversation do.</summary>
    private static ConversationId Pages => default;

    protected override string? Name => null;

    public override Task OnConnectedAsync()
    {
        Feeds.ContactCame(Context.Begin(HubSession.OfContact(Context, time)));
        metrics.SocketOpened(SocketKind);
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        metrics.SocketClosed(SocketKind);
        await Feeds.ContactWent(Session);
        await LeavePage(new());
    }

    public async Task<MessengerSnapshot> Hello(Hello argument)
    {
        Checks.Locale(argument.Locale);
        var (account, widget) = await ReadWidget() ?? throw HubCodes.Of(Rejection.WidgetNotFound);
        Session.CountsVisits = PrivacyMode.CountsVisits(widget);
        var isAnswered = Feeds.WatchAvailability(Session, widget.GroupId);
        var messenger = await Feeds.WatchMessenger(Session) ?? throw HubCodes.Of(Rejection.ContactNotFound);
        await Locate(widget);
        await isAnswered;
        // Read last: a change that was pushed meanwhile must not be overtaken by an older answer.
        return new(
            messenger.Version,
            messenger.Contact,
            WidgetView.From(account, widget),
            Feeds.WasAnswered(Session, widget.GroupId),
            messenger.Conversations);
    }

    public Task<Answer> StartConversation(StartConversation argument) =>
        Locales.IsValid(argument.Locale)
            ? Session.InOrder(argument.ConversationId, () => Start(argument))
            : Task.FromResult(Answer.Rejected(Rejection.LocaleIsInvalid));

    public Task<Answer> RateConversation(RateConversation argument) => InOrder(
        argument.ConversationId, grain => grain.RateConversation(By, argument.CommandId, argument.Stars, argument.Words));

    public async Task<Answer> SetContactInfo(SetContactInfo argument) =>
        argument.IsTyped || await TakesPageData()
            ? await Contact().SetContactInfo(argument.Name, argument.Email, argument.Phone, argument.Company)
            : Answer.Rejected(Rejection.PageDataIsOff);

    public async Task<Answer> SetCustomData(SetCustomData argument) =>
        await TakesPageData() ? await Contact().SetCustomData(argument.Data) : Answer.Rejected(Rejection.PageDataIsOff);

    public Task<Answer> EnterPage(EnterPage argument) => Session.MayReportPage()
        ? Session.InOrder(Pages, () => Enter(argument))
        : throw HubCodes.Of(Rejection.TooManyPages);

    public Task LeavePage(LeavePage argument) => Session.InOrder(Pages, async () =>
    {
        if (Session.HasPage)
        {
            Session.HasPage = false;
            await Visits().LeavePage(Context.ConnectionId);
        }
        return true;
    });

    public async Task<Answer> ShareLocation(ShareLocation argument) =>
        await ReadWidget() is not var (_, widget) ? Answer.Rejected(Rejection.WidgetNotFound)
        : !PrivacyMode.TakesLocation(widget) ? Answer.Rejected(Rejection.LocationIsOff)
        : await Contact().LocateContact(new(
            argument.Latitude,
            argument.Longitude,
            argument.AccuracyMetres,
            City: null,
            Region: null,
            Country: null,
            argument.TimeZone,
            LocationKind.Browser,
            At: default));

    // A contact writes as she does; whoever reads it asks for a translation.
    protected override Task<Translation?> Translated(IConversationGrain conversation, PostMessage said) => Task.FromResult<Translation?>(null);

    protected override async ValueTask<bool> ShowsPreview() =>
        await ReadWidget() is var (account, widget) && PrivacyMode.HasLivePreview(account, widget);

    /// <summary>A guess from her address; in privacy mode what was known before is forgotten.</summary>
    private async Task Locate(Widget widget)
    {
        if (!PrivacyMode.TakesLocation(widget))
        {
            await Contact().LocateContact(null);
        }
        else if (Context.GetHttpContext()?.Connection.RemoteIpAddress is { } address && locations.Find(address) is { } found)
        {
            await Contact().LocateContact(found);
        }
    }

    private async Task<bool> TakesPageData() =>
        await ReadWidget() is var (account, widget) && PrivacyMode.TakesPageData(account, widget);

    private async Task<(AccountView Account, Widget Widget)?> ReadWidget() =>
        await accounts.Read(Session.Account) is { } account
        && account.Widgets.FirstOrDefault(one => one.WidgetId == Session.WidgetId && one.IsEnabled) is { } widget
            ? (account, widget)
            : null;

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
        var account = Cluster.GetGrain<IAccountGrain>(GrainKeys.Of(Session.Account));
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

    private async Task<Answer> Enter(EnterPage page)
    {
        if (await ReadWidget() is not var (_, widget) || !PrivacyMode.TakesPages(widget))
        {
            return Answer.Rejected(Rejection.PageDataIsOff);
        }
        Session.HasPage = true;
        await Visits().EnterPage(Context.ConnectionId, page.Url, page.Title);
        return Answer.Done;
    }

    private IVisitsGrain Visits() => Cluster.GetGrain<IVisitsGrain>(GrainKeys.Of(Session.Account, ContactId()));

    private IContactGrain Contact() => Cluster.GetGrain<IContactGrain>(GrainKeys.Of(Session.Account, ContactId()));

    private ContactId ContactId() => By.ContactId ?? throw new InvalidOperationException("This hub is for contacts.");
}
