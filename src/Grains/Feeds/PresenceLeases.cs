using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Runtime;

namespace MessageCenter.Grains.Feeds;

/// <summary>
/// Who is there, by fronts that say how many of her sockets they hold. Never stored: after a restart presence is what
/// the fronts say within the grace time, which begins with this object.
/// </summary>
internal sealed class PresenceLeases(TimeProvider clock)
{
    private readonly Dictionary<IFeedObserver, (int Connections, TimeSpan ExpiresAt)> fronts = [];

    private TimeSpan lastConnectedAt = clock.Steady();

    /// <summary>A connection has been there in the life of this object: the grace time is hers, not the restart's.</summary>
    private bool hasConnected;

    /// <summary>Connections now.</summary>
    public int Connections
    {
        get
        {
            var now = clock.Steady();
            return fronts.Values.Where(front => front.ExpiresAt > now).Sum(front => front.Connections);
        }
    }

    /// <summary>For how long she has had no connection.</summary>
    public TimeSpan AwayFor => Connections > 0 ? TimeSpan.Zero : clock.Steady() - lastConnectedAt;

    /// <summary>A front says how many it holds.</summary>
    public void Report(IFeedObserver front, int connections)
    {
        NoteTime();
        if (connections > 0)
        {
            fronts[front] = (connections, clock.Steady() + FeedLease.ExpiresAfter);
        }
        else
        {
            fronts.Remove(front);
        }
        NoteTime();
    }

    /// <summary>Connected, or her last connection dropped less than the grace time ago.</summary>
    public bool IsPresent(TimeSpan grace)
    {
        NoteTime();
        return Connections > 0 || (hasConnected && clock.Steady() - lastConnectedAt < grace);
    }

    /// <summary>
    /// Certainly gone: no connection for the grace time, which also runs from a restart, so that those who were there
    /// can come back before anything is taken from them.
    /// </summary>
    public bool IsGone(TimeSpan grace)
    {
        NoteTime();
        return Connections == 0 && clock.Steady() - lastConnectedAt >= grace;
    }

    private void NoteTime()
    {
        if (Connections > 0)
        {
            hasConnected = true;
            lastConnectedAt = clock.Steady();
        }
    }
}
