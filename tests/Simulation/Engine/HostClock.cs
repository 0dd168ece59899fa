namespace MessageCenter.Simulation.Engine;

/// <summary>The clock of one process. Its wall clock may be wrong and may jump; what measures spans may not.</summary>
internal sealed class HostClock(World world, Host host) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => World.Begin + TimeSpan.FromTicks(world.Now) + host.Skew;

    public override long GetTimestamp() => world.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HostTimer(world, Scope.Current, callback, state, dueTime, period);

    private sealed class HostTimer : ITimer
    {
        private readonly World world;
        private readonly Scope scope;
        private readonly TimerCallback callback;
        private readonly object? state;
        private int generation;

        public HostTimer(World world, Scope scope, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (this.world, this.scope, this.callback, this.state) = (world, scope, callback, state);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++generation;
            if (dueTime >= TimeSpan.Zero)
            {
                Arm(mine, dueTime, period);
            }
            return true;
        }

        public void Dispose() => generation++;

        public ValueTask DisposeAsync()
        {
            generation++;
            return ValueTask.CompletedTask;
        }

        private void Arm(int mine, TimeSpan dueTime, TimeSpan period) => world.In(dueTime, scope, () =>
        {
            if (mine == generation)
            {
                callback(state);
                if (period > TimeSpan.Zero && mine == generation)
                {
                    Arm(mine, period, period);
                }
            }
        });
    }
}
