using MessageCenter.Simulation.Cluster;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Fronts;
using MessageCenter.Simulation.People;
using Silo = MessageCenter.Simulation.Cluster.Silo;

namespace MessageCenter.Simulation.Runs;

/// <summary>Everything that befalls processes, sockets and clocks, once a second by the dice.</summary>
internal sealed class Fate(Stage stage)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<Silo> paused = [];

    private World World => stage.World;

    private Rng Rng => stage.World.Rng;

    private FaultPlan Faults => stage.World.Faults;

    private SimulatedCluster Cluster => stage.Cluster;

    public void Begin()
    {
        Cluster.Crash = Crash;
        stage.Database.AtCrashPoint = Cluster.AtCrashPoint;
        if (Faults.IsMild)
        {
            stage.Checks.Line.Watch();
        }
        World.In(Second, World.Outside, Throw);
    }

    public void StartSilo()
    {
        var silo = new Silo(Cluster, $"silo{stage.NextNumber()}");
        if (Faults.IsOn(Fault.ClockSkew))
        {
            Faults.Count(Fault.ClockSkew);
            silo.Host.Skew = TimeSpan.FromSeconds((Rng.Share() - 0.5) * 1_200 * Faults.Strength(Fault.ClockSkew));
        }
        Cluster.Silos.Add(silo);
        World.Trace.Line(World.Now, "silo starts", stage.Fronts.Count, $"{silo.Host} clock {silo.Host.Skew}");
        silo.Start();
        TellFronts();
    }

    public void StartFront()
    {
        var front = new Front(Cluster, $"front{stage.NextNumber()}");
        stage.Fronts.Add(front);
        World.Trace.Line(World.Now, "front starts", stage.Fronts.Count, $"{front.Host}");
        front.Start();
    }

    /// <summary>The faults stop: what is down comes back, who stands still or doubles is gone.</summary>
    public void Heal()
    {
        World.Trace.Line(World.Now, "heal", 0, $"");
        Faults.Heal();
        stage.Checks.Line.Blow();
        if (!Faults.IsMild)
        {
            stage.Checks.Line.Watch();
        }
        foreach (var silo in Cluster.Silos.Where(silo => !silo.IsOpen || silo.Host.PausedUntil > World.Now).ToArray())
        {
            silo.Host.Kill();
            GiveUp(silo);
        }
        // Some were given up while they stood still: they must not wake and work on long after.
        paused.ForEach(silo => silo.Host.Kill());
        if (Cluster.Silos.Count == 0)
        {
            StartSilo();
        }
        Cluster.Directory.ReconcileAll();
    }

    private void Throw()
    {
        if (Faults.IsHealed)
        {
            return;
        }
        Befall(Fault.SiloCrash, 0.02, () => OnSilo(Crash));
        Befall(Fault.SiloPaused, 0.02, () => OnSilo(Pause));
        Befall(Fault.SiloRestart, 0.02, () => OnSilo(Restart));
        Befall(Fault.PowerCut, 0.005, () => OnAll(Crash));
        Befall(Fault.DeactivationStorm, 0.02, () => OnSilo(Storm));
        Befall(Fault.ActivationLost, 0.5, () => OnActivation(one => one.Vanish()));
        Befall(Fault.ActivationCollected, 1, () => OnActivation(one =>
            one.Deactivate(new(DeactivationReasonCode.ActivationIdle, "Collected."))));
        Befall(Fault.ClockJump, 0.02, () => OnSilo(silo =>
            silo.Host.Skew += TimeSpan.FromSeconds((Rng.Share() - 0.5) * (Rng.Chance(0.2) ? 20_000 : 120))));
        Befall(Fault.FrontCrash, 0.02, CrashFront);
        Befall(Fault.Partition, 0.05, Cut);
        Befall(Fault.StoreCut, 0.02, () => OnSilo(silo => silo.Stores.CutUntil = World.Now + Rng.Pause(TimeSpan.FromSeconds(10)).Ticks));
        Befall(Fault.StoreDown, 0.02, () => stage.Database.DownUntil = World.Now + Rng.Pause(TimeSpan.FromSeconds(10)).Ticks);
        Befall(Fault.SocketBroken, 0.5, () => OnTab(tab => tab.BreakSocket()));
        Befall(Fault.ReconnectStorm, 0.02, () => Tabs().ForEach(tab => tab.BreakSocket()));
        Befall(Fault.Reload, 0.2, Reload);
        World.In(Second, World.Outside, Throw);
    }

    private void Befall(Fault fault, double perSecond, Action happens)
    {
        if (Faults.Strikes(fault, perSecond))
        {
            World.Trace.Line(World.Now, "fault", (int)fault, $"{fault}");
            stage.Checks.Line.Blow();
            happens();
        }
    }

    private void OnSilo(Action<Silo> happens)
    {
        if (Cluster.Silos.Where(silo => silo.IsOpen).ToArray() is { Length: > 0 } open)
        {
            happens(Rng.Pick(open));
        }
    }

    private void OnAll(Action<Silo> happens)
    {
        foreach (var silo in Cluster.Silos.Where(silo => silo.IsOpen).ToArray())
        {
            happens(silo);
        }
    }

    private void OnActivation(Action<Activation> happens)
    {
        if (Cluster.Directory.All is { Count: > 0 } all)
        {
            happens(Rng.Pick(all));
        }
    }

    private void OnTab(Action<Tab> happens)
    {
        if (Tabs() is { Count: > 0 } tabs)
        {
            happens(Rng.Pick(tabs));
        }
    }

    private List<Tab> Tabs() =>
    [
        .. stage.Companies.SelectMany(company => company.Visitors).SelectMany(visitor => visitor.Tabs),
        .. stage.Companies.SelectMany(company => company.Agents).SelectMany(agent => agent.Tabs),
    ];

    private void Reload()
    {
        var company = Rng.Pick(stage.Companies);
        if (Rng.Chance(0.5))
        {
            Rng.Pick(company.Visitors).Reload();
        }
        else
        {
            Rng.Pick(company.Agents).Reload();
        }
    }

    /// <summary>It dies at once; the others find out, and another one comes.</summary>
    private void Crash(Silo silo)
    {
        if (!silo.Host.IsAlive)
        {
            return;
        }
        World.Trace.Line(World.Now, "silo dies", 0, $"{silo.Host}");
        silo.Host.Kill();
        silo.IsOpen = false;
        World.In(TimeSpan.FromMilliseconds(Rng.Between(500, 15_000)), World.Outside, () => GiveUp(silo));
        World.In(TimeSpan.FromMilliseconds(Rng.Between(1_000, 20_000)), World.Outside, StartSilo);
    }

    private void GiveUp(Silo silo)
    {
        Cluster.Silos.Remove(silo);
        Cluster.Directory.Forget(silo);
        TellFronts();
    }

    /// <summary>The runtime tells fronts that a silo came or went; some hear it.</summary>
    private void TellFronts()
    {
        foreach (var front in stage.Fronts.Where(_ => Rng.Chance(0.5)))
        {
            World.In(TimeSpan.FromMilliseconds(Rng.Between(10, 2_000)), front.Scope, front.DoubtFeeds);
        }
    }

    /// <summary>Stands still. If that lasts, the others give it up; when it wakes it works on until it hears of it.</summary>
    private void Pause(Silo silo)
    {
        var span = TimeSpan.FromMilliseconds(Rng.Between(1_000, 60_000));
        silo.Host.PausedUntil = World.Now + span.Ticks;
        silo.IsOpen = false;
        var patience = TimeSpan.FromMilliseconds(Rng.Between(5_000, 15_000));
        if (span < patience)
        {
            World.In(span, World.Outside, () => silo.IsOpen = silo.Host.IsAlive);
            return;
        }
        paused.Add(silo);
        World.In(patience, World.Outside, () => GiveUp(silo));
        World.In(patience, World.Outside, StartSilo);
        World.In(span + TimeSpan.FromMilliseconds(Rng.Between(0, 3_000)), World.Outside, silo.Host.Kill);
    }

    private void Restart(Silo silo)
    {
        silo.IsOpen = false;
        StartSilo();
        foreach (var activation in Cluster.Directory.All.Where(one => ReferenceEquals(one.Silo, silo)).ToArray())
        {
            activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo stops."));
        }
        World.In(TimeSpan.FromSeconds(5), World.Outside, () =>
        {
            silo.Host.Kill();
            GiveUp(silo);
        });
    }

    private void Storm(Silo silo)
    {
        foreach (var activation in Cluster.Directory.All.Where(one => ReferenceEquals(one.Silo, silo)).ToArray())
        {
            activation.Vanish();
        }
    }

    private void CrashFront()
    {
        if (stage.Fronts.Where(front => front.Host.IsAlive).ToArray() is not { Length: > 0 } alive)
        {
            return;
        }
        var front = Rng.Pick(alive);
        World.Trace.Line(World.Now, "front dies", 0, $"{front.Host}");
        front.Host.Kill();
        foreach (var socket in front.Cables.ToArray())
        {
            socket.Break();
        }
        World.In(TimeSpan.FromMilliseconds(Rng.Between(500, 10_000)), World.Outside, () =>
        {
            stage.Fronts.Remove(front);
            StartFront();
        });
    }

    private void Cut()
    {
        Host[] hosts = [.. Cluster.Silos.Select(silo => silo.Host), .. stage.Fronts.Select(front => front.Host)];
        var (one, other) = (Rng.Pick(hosts), Rng.Pick(hosts));
        var span = Rng.Pause(TimeSpan.FromSeconds(10));
        Cluster.Network.Cut(one, other, span);
        if (Rng.Chance(0.7))
        {
            Cluster.Network.Cut(other, one, span);
        }
    }
}
