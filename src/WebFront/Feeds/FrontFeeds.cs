using System.Collections.Concurrent;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Interfaces.Routing;
using MessageCenter.WebFront.Hubs;
using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.WebFront.Feeds;

/// <summary>
/// The one subscriber of this front. It follows each feed once for all of its sockets, from the first socket that needs
/// it to the last, and passes pushes on to audiences. Promises that a socket joins an audience only after the grain has
/// let its owner in, and that nothing between the grain's answer and the joining is missed.
/// </summary>
internal sealed class FrontFeeds
{
    private readonly ConcurrentDictionary<FeedKey, Feed> feeds = new();
    private readonly IClusterClient cluster;
    private readonly IHubContext<OperatorHub, IOperatorClient> operators;
    private readonly IHubContext<WidgetHub, IWidgetClient> widgets;
    private readonly FeedPushes pushes;
    private readonly ILogger<FrontFeeds> log;
    private readonly Lazy<IFeedObserver> front;

    public FrontFeeds(
        IClusterClient cluster,
        IHubContext<OperatorHub, IOperatorClient> operators,
        IHubContext<WidgetHub, IWidgetClient> widgets,
        HubMetrics metrics,
        TimeProvider time,
        ILogger<FrontFeeds> log)
    {
        this.cluster = cluster;
        this.operators = operators;
        this.widgets = widgets;
        this.log = log;
        pushes = new(feeds, operators, widgets, metrics, time, log);
        // Orleans holds observers weakly: this object, a singleton, keeps it alive.
        front = new(() => cluster.CreateObjectReference<IFeedObserver>(pushes));
    }

    /// <summary>The feeds that somebody follows.</summary>
    public IEnumerable<Feed> Followed => feeds.Select(feed => feed.Value);

    /// <summary>An operator's socket has come: from now on she counts as connected here.</summary>
    public void OperatorCame(HubSession session)
    {
        var inbox = Enter(InboxKey(session), key => new InboxFeed(
            key, cluster.GetGrain<IOperatorGrain>(GrainKeys.Of(key.Account, new OperatorId(key.Id))), front.Value,
            operators.Clients.Group(Audiences.Inbox(key.Account, new(key.Id)))));
        inbox.Add(session);
        Enter(FeedKey.Unassigned(session.Account), NewUnassigned);
        Forget(inbox.Tell(), inbox.Key.Kind);
    }

    public async Task OperatorWent(HubSession session)
    {
        UnwatchAll(session);
        if (feeds.TryGetValue(InboxKey(session), out var feed) && feed is InboxFeed inbox)
        {
            inbox.Remove(session);
            Leave(inbox);
            await Told(inbox);
        }
        LeaveUnassigned(session.Account);
    }

    /// <summary>A contact's socket has come; she counts as present with her first Hello, or the next renewal.</summary>
    public void ContactCame(HubSession session)
    {
        var messenger = Enter(MessengerKey(session), key => new MessengerFeed(
            key, cluster.GetGrain<IContactGrain>(GrainKeys.Of(key.Account, new ContactId(key.Id))), front.Value,
            widgets.Clients.Group(Audiences.Messenger(key.Account, new(key.Id)))));
        messenger.Add(session);
        Enter(FeedKey.Unassigned(session.Account), NewUnassigned);
    }

    public async Task ContactWent(HubSession session)
    {
        UnwatchAll(session);
        if (feeds.TryGetValue(MessengerKey(session), out var feed) && feed is MessengerFeed messenger)
        {
            messenger.Remove(session);
            Leave(messenger);
            await Told(messenger);
        }
        LeaveUnassigned(session.Account);
    }

    /// <summary>The operator's inbox and the list Unassigned, and their pushes from now on; null: no such operator.</summary>
    public async Task<(Inbox Inbox, UnassignedList Unassigned)?> WatchInbox(HubSession session)
    {
        var account = session.Account;
        await operators.Groups.AddToGroupAsync(session.ConnectionId, Audiences.Inbox(account, OperatorOf(session)));
        await operators.Groups.AddToGroupAsync(session.ConnectionId, Audiences.Unassigned(account));
        var inbox = Find<InboxFeed>(InboxKey(session)).Watch();
        var unassigned = Find<UnassignedFeed>(FeedKey.Unassigned(account)).Watch();
        await Task.WhenAll(inbox, unassigned);
        return await inbox is { } found ? (found, await unassigned) : null;
    }

