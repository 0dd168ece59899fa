using System.Collections.Immutable;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.WebFront.Hubs;

namespace MessageCenter.WebFront.Feeds;

/// <summary>A contact's messenger; her sockets here are her presence.</summary>
internal sealed class MessengerFeed(FeedKey key, IContactGrain grain, IFeedObserver front, IWidgetClient audience) : Feed(key)
{
    private ImmutableArray<HubSession> sessions = [];

    public IWidgetClient Audience => audience;

    /// <summary>Her sockets here.</summary>
    public ImmutableArray<HubSession> Sessions => sessions;

    public void Add(HubSession session) => ImmutableInterlocked.Update(ref sessions, (all, one) => all.Add(one), session);

    public void Remove(HubSession session) => ImmutableInterlocked.Update(ref sessions, (all, one) => all.Remove(one), session);

    public Task<Messenger?> Watch() =>
        InLine(() => grain.WatchMessenger(front, Sockets, sessions.Any(session => session.CountsVisits)));

    public override Task Tell() => Renew();

    public override async Task Renew()
    {
        var isKnown = await InLine(() => grain.RenewMessenger(front, Sockets));
        if (!isKnown && Sockets > 0 && await Watch() is { } messenger)
        {
            await audience.MessengerBeat(new(messenger.Version));
        }
    }
}
