using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Simulation.Engine;

namespace MessageCenter.Simulation.Cluster;

/// <summary>The reference of a front's observer: pushes are one-way and may be lost, late and out of order.</summary>
internal sealed class FrontReference(SimulatedCluster cluster, Scope front, IFeedObserver observer) : IFeedObserver
{
    public Task Push(FeedPush push)
    {
        cluster.Push(front, observer, push);
        return Task.CompletedTask;
    }
}