    /// <summary>The contact's messenger and its pushes from now on; null: no such contact.</summary>
    public async Task<Messenger?> WatchMessenger(HubSession session)
    {
        var audience = Audiences.Messenger(session.Account, ContactOf(session));
        await widgets.Groups.AddToGroupAsync(session.ConnectionId, audience);
        return await Find<MessengerFeed>(MessengerKey(session)).Watch();
    }

    /// <summary>Whether somebody of the widget's group is available, and its changes from now on.</summary>
    public async Task<bool> WatchAvailability(HubSession session, OperatorGroupId group)
    {
        await widgets.Groups.AddToGroupAsync(session.ConnectionId, Audiences.WidgetsOf(session.Account, group));
        var unassigned = Find<UnassignedFeed>(FeedKey.Unassigned(session.Account));
        return await unassigned.IsAnswered(group);
    }

    /// <summary>What the widgets of the group were told last, after <see cref="WatchAvailability"/>.</summary>
    public bool WasAnswered(HubSession session, OperatorGroupId group) =>
        Find<UnassignedFeed>(FeedKey.Unassigned(session.Account)).WasAnswered(group);

    /// <summary>Head and entries after <paramref name="after"/>, and the pushes that follow.</summary>
    public async Task<ConversationSnapshot> WatchConversation(HubSession session, ConversationId id, long? after)
    {
        var isNew = session.TryWatch(id);
        if (!isNew && !session.Watches(id))
        {
            return ConversationSnapshot.Rejected(Rejection.ListIsFull);
        }
        var key = FeedKey.Conversation(session.Account, id);
        var feed = isNew ? Enter(key, NewConversation) : Find<ConversationFeed>(key);
        var isAdmitted = !isNew;
        try
        {
            var snapshot = await feed.Watch(session.Reader, after);
            if (snapshot.Rejection is not null || isAdmitted)
            {
                return snapshot;
            }
            await Join(session, id);
            isAdmitted = true;
            if (session.Admit(id))
            {
                feed.Admit(session.Reader);
            }
            // What was pushed between the grain's answer and the joining went to the others only: read it.
            return snapshot.Conversation is { } head && feed.SeqPushedTo(session.Reader.Kind) > head.LastSeq
                ? await feed.Watch(session.Reader, after)
                : snapshot;
        }
        finally
        {
            // A socket that went meanwhile has left already.
            if (!isAdmitted && session.Unwatch(id))
            {
                Leave(feed);
            }
        }
    }

    public async Task UnwatchConversation(HubSession session, ConversationId id)
    {
        if (session.Unwatch(id))
        {
            var audience = Audiences.Conversation(session.Account, id, session.Reader.Kind);
            await (session.Reader.Kind == AuthorKind.Contact ? widgets.Groups : operators.Groups)
                .RemoveFromGroupAsync(session.ConnectionId, audience);
            Dismiss(session, id, wasAdmitted: true);
        }
    }

    /// <summary>The operator looks at this conversation, and no longer at the one before.</summary>
    public async Task ViewConversation(HubSession session, ConversationId? id)
    {
        var before = session.Viewing;
        session.Viewing = id;
        if (before is { } left && left != id && Viewed(session, left) is { } leftFeed)
        {
            await leftFeed.StopViewing(session);
        }
        if (id is { } now && Viewed(session, now) is { } feed)
        {
            await feed.View(session);
        }
    }

    /// <summary>
    /// The conversation's grain has met a failure and begins anew, without knowing who watched: ask it soon, and not
    /// only when the lease is due.
    /// </summary>
    public void Doubt(HubSession session, ConversationId id)
    {
        if (feeds.TryGetValue(FeedKey.Conversation(session.Account, id), out var feed))
        {
            feed.RenewAt = 1;
        }
    }

    /// <summary>A silo came or went: whichever grains it held begin anew, so all feeds are asked soon.</summary>
    public void DoubtAll()
    {
        foreach (var feed in Followed)
        {
            feed.RenewAt = 1;
        }
    }

