using MessageCenter.Simulation.Engine;

namespace MessageCenter.Simulation.Cluster;

/// <summary>
/// One activation of a grain: a line of requests that are carried out one after the other, and the grain's timers. It is
/// the context that the grain's base class asks for its key and its runtime.
/// </summary>
internal sealed class Activation : Scope, IGrainContext
{
    private const uint GoldenRatio = 2_654_435_769;

    private readonly SimulatedCluster cluster;
    private readonly Queue<(Call? Call, ActivationTimer? Timer)> line = new();
    private Grain? grain;
    private bool isBusy;
    private DeactivationReason? leaving;

    public Activation(SimulatedCluster cluster, Silo silo, GrainKey key, uint number)
        : base(cluster.World, silo.Host)
    {
        (this.cluster, Silo, Key) = (cluster, silo, key);
        GrainId = GrainId.Create(key.Interface.Name, key.Key);
        // Each has another, and neighbours lie far apart, as if they were drawn.
        ActivationId = new(new(unchecked((int)(number * GoldenRatio)), 0, 0, new byte[8]));
    }

    public Silo Silo { get; }

    public GrainKey Key { get; }

    public bool IsActive { get; private set; }

    public bool IsGone { get; private set; }

    public GrainId GrainId { get; }

    public ActivationId ActivationId { get; }

    public object? GrainInstance => grain;

    public IServiceProvider ActivationServices => Silo;

    public GrainReference GrainReference => throw Unused();

    public GrainAddress Address => throw Unused();

    public IGrainLifecycle ObservableLifecycle => throw Unused();

    public IWorkItemScheduler Scheduler => throw Unused();

    public Task Deactivated => throw Unused();

    /// <summary>Makes the grain and lets it read what it needs; requests wait.</summary>
    public async void Start()
    {
        try
        {
            grain = Silo.Create(this);
            World.Trace.Line(World.Now, "activates", Key.Key[^1], $"{Host}: {Key}");
            await grain.OnActivateAsync(CancellationToken.None);
            IsActive = true;
            Next();
        }
        catch (Exception problem)
        {
            Forget();
            while (line.TryDequeue(out var waiting))
            {
                if (waiting.Call is { Shape.IsOneWay: false } call)
                {
                    cluster.Refuse(call, problem);
                }
            }
        }
    }

    public void Receive(Call call)
    {
        if (call.Shape.Interleaves && IsActive && leaving is null)
        {
            Carry(call, null, isBeside: true);
            return;
        }
        line.Enqueue((call, null));
        Next();
    }

    public void Receive(ActivationTimer tick)
    {
        if (tick.Interleaves && IsActive && leaving is null)
        {
            Carry(null, tick, isBeside: true);
            return;
        }
        line.Enqueue((null, tick));
        Next();
    }

    /// <summary>Deactivates in good order, after the request that runs.</summary>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (leaving is null && !IsGone)
        {
            leaving = deactivationReason;
            World.Ready(this, _ => Next(), null);
        }
    }

    /// <summary>It vanishes: no farewell, its requests are never answered.</summary>
    public void Vanish()
    {
        Kill();
        Forget();
    }

    public object? GetTarget() => grain;

    public object? GetComponent(Type componentType) => null;

    public void SetComponent<TComponent>(TComponent? value) where TComponent : class => throw Unused();

    public void ReceiveMessage(object message) => throw Unused();

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw Unused();

    public void Rehydrate(IRehydrationContext context) => throw Unused();

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw Unused();

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    private void Next()
    {
        if (isBusy || !IsActive || IsGone)
        {
            return;
        }
        if (leaving is { } reason)
        {
            isBusy = true;
            Leave(reason);
        }
        else if (line.TryDequeue(out var next))
        {
            isBusy = true;
            // A step of its own, so that a long line is no deep stack.
            World.Ready(this, _ => Carry(next.Call, next.Timer, isBeside: false), null);
        }
    }

    private async void Carry(Call? call, ActivationTimer? timer, bool isBeside)
    {
        var work = Task.CompletedTask;
        try
        {
            work = call is not null ? call.Shape.Invoke(Instance(), call.Arguments) : timer?.Tick() ?? Task.CompletedTask;
            await work;
        }
        catch (Exception problem)
        {
            // Travels to the caller below; a tick's failure is nobody's.
            work = work.IsFaulted ? work : Task.FromException(problem);
        }
        if (call is { Shape.IsOneWay: false })
        {
            cluster.SendAnswer(this, call, work);
        }
        timer?.Arm();
        if (!isBeside)
        {
            isBusy = false;
            Next();
        }
    }

    private async void Leave(DeactivationReason reason)
    {
        try
        {
            await Instance().OnDeactivateAsync(reason, CancellationToken.None);
        }
        catch (Exception)
        {
            // Orleans logs it and goes on.
        }
        Forget();
        while (line.TryDequeue(out var waiting))
        {
            if (waiting.Call is { } call)
            {
                cluster.Forward(call);
            }
        }
    }

    private void Forget()
    {
        IsGone = true;
        World.Trace.Line(World.Now, "is gone", Key.Key[^1], $"{Host}: {Key} {leaving?.ReasonCode}");
        IsActive = false;
        cluster.Directory.Remove(this);
    }

    private Grain Instance() => grain ?? throw new InvalidOperationException("The activation has no grain yet.");

    private static NotSupportedException Unused() => new("The product does not use this; the simulator does not know it.");
}
