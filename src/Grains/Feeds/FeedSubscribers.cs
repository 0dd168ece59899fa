using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Runtime;

namespace MessageCenter.Grains.Feeds;

/// <summary>
/// The fronts that subscribed to one feed, each with a lease. A push to a front that is gone is lost, as every push may
/// be; the front's silence ends its lease.
/// </summary>
internal sealed class FeedSubscribers(TimeProvider clock)
{
    private readonly Dictionary<IFeedObserver, TimeSpan> fronts = [];

    /// <summary>Somebody listens.</summary>
    public bool Any => fronts.Count > 0;

    /// <summary>This front listens.</summary>
    public bool Knows(IFeedObserver front) => fronts.ContainsKey(front);

    /// <summary>Begins or renews a lease.</summary>
    public void Subscribe(IFeedObserver front) => fronts[front] = clock.Steady() + FeedLease.ExpiresAfter;

    /// <summary>Renews a lease; false when there is none.</summary>
    public bool Renew(IFeedObserver front)
    {
        if (!fronts.ContainsKey(front))
        {
            return false;
        }
        Subscribe(front);
        return true;
    }

    /// <summary>Ends a lease.</summary>
    public void Unsubscribe(IFeedObserver front) => fronts.Remove(front);

    /// <summary>Drops fronts whose lease is over; true when one was dropped.</summary>
    public bool Expire()
    {
        var now = clock.Steady();
        var gone = fronts.Where(front => front.Value <= now).Select(front => front.Key).ToArray();
        foreach (var front in gone)
        {
            fronts.Remove(front);
        }
        return gone.Length > 0;
    }

    /// <summary>Tells all fronts.</summary>
    public void Push(FeedPush push)
    {
        foreach (var front in fronts.Keys)
        {
            // One-way: completes when the message is handed over; a front that is gone is noticed by its lease.
            front.Push(push).Ignore();
        }
    }
}
