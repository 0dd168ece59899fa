namespace MessageCenter.Storage.Sql;

/// <summary>
/// Whether the writer should pause before a commit so that more writes share it. A commit costs nearly the same for one
/// write as for ten, so below full load most of the work is commits for one. A pause is worth it when writes follow each
/// other closely and the last pause brought company; who writes one thing after the other alone is not held up.
/// </summary>
internal sealed class GatheringPace(TimeProvider clock)
{
    /// <summary>The pause: short beside a network's way, several writes long under load.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);

    /// <summary>With so many at hand a commit is shared well enough.</summary>
    private const int Enough = 24;

    /// <summary>After a pause that brought nobody, so many commits go without one.</summary>
    private const int CommitsWithoutPause = 64;

    private long committedAt;
    private int withoutPause;
    private bool hasPaused;

    /// <summary>Asked once ahead of each commit, with the number of writes at hand.</summary>
    public bool ShouldPause(int atHand)
    {
        withoutPause = Math.Max(0, withoutPause - 1);
        hasPaused = withoutPause == 0 && atHand < Enough && clock.GetElapsedTime(committedAt) < Pause;
        return hasPaused;
    }

    /// <summary>A commit of so many writes is done.</summary>
    public void Committed(int operations)
    {
        if (hasPaused && operations <= 1)
        {
            withoutPause = CommitsWithoutPause;
        }
        committedAt = clock.GetTimestamp();
    }
}
