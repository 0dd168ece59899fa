namespace MessageCenter.LoadTest.Machine;

/// <summary>Waits for what must come about.</summary>
internal static class Moments
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(20);

    public static async Task Until(Func<bool> isSo, TimeSpan within, string expected, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > within)
            {
                throw new LoadTestException($"Not within {within.TotalSeconds} s: {expected}.");
            }
            await Task.Delay(LooksEvery, cancel);
        }
    }
}
