namespace MessageCenter.Grains.Feeds;

/// <summary>
/// Where the versions of a feed begin when its grain wakes: beyond all of an earlier activation, and apart from those of
/// another one that lives at the same time, so that no client takes the one for the other. Two may wake in the same moment,
/// when several ask for a grain whose silo died, and count alike from then on; so each begins at a place of its own within
/// the second. Should one wake so soon after another that it begins below it, then the next beat tells.
/// </summary>
internal static class FeedVersions
{
    private const long ChangesPerMillisecond = 1_000;
    private const long Places = 1_000 * ChangesPerMillisecond;

    /// <summary>The first version of an activation; browsers count exactly up to 2^53, which lasts for centuries.</summary>
    public static long Begin(TimeProvider clock, ActivationId activation) =>
        (clock.GetUtcNow().ToUnixTimeMilliseconds() * ChangesPerMillisecond) + ((uint)activation.GetHashCode() % Places);
}
