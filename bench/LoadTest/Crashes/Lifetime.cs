namespace MessageCenter.LoadTest.Crashes;

/// <summary>How long the product may live under load before it dies.</summary>
internal static class Lifetime
{
    private const int MillisecondsMin = 300;
    private const int MillisecondsMax = 2_500;

    public static TimeSpan Draw(Random moments) => TimeSpan.FromMilliseconds(moments.Next(MillisecondsMin, MillisecondsMax));
}
