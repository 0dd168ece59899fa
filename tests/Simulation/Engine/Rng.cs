namespace MessageCenter.Simulation.Engine;

/// <summary>The one source of chance in a run (SplitMix64): the same seed says the same things on every machine.</summary>
internal sealed class Rng(ulong seed)
{
    private ulong state = seed * 0x9E3779B97F4A7C15UL + 0xD1B54A32D192ED03UL;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 up to, not including, the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => probability > 0 && Share() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Times as they are between independent events: mostly short, sometimes long.</summary>
    public TimeSpan Pause(TimeSpan mean) => TimeSpan.FromTicks((long)(-Math.Log(1 - Share()) * mean.Ticks));

    public TimeSpan Span(TimeSpan low, TimeSpan high) => TimeSpan.FromTicks(low.Ticks + (long)(Share() * (high.Ticks - low.Ticks)));

    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        return new(bytes);
    }
}
