namespace MessageCenter.Grains.Feeds;

/// <summary>
/// Where the versions of a feed begin when its grain wakes: beyond all of an earlier activation, and apart from those of
/// another one that lived at the same time, so that no client takes the one for the other.
/// </summary>
internal static class FeedVersions
{
    private const long ChangesPerMillisecond = 1_000;

    /// <summary>The first version of an activation; browsers count exactly up to 2^53, which lasts for centuries.</summary>
    public static long Begin(TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds() * ChangesPerMillisecond;
}
