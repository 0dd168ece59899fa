using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Runtime;

namespace MessageCenter.Grains.Feeds;

/// <summary>Which operators look at something, by fronts that say so again and again. A front that is silent is forgotten.</summary>
internal sealed class ViewerLeases(TimeProvider clock)
{
    private readonly Dictionary<IFeedObserver, (EquatableArray<Assignee> Viewers, TimeSpan ExpiresAt)> fronts = [];

    /// <summary>Each operator once, in the order of their ids, so that the same ones compare as equal.</summary>
    public EquatableArray<Assignee> Now() => fronts.Values.SelectMany(front => front.Viewers)
        .DistinctBy(viewer => viewer.OperatorId).OrderBy(viewer => viewer.OperatorId.Value)
        .Take(Limits.ViewersShownMax).ToEquatableArray();

    /// <summary>A front says who looks there now.</summary>
    public void Report(IFeedObserver front, EquatableArray<Assignee> viewers)
    {
        if (viewers.Count > 0)
        {
            fronts[front] = (viewers, clock.Steady() + FeedLease.ExpiresAfter);
        }
        else
        {
            fronts.Remove(front);
        }
    }

    /// <summary>Forgets fronts whose lease is over; true when one was forgotten.</summary>
    public bool Expire()
    {
        var now = clock.Steady();
        var gone = fronts.Where(front => front.Value.ExpiresAt <= now).Select(front => front.Key).ToArray();
        foreach (var front in gone)
        {
            fronts.Remove(front);
        }
        return gone.Length > 0;
    }
}
