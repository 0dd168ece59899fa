namespace MessageCenter.WebFront.Hubs;

/// <summary>So many at once, and from then on so many a second. Whoever shares one guards it with a lock of her own.</summary>
internal sealed class TokenBucket(int burstMax, double perSecondMax, TimeProvider time)
{
    private double left = burstMax;
    private long countedAt = time.GetTimestamp();

    /// <summary>Takes one; false: there is none now.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        left = Math.Min(burstMax, left + (time.GetElapsedTime(countedAt, now).TotalSeconds * perSecondMax));
        countedAt = now;
        if (left < 1)
        {
            return false;
        }
        left--;
        return true;
    }
}
