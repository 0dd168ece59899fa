using MessageCenter.Simulation.Engine;

namespace MessageCenter.Simulation.Cluster;

/// <summary>Who reaches whom. A cut between two processes has a direction and an end.</summary>
internal sealed class Network(World world)
{
    private readonly Dictionary<(Host From, Host To), long> cuts = [];

    /// <summary>One way between two processes on a good day.</summary>
    public TimeSpan Hop() => TimeSpan.FromTicks(2_000 + world.Rng.Below(20_000));

    public bool Carries(Host from, Host to) =>
        world.Faults.IsHealed || from == to || !cuts.TryGetValue((from, to), out var until) || until <= world.Now;

    public void Cut(Host from, Host to, TimeSpan span) => cuts[(from, to)] = world.Now + span.Ticks;
}
