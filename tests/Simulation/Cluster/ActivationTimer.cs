using MessageCenter.Simulation.Engine;

namespace MessageCenter.Simulation.Cluster;

/// <summary>A grain's timer: its ticks stand in the activation's line like requests, and may be lost or late.</summary>
internal sealed class ActivationTimer(
    Activation activation, Func<Task> callback, TimeSpan dueTime, TimeSpan period, bool interleaves) : IGrainTimer
{
    private TimeSpan next = dueTime;
    private TimeSpan period = period;
    private int generation;

    /// <summary>Its ticks may run beside a request of the same activation.</summary>
    public bool Interleaves => interleaves;

    /// <summary>Sets the time of the next tick.</summary>
    public void Arm()
    {
        if (generation < 0 || next < TimeSpan.Zero || activation.IsGone)
        {
            return;
        }
        var mine = ++generation;
        var wait = next;
        next = period;
        var faults = activation.World.Faults;
        while (faults.Strikes(Fault.TickLost, 0.5))
        {
            wait += period;
        }
        if (faults.Strikes(Fault.TickLate, 0.05))
        {
            // At most this long: what is late when the faults stop must have come before everything has to agree.
            wait += TimeSpan.FromSeconds(activation.World.Rng.Between(1, 30));
        }
        activation.World.In(wait, activation, () =>
        {
            if (mine == generation && !activation.IsGone)
            {
                activation.Receive(this);
            }
        });
    }

    public Task Tick() => generation < 0 ? Task.CompletedTask : callback();

    public void Change(TimeSpan dueTime, TimeSpan newPeriod)
    {
        (next, period) = (dueTime, newPeriod);
        Arm();
    }

    public void Dispose() => generation = int.MinValue;
}