    private void UnwatchAll(HubSession session)
    {
        foreach (var (id, wasAdmitted) in session.UnwatchAll())
        {
            Dismiss(session, id, wasAdmitted);
        }
    }

    private void Dismiss(HubSession session, ConversationId id, bool wasAdmitted)
    {
        if (feeds.TryGetValue(FeedKey.Conversation(session.Account, id), out var feed) && feed is ConversationFeed conversation)
        {
            if (wasAdmitted)
            {
                conversation.Dismiss(session.Reader);
            }
            Forget(conversation.StopViewing(session), conversation.Key.Kind);
            Leave(conversation);
        }
    }

    private ConversationFeed? Viewed(HubSession session, ConversationId id) =>
        feeds.TryGetValue(FeedKey.Conversation(session.Account, id), out var feed) ? feed as ConversationFeed : null;

    private Task Join(HubSession session, ConversationId id) =>
        (session.Reader.Kind == AuthorKind.Contact ? widgets.Groups : operators.Groups).AddToGroupAsync(
            session.ConnectionId, Audiences.Conversation(session.Account, id, session.Reader.Kind));

    private ConversationFeed NewConversation(FeedKey key)
    {
        var id = new ConversationId(key.Id);
        return new(
            key,
            cluster.GetGrain<IConversationGrain>(GrainKeys.Of(key.Account, id)),
            front.Value,
            operators.Clients.Group(Audiences.Conversation(key.Account, id, AuthorKind.Operator)),
            widgets.Clients.Group(Audiences.Conversation(key.Account, id, AuthorKind.Contact)));
    }

    private UnassignedFeed NewUnassigned(FeedKey key) => new(
        key,
        cluster.GetGrain<IRouterGrain>(GrainKeys.Of(key.Account)),
        front.Value,
        operators.Clients.Group(Audiences.Unassigned(key.Account)),
        group => widgets.Clients.Group(Audiences.WidgetsOf(key.Account, group)));

    private TFeed Enter<TFeed>(FeedKey key, Func<FeedKey, TFeed> create) where TFeed : Feed
    {
        while (true)
        {
            var feed = feeds.GetOrAdd(key, static (key, create) => create(key), create);
            if (feed.TryEnter())
            {
                return (TFeed)feed;
            }
            feeds.TryRemove(new(key, feed));
        }
    }

    private void Leave(Feed feed)
    {
        if (feed.Leave())
        {
            feeds.TryRemove(new(feed.Key, feed));
            if (feed is ConversationFeed)
            {
                Forget(feed.Tell(), feed.Key.Kind);
            }
        }
    }

    private void LeaveUnassigned(AccountId account)
    {
        if (feeds.TryGetValue(FeedKey.Unassigned(account), out var feed))
        {
            Leave(feed);
        }
    }

    private TFeed Find<TFeed>(FeedKey key) where TFeed : Feed =>
        feeds.TryGetValue(key, out var feed) && feed is TFeed followed
            ? followed
            : throw new InvalidOperationException($"A socket that is open follows no feed of kind {key.Kind}.");

    private static FeedKey InboxKey(HubSession session) => FeedKey.Inbox(session.Account, OperatorOf(session));

    private static FeedKey MessengerKey(HubSession session) => FeedKey.Messenger(session.Account, ContactOf(session));

    private static OperatorId OperatorOf(HubSession session) =>
        session.Reader.OperatorId ?? throw new InvalidOperationException("Only operators have an inbox.");

    private static ContactId ContactOf(HubSession session) =>
        session.Reader.ContactId ?? throw new InvalidOperationException("Only contacts have a messenger.");

    private async Task Told(Feed feed)
    {
        try
        {
            await feed.Tell();
        }
        catch (Exception failure)
        {
            // The lease tells the same, only later.
            Log.RenewFailed(log, failure, feed.Key.Kind);
        }
    }

    private void Forget(Task telling, FeedKind kind) => _ = Observed(telling, kind);

    private async Task Observed(Task telling, FeedKind kind)
    {
        try
        {
            await telling;
        }
        catch (Exception failure)
        {
            Log.RenewFailed(log, failure, kind);
        }
    }
}
