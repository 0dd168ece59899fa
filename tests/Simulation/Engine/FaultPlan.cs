namespace MessageCenter.Simulation.Engine;

/// <summary>
/// The faults of one run: which kinds may happen and how often, drawn from the seed; and how often each did happen.
/// After <see cref="Heal"/> nothing goes wrong any more.
/// </summary>
internal sealed class FaultPlan
{
    private static readonly Fault[] Kinds = Enum.GetValues<Fault>();

    /// <summary>Blows to whole processes, each of which may be all that happens in a run.</summary>
    private static readonly Fault[] Blows =
    [
        Fault.SiloCrash, Fault.SiloPaused, Fault.SiloRestart, Fault.PowerCut, Fault.DeactivationStorm, Fault.FrontCrash,
    ];

    private readonly double[] strength = new double[Kinds.Length];
    private readonly Rng rng;

    public FaultPlan(Rng rng)
    {
        this.rng = rng;
        // One run in twenty is calm: what fails there fails without an excuse. In some the one thing that happens is that
        // processes die: what takes long there has no other cause.
        var dice = rng.Share();
        IsMild = dice < 0.15;
        if (dice < 0.05)
        {
            return;
        }
        if (IsMild)
        {
            strength[(int)rng.Pick(Blows)] = rng.Share();
            return;
        }
        foreach (var kind in Kinds)
        {
            // Squared: most rates are low, so that runs get somewhere, and some are high.
            var share = rng.Share();
            strength[(int)kind] = rng.Chance(0.5) ? 0 : share * share;
        }
    }

    public long[] Injected { get; } = new long[Kinds.Length];

    public bool IsHealed { get; private set; }

    /// <summary>Nothing goes wrong but blows of one kind, or nothing at all.</summary>
    public bool IsMild { get; }

    public void Heal() => IsHealed = true;

    /// <summary>Between 0 (never) and 1; what that means in events or seconds is said where it is used.</summary>
    public double Strength(Fault kind) => IsHealed ? 0 : strength[(int)kind];

    public bool IsOn(Fault kind) => Strength(kind) > 0;

    /// <summary>Whether it happens now; <paramref name="atMost"/> is the probability at full strength.</summary>
    public bool Strikes(Fault kind, double atMost)
    {
        var force = strength[(int)kind];
        if (IsHealed || force <= 0 || !rng.Chance(force * atMost))
        {
            return false;
        }
        Injected[(int)kind]++;
        return true;
    }

    /// <summary>For faults that happen by a schedule.</summary>
    public void Count(Fault kind) => Injected[(int)kind]++;
}
