namespace MessageCenter.LoadTest.Conversations;

/// <summary>How long a client waits before it connects again, as the browser's does: growing, and half of it drawn.</summary>
internal static class ReturnPause
{
    private static readonly TimeSpan Min = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(10);
    private const int DoublingsMax = 16;

    /// <param name="attempt">How often it was tried in vain.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Of(int attempt, double chance)
    {
        var full = Math.Min(Max.TotalMilliseconds, Min.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, DoublingsMax)));
        return TimeSpan.FromMilliseconds((full / 2) + (full / 2 * chance));
    }
}
