using MessageCenter.Clustering;
using MessageCenter.ClusterProcesses;
using MessageCenter.MessageCenter;
using MessageCenter.WebFront;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace MessageCenter.Cluster;

/// <summary>
/// The one address that people open: hands each request, and each socket, to the next front that is ready, without any
/// stickiness. It makes the demo account as a client of the cluster, and serves the demo shop as the one-process product does.
/// </summary>
internal sealed class EntryAddress : IAsyncDisposable
{
    private const string Fronts = "fronts";
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    private readonly WebApplication app;
    private readonly DemoShop shop;

    private EntryAddress(WebApplication app, DemoShop shop) => (this.app, this.shop) = (app, shop);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where to go, and how to sign in.</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>What the fronts must know of it: they believe what it says about the client, and answer to its names.</summary>
    public static Dictionary<string, string> FrontSettings(string urls)
    {
        var settings = new Dictionary<string, string> { ["MessageCenter__TrustedProxies__0"] = "127.0.0.1" };
        foreach (var (number, host) in Addresses.HostsOf(urls).Index())
        {
            settings[$"MessageCenter__AllowedHosts__{number}"] = host;
        }
        return settings;
    }

    /// <summary>Begins to listen, with the demo account there.</summary>
    public static async Task<EntryAddress> Start(
        ClusterOptions options, ClusterPlan plan, IEnumerable<MemberProcess> fronts, string signInFile, CancellationToken cancel)
    {
        var proxy = Build(options, plan, fronts);
        var entry = new EntryAddress(proxy, DemoShop.Prepare(proxy, options.DemoUrls));
        // Who may come in is for the fronts to say.
        proxy.MapReverseProxy().AllowAnonymous();
        try
        {
            await proxy.StartAsync(cancel);
            await entry.OpenDemo(new(signInFile, options.DemoPassword));
            return entry;
        }
        catch
        {
            await entry.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static WebApplication Build(ClusterOptions options, ClusterPlan plan, IEnumerable<MemberProcess> fronts)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.LogQuietly();
        // Who is gone is said once, by who started it.
        builder.Logging.AddFilter("Yarp", LogLevel.None);
        builder.WebHost.UseUrls(options.Urls);
        foreach (var (name, value) in plan.SharedSettings())
        {
            builder.Configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }
        builder.UseOrleansClient(client => client.UseClustering(ClusterSettings.Read(builder.Configuration)));
        // Founding an account needs what a front knows about sign-in.
        builder.AddWebFront(WebFrontSettings.Read(builder.Configuration));
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = Fronts, ClusterId = Fronts, Match = new() { Path = "{**path}" } }],
            [InTurn(fronts)]);
        return builder.Build();
    }

    private static ClusterConfig InTurn(IEnumerable<MemberProcess> fronts) => new()
    {
        ClusterId = Fronts,
        LoadBalancingPolicy = LoadBalancingPolicies.RoundRobin,
        Destinations = fronts.ToDictionary(front => front.Name, front => new DestinationConfig { Address = front.Address.ToString() }),
        // A front that does not answer once is left out until it does.
        Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
        HealthCheck = new()
        {
            Active = new()
            {
                Enabled = true,
                Interval = LooksEvery,
                Timeout = LooksEvery,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                Path = "/health/ready",
            },
        },
    };

    private async Task OpenDemo(DemoSignIn signIn)
    {
        Address = Addresses.Shown(app);
        await shop.Start(Address);
        await using var scope = app.Services.CreateAsyncScope();
        var demo = ActivatorUtilities.CreateInstance<DemoAccount>(scope.ServiceProvider);
        shop.WidgetKey = await demo.Ensure(signIn, [DemoShop.OriginOf(Address), DemoShop.OriginOf(shop.Address)]);
        Greeting = DemoGreeting.WithDemo(Address, shop, signIn);
    }
}
