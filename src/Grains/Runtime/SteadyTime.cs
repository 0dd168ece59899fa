namespace MessageCenter.Grains.Runtime;

/// <summary>
/// Time that leases, beats and grace times are measured in. It only runs forward: a wall clock that is set back by an hour
/// would keep the dead alive for that hour.
/// </summary>
internal static class SteadyTime
{
    /// <summary>A point in time of this process, comparable with others of the same process only.</summary>
    public static TimeSpan Steady(this TimeProvider clock) => clock.GetElapsedTime(0);
}
