namespace MessageCenter.Simulation.Engine;

/// <summary>
/// What runs together and dies together: an activation, a front, a browser. Continuations of its code come back here,
/// so that code of a process that is dead never runs on.
/// </summary>
internal class Scope(World world, Host host) : SynchronizationContext
{
    private bool isKilled;

    /// <summary>The scope whose code runs now.</summary>
    public static new Scope Current =>
        SynchronizationContext.Current as Scope ?? throw new InvalidOperationException("No simulated code runs.");

    public World World => world;

    public Host Host => host;

    public bool IsAlive => !isKilled && host.IsAlive;

    /// <summary>It alone ends; its process lives on.</summary>
    public void Kill() => isKilled = true;

    public override void Post(SendOrPostCallback d, object? state) => world.Ready(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new InvalidOperationException("Simulated code waits for nothing.");

    public override SynchronizationContext CreateCopy() => this;
}
