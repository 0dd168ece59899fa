using System.Diagnostics;

namespace MessageCenter.LoadTest.Measure;

/// <summary>How long one conversation's sends wait for their answers after a fault. Used under the conversation's lock.</summary>
internal sealed class Acceptance
{
    private long struckAt;
    private int firstAfterStrike = int.MaxValue;

    /// <summary>A message that was begun after the last fault is acknowledged.</summary>
    public bool IsAgain { get; private set; }

    /// <summary>The longest wait since the first fault; one that began before a fault is counted from the fault.</summary>
    public TimeSpan LongestWait { get; private set; }

    public void Strike(long at, int nextNumber) => (struckAt, firstAfterStrike, IsAgain) = (at, nextNumber, false);

    public void Acknowledged(int number, long begunAt)
    {
        if (struckAt == 0)
        {
            return;
        }
        var waited = Stopwatch.GetElapsedTime(Math.Max(begunAt, struckAt));
        LongestWait = waited > LongestWait ? waited : LongestWait;
        IsAgain |= number >= firstAfterStrike;
    }
}
