using System.Collections.Concurrent;
using System.Diagnostics;

namespace MessageCenter.LoadTest.Measure;

/// <summary>What the sockets told. Latencies count while the window is open; broken promises count always.</summary>
internal sealed class LoadMeter
{
    private readonly ConcurrentDictionary<string, int> refusals = new();
    private long seenInWindow;
    private int doubled;
    private int outOfOrder;
    private int misread;
    private int holes;
    private volatile bool isOpen;

    public Percentiles Ack { get; } = new();

    public Percentiles Seen { get; } = new();

    /// <summary>Pushes that came twice, came after a later one, or said something else than was sent.</summary>
    public Violations Violations => new(misread, doubled, outOfOrder);

    /// <summary>Pushes that came too early and were replaced by reading: allowed, but worth knowing.</summary>
    public int Holes => holes;

    public long SeenInWindow => Interlocked.Read(ref seenInWindow);

    /// <summary>Refused sends by reason; each was sent again with the same id.</summary>
    public string RefusalsTold =>
        refusals.IsEmpty ? "0" : string.Join(", ", refusals.Select(refusal => $"{refusal.Value} {refusal.Key}"));

    /// <summary>Sends that were refused.</summary>
    public int Refusals => refusals.Values.Sum();

    /// <summary>Pushes that said something else than was sent.</summary>
    public int Misreadings => misread;

    /// <summary>Pushes that came twice, or after a later one.</summary>
    public int UnevenPushes => doubled + outOfOrder;

    public void Open() => isOpen = true;

    public void Close() => isOpen = false;

    public void Acknowledged(long since)
    {
        if (isOpen)
        {
            Ack.Add(Stopwatch.GetTimestamp() - since);
        }
    }

    public void SeenByOther(long since)
    {
        if (isOpen)
        {
            Interlocked.Increment(ref seenInWindow);
            Seen.Add(Stopwatch.GetTimestamp() - since);
        }
    }

    public void Doubled() => Interlocked.Increment(ref doubled);

    public void OutOfOrder() => Interlocked.Increment(ref outOfOrder);

    public void Misread() => Interlocked.Increment(ref misread);

    public void Hole() => Interlocked.Increment(ref holes);

    public void Refused(string reason) => refusals.AddOrUpdate(reason, 1, (_, count) => count + 1);
}
