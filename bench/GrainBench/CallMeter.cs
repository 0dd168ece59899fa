using System.Collections.Concurrent;

namespace MessageCenter.GrainBench;

/// <summary>
/// Calls by kind of grain, and the processor time of their turns: until the method first waits for something, which for a
/// router is all of it. What goes on after a wait is not counted; how long a call waits for its turn shows that too.
/// Processor time, because on a machine that does other work a clock would count that work as well.
/// </summary>
internal sealed class CallMeter
{
    private readonly ConcurrentDictionary<string, Count> counts = new();

    /// <summary>A filter of incoming calls.</summary>
    public async Task Measure(IIncomingGrainCallContext context)
    {
        var begun = ThreadClock.Nanoseconds();
        var call = context.Invoke();
        counts.GetOrAdd(context.TargetId.Type.ToString() ?? "", _ => new()).Add(ThreadClock.Nanoseconds() - begun);
        await call;
    }

    public void Reset() => counts.Clear();

    /// <summary>Of one kind of grain, since the last reset.</summary>
    public (long Calls, TimeSpan Busy) Of(string grainType) =>
        counts.TryGetValue(grainType, out var count) ? (count.Calls, TimeSpan.FromMicroseconds(count.Nanoseconds / 1_000)) : default;

    private sealed class Count
    {
        private long calls;
        private long nanoseconds;

        public long Calls => Volatile.Read(ref calls);

        public long Nanoseconds => Volatile.Read(ref nanoseconds);

        public void Add(long more)
        {
            Interlocked.Increment(ref calls);
            Interlocked.Add(ref nanoseconds, more);
        }
    }
}
