using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using MessageCenter.Grains.Accounts;
using MessageCenter.Grains.Contacts;
using MessageCenter.Grains.Conversations;
using MessageCenter.Grains.Deliveries;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Deliveries;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Interfaces.Routing;
using MessageCenter.Grains.Interfaces.Translations;
using MessageCenter.Grains.Operators;
using MessageCenter.Grains.Routing;
using MessageCenter.Grains.Runtime;
using MessageCenter.Grains.Translations;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Core;
using Orleans.Timers;

namespace MessageCenter.Simulation.Cluster;

/// <summary>
/// One life of a silo: what the grains of one process share, and the runtime that their base class asks for. The grains
/// are the product's own classes.
/// </summary>
internal sealed class Silo : IServiceProvider, IGrainRuntime, ITimerRegistry
{
    private static readonly GrainMetrics Metrics = new(new Meters());
    private static readonly SetContext EnterContext = FindSetContext();

    private readonly SimulatedCluster cluster;
    private readonly AccountSettings settings;
    private readonly Translator translator;

    public Silo(SimulatedCluster cluster, string name)
    {
        this.cluster = cluster;
        Host = new(cluster.World, name);
        Scope = new(cluster.World, Host);
        Stores = new(cluster.Database, Host);
        settings = new(cluster.Client, Host.Clock);
        translator = new(new(new SimulatedEngine(Host.Clock)), Host.Clock, NullLogger<Translator>.Instance);
        GrainFactory = cluster.Client;
    }

    private delegate void SetContext(IGrainContext? context, out IGrainContext? before);

    public Host Host { get; }

    /// <summary>What runs in the silo beside its grains.</summary>
    public Scope Scope { get; }

    public StoresOfSilo Stores { get; }

    /// <summary>New activations may be placed here.</summary>
    public bool IsOpen { get; set; } = true;

    public string SiloIdentity => Host.Name;

    public SiloAddress SiloAddress => throw new NotSupportedException();

    public IGrainFactory GrainFactory { get; }

    public ITimerRegistry TimerRegistry => this;

    public IServiceProvider ServiceProvider => this;

    /// <summary>Wakes the routers, as the product does when a silo starts.</summary>
    public void Start() => cluster.World.Ready(
        Scope,
        _ => Execute(new(cluster.Client, Host.Clock, NullLogger<RouterAwakening>.Instance), CancellationToken.None).Ignore(),
        null);

    public Grain Create(Activation activation)
    {
        EnterContext(activation, out var before);
        try
        {
            var type = activation.Key.Interface;
            return type == typeof(IConversationGrain)
                    ? new ConversationGrain(Stores, settings, cluster.Timings, Host.Clock, Metrics, NullLogger<ConversationGrain>.Instance)
                : type == typeof(IContactGrain)
                    ? new ContactGrain(Stores, Stores, cluster.Timings, Host.Clock, NullLogger<ContactGrain>.Instance)
                : type == typeof(IVisitsGrain)
                    ? new VisitsGrain(Stores, cluster.Timings, Host.Clock, NullLogger<VisitsGrain>.Instance)
                : type == typeof(IOperatorGrain)
                    ? new OperatorGrain(Stores, Stores, cluster.Timings, Host.Clock, Metrics, NullLogger<OperatorGrain>.Instance)
                : type == typeof(IRouterGrain)
                    ? new RouterGrain(Stores, cluster.Timings, Host.Clock, Metrics, NullLogger<RouterGrain>.Instance)
                : type == typeof(IAccountGrain)
                    ? new AccountGrain(Stores, cluster.Timings, Host.Clock, NullLogger<AccountGrain>.Instance)
                : type == typeof(IInstallationGrain)
                    ? new InstallationGrain(Stores)
                : type == typeof(IDeliveriesGrain)
                    ? new DeliveriesGrain(
                        Stores, new UnreadOutbox(), new("desk@example.org"), Host.Clock, NullLogger<DeliveriesGrain>.Instance)
                : type == typeof(ITranslatorGrain)
                    ? new TranslatorGrain(translator)
                : type == typeof(ISessionKeysGrain)
                    ? new SessionKeysGrain(Stores)
                : throw new InvalidOperationException($"Nobody makes {type.Name}.");
        }
        finally
        {
            EnterContext(before, out _);
        }
    }

    public object? GetService(Type serviceType) => serviceType == typeof(IGrainRuntime) ? this : null;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
        // Activations are collected by fate here, and by nothing else.
    }

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) => throw new NotSupportedException();

    public IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException();

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options)
    {
        var activation = grainContext as Activation ?? throw new InvalidOperationException("Not an activation of this simulator.");
        var timer = new ActivationTimer(
            activation, () => callback(state, CancellationToken.None), options.DueTime, options.Period, options.Interleave);
        timer.Arm();
        return timer;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ExecuteAsync")]
    private static extern Task Execute(RouterAwakening awakening, CancellationToken cancel);

    private static SetContext FindSetContext() =>
        typeof(Grain).Assembly.GetType("Orleans.Runtime.RuntimeContext")?
            .GetMethod("SetExecutionContext", BindingFlags.NonPublic | BindingFlags.Static)?.CreateDelegate<SetContext>()
        ?? throw new InvalidOperationException("This version of Orleans keeps its context elsewhere.");

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
