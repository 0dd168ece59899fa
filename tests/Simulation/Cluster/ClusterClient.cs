using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Simulation.Engine;

namespace MessageCenter.Simulation.Cluster;

/// <summary>What grains and fronts hold to reach grains. Who calls is told by the scope whose code runs.</summary>
internal sealed class ClusterClient(SimulatedCluster cluster) : IClusterClient
{
    private readonly Dictionary<(Type, string), object> references = [];

    public IServiceProvider ServiceProvider => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        if (!references.TryGetValue((typeof(TGrainInterface), primaryKey), out var reference))
        {
            reference = Proxies<TGrainInterface>.Create(cluster, primaryKey);
            references.Add((typeof(TGrainInterface), primaryKey), reference);
        }
        return (TGrainInterface)reference;
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver =>
        obj is IFeedObserver front && new FrontReference(cluster, Scope.Current, front) is TGrainObserverInterface reference
            ? reference
            : throw Unused();

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable => throw Unused();

    public IAddressable GetGrain(GrainId grainId) => throw Unused();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw Unused();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw Unused();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw Unused();

    private static NotSupportedException Unused() => new("The product does not use this; the simulator does not know it.");

    /// <summary>The interfaces are not known as classes to the compiler here; this finds the maker of each once.</summary>
    private static class Proxies<TGrainInterface>
    {
        public static Func<SimulatedCluster, string, object> Create { get; } =
            (typeof(GrainProxy).GetMethod(nameof(GrainProxy.To)) ?? throw Unused())
            .MakeGenericMethod(typeof(TGrainInterface)).CreateDelegate<Func<SimulatedCluster, string, object>>();
    }
}
