using MessageCenter.Simulation.Engine;

namespace MessageCenter.Simulation.Cluster;

/// <summary>
/// Where grains live, at its weakest: a process that died stays listed for a while, and for a while a grain may have a
/// second activation that some callers reach instead of the first.
/// </summary>
internal sealed class Directory(SimulatedCluster cluster)
{
    private readonly Dictionary<GrainKey, Activation> first = [];
    private readonly Dictionary<GrainKey, List<Activation>> others = [];
    private uint activations;

    /// <summary>All that are listed, in the order in which they came.</summary>
    public IReadOnlyList<Activation> All => [.. first.Values, .. others.Values.SelectMany(list => list)];

    /// <summary>The activation that this caller reaches, made if need be; null: the call cannot be delivered.</summary>
    public Activation? Find(GrainKey key, Scope caller)
    {
        var faults = cluster.World.Faults;
        if (!first.TryGetValue(key, out var known))
        {
            known = Make(key);
            if (known is not null)
            {
                first[key] = known;
            }
            return known;
        }
        if (faults.Strikes(Fault.DuplicateActivation, 0.03) && Make(key) is { } second)
        {
            if (!others.TryGetValue(key, out var list))
            {
                others[key] = list = [];
            }
            list.Add(second);
            cluster.World.In(cluster.World.Rng.Pause(TimeSpan.FromSeconds(15)), cluster.World.Outside, () => Reconcile(second));
        }
        if (others.TryGetValue(key, out var strays) && strays.Count > 0)
        {
            // Each caller keeps to one of them, as a cache would make it.
            var place = caller.Host.Name.Sum(letter => letter) % (strays.Count + 1);
            return place == 0 ? known : strays[place - 1];
        }
        return known;
    }

    public void Remove(Activation gone)
    {
        if (first.TryGetValue(gone.Key, out var listed) && ReferenceEquals(listed, gone))
        {
            first.Remove(gone.Key);
            if (others.TryGetValue(gone.Key, out var heirs) && heirs.Count > 0)
            {
                first[gone.Key] = heirs[0];
                heirs.RemoveAt(0);
            }
        }
        else if (others.TryGetValue(gone.Key, out var list))
        {
            list.Remove(gone);
        }
    }

    /// <summary>The cluster has given a silo up: its activations are listed no more.</summary>
    public void Forget(Silo silo)
    {
        foreach (var activation in All.Where(one => ReferenceEquals(one.Silo, silo)).ToArray())
        {
            Remove(activation);
        }
    }

    /// <summary>A second activation is found out and closed.</summary>
    public void Reconcile(Activation second)
    {
        if (!second.IsGone && second.IsAlive)
        {
            second.Deactivate(new(DeactivationReasonCode.DuplicateActivation, "Another one is listed."));
        }
    }

    /// <summary>Closes every second activation.</summary>
    public void ReconcileAll()
    {
        foreach (var second in others.Values.SelectMany(list => list).ToArray())
        {
            Reconcile(second);
        }
    }

    private Activation? Make(GrainKey key)
    {
        var open = cluster.Silos.Where(silo => silo.IsOpen).ToArray();
        if (open.Length == 0)
        {
            return null;
        }
        var made = new Activation(cluster, cluster.World.Rng.Pick(open), key, ++activations);
        cluster.World.Ready(made, static state => ((Activation)state!).Start(), made);
        return made;
    }
}
