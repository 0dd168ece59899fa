using System.Diagnostics.Metrics;
using MessageCenter.Simulation.Cluster;
using MessageCenter.Simulation.Engine;
using MessageCenter.WebFront.Feeds;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Translations;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;

namespace MessageCenter.Simulation.Fronts;

/// <summary>
/// One life of a web front: the product's own hubs, guard and feeds, on a simulated SignalR. Only the timer that renews
/// leases is written anew (<see cref="FrontRenewal"/>).
/// </summary>
internal sealed class Front
{
    private static readonly HubMetrics Metrics = new(new Meters());

    private readonly SimulatedCluster cluster;
    private readonly HubContext<OperatorHub, IOperatorClient> operators = new();
    private readonly HubContext<WidgetHub, IWidgetClient> widgets = new();
    private readonly FrontFeeds feeds;
    private readonly AccountReads accounts;
    private readonly LiveTranslation translation;
    private readonly HubGuard guard;
    private readonly List<Socket> sockets = [];

    public Front(SimulatedCluster cluster, string name)
    {
        this.cluster = cluster;
        Host = new(cluster.World, name);
        Scope = new(cluster.World, Host);
        feeds = new(cluster.Client, operators, widgets, Metrics, Host.Clock, NullLogger<FrontFeeds>.Instance);
        accounts = new(cluster.Client, Host.Clock);
        translation = new(cluster.Client, accounts);
        guard = new(Metrics, Host.Clock, NullLogger<HubGuard>.Instance);
    }

    public Host Host { get; }

    public Scope Scope { get; }

    /// <summary>Cables that end here, also those whose first frame is still on its way.</summary>
    public List<Socket> Cables { get; } = [];

    public void Start() => cluster.World.Ready(Scope, _ => new FrontRenewal(cluster.World, feeds, Host.Clock).Run(), null);

    /// <summary>A silo came or went.</summary>
    public void DoubtFeeds() => feeds.DoubtAll();

    /// <summary>A browser has connected; its first frames follow.</summary>
    public async void Connected(Socket socket)
    {
        sockets.Add(socket);
        operators.Add(socket);
        widgets.Add(socket);
        using var hub = HubOf(socket);
        await hub.OnConnectedAsync();
    }

    public async void Disconnected(Socket socket)
    {
        Cables.Remove(socket);
        if (!sockets.Remove(socket))
        {
            return;
        }
        operators.Remove(socket);
        widgets.Remove(socket);
        using var hub = HubOf(socket);
        await hub.OnDisconnectedAsync(null);
    }

    public async void Invoke(Socket socket, int call, string method, object argument)
    {
        using var hub = HubOf(socket);
        var known = HubMethod.Of(hub.GetType(), method);
        var invocation = new HubInvocationContext(socket.Context, Services.None, hub, known.Info, [argument]);
        object? result = null;
        HubException? error = null;
        try
        {
            result = await guard.InvokeMethodAsync(invocation, async _ => await known.Invoke(hub, argument));
        }
        catch (HubException refused)
        {
            error = refused;
        }
        if (sockets.Contains(socket))
        {
            socket.Answer(call, result, error);
        }
    }

    private Hub HubOf(Socket socket) => socket.Context.User?.HasClaim(claim => claim.Type == "operator") == true
        ? new OperatorHub(cluster.Client, feeds, accounts, translation, Metrics, Host.Clock) { Context = socket.Context }
        : new WidgetHub(cluster.Client, feeds, accounts, Places.Known, Metrics, Host.Clock) { Context = socket.Context };

    private sealed class Services : IServiceProvider
    {
        public static Services None { get; } = new();

        public object? GetService(Type serviceType) => null;
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
