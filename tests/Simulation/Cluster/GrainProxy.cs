using System.Reflection;

namespace MessageCenter.Simulation.Cluster;

/// <summary>A grain reference: every call goes through the simulated cluster.</summary>
internal class GrainProxy : DispatchProxy
{
    private SimulatedCluster? cluster;
    private GrainKey key;

    public static T To<T>(SimulatedCluster cluster, string key) where T : class
    {
        var reference = Create<T, GrainProxy>();
        if (reference is GrainProxy proxy)
        {
            (proxy.cluster, proxy.key) = (cluster, new(typeof(T), key));
        }
        return reference;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is null || cluster is null
            ? throw new InvalidOperationException("A reference without a cluster.")
            : cluster.Send(key, MethodShape.Of(targetMethod), args ?? []);
}
