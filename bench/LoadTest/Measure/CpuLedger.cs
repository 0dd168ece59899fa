namespace MessageCenter.LoadTest.Measure;

/// <summary>
/// The processor time of processes that come and go, since the first look. Of one that vanishes between two looks the last
/// bit is lost; one that comes later is counted from its start.
/// </summary>
internal sealed class CpuLedger(Func<IEnumerable<int>> processes)
{
    /// <summary>So often one must look where processes may vanish.</summary>
    public static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly Dictionary<int, (double First, double Last)> seen = [];
    private bool hasBegun;

    public double Seconds
    {
        get
        {
            lock (gate)
            {
                return seen.Values.Sum(process => process.Last - process.First);
            }
        }
    }

    public void Look()
    {
        lock (gate)
        {
            foreach (var id in processes())
            {
                if (ProcessFigures.TryCpuSeconds(id) is { } now)
                {
                    var first = seen.TryGetValue(id, out var known) ? known.First : hasBegun ? 0 : now;
                    seen[id] = (first, now);
                }
            }
            hasBegun = true;
        }
    }
}
