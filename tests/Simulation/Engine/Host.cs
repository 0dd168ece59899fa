namespace MessageCenter.Simulation.Engine;

/// <summary>One life of a process: a silo, a front or a browser. A process that starts again is another host.</summary>
internal sealed class Host(World world, string name)
{
    public string Name { get; } = name;

    public bool IsAlive { get; private set; } = true;

    /// <summary>Nothing of it runs before this time.</summary>
    public long PausedUntil { get; set; }

    /// <summary>Difference of its wall clock to true time.</summary>
    public TimeSpan Skew { get; set; }

    public HostClock Clock => field ??= new(world, this);

    public void Kill() => IsAlive = false;

    public override string ToString() => Name;
}
