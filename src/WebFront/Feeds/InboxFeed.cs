using System.Collections.Immutable;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.WebFront.Hubs;

namespace MessageCenter.WebFront.Feeds;

/// <summary>An operator's inbox; her sockets here are her presence.</summary>
internal sealed class InboxFeed(FeedKey key, IOperatorGrain grain, IFeedObserver front, IOperatorClient audience) : Feed(key)
{
    private ImmutableArray<HubSession> sessions = [];

    public IOperatorClient Audience => audience;

    /// <summary>Her sockets here.</summary>
    public ImmutableArray<HubSession> Sessions => sessions;

    public void Add(HubSession session) => ImmutableInterlocked.Update(ref sessions, (all, one) => all.Add(one), session);

    public void Remove(HubSession session) => ImmutableInterlocked.Update(ref sessions, (all, one) => all.Remove(one), session);

    public Task<Inbox?> Watch() => InLine(() => grain.WatchInbox(front, Sockets));

    public override Task Tell() => Renew();

    public override async Task Renew()
    {
        var isKnown = await InLine(() => grain.RenewInbox(front, Sockets));
        if (!isKnown && Sockets > 0 && await Watch() is { } inbox)
        {
            await audience.InboxBeat(new(inbox.Version));
        }
    }
}
