using System.Diagnostics;
using System.Globalization;

namespace MessageCenter.LoadTest.Measure;

/// <summary>Durations in Stopwatch ticks, collected by many threads, read when the collecting is over.</summary>
internal sealed class Percentiles
{
    private readonly Lock gate = new();
    private readonly List<long> ticks = new(1 << 16);

    public int Count => ticks.Count;

    public void Add(long elapsedTicks)
    {
        lock (gate)
        {
            ticks.Add(elapsedTicks);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {Milliseconds(0.50):0.0} ms   p95 {Milliseconds(0.95):0.0} ms   p99 {Milliseconds(0.99):0.0} ms");

    /// <summary>Nearest rank: the smallest value that at least this share of all do not exceed. 0 when there is none.</summary>
    public double Milliseconds(double share)
    {
        lock (gate)
        {
            if (ticks.Count == 0)
            {
                return 0;
            }
            ticks.Sort();
            var rank = (int)Math.Ceiling(share * ticks.Count);
            return ticks[Math.Clamp(rank - 1, 0, ticks.Count - 1)] * 1000.0 / Stopwatch.Frequency;
        }
    }
}
