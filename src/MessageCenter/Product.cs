using MessageCenter.Clustering;
using MessageCenter.Silo;
using MessageCenter.WebFront;

namespace MessageCenter.MessageCenter;

/// <summary>
/// Silo, web front and store, running in this process. It is started when it listens and, with the demo, when the demo's
/// account is there; it has stopped when all that was acknowledged is on disk and the data folder is free.
/// </summary>
internal sealed class Product : IAsyncDisposable
{
    /// <summary>Within the five seconds that whoever stops us waits.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(4);

    private readonly DataFolder data;
    private readonly WebApplication app;
    private readonly StartLog log;
    private DemoShop? shop;

    private Product(DataFolder data, StartOptions options)
    {
        this.data = data;
        log = new();
        app = Build(options, data, log);
    }

    /// <summary>What the person who started it should read.</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>Starts it. Throws what <see cref="StartRefusal"/> turns into one line.</summary>
    public static async Task<Product> Start(StartOptions options)
    {
        var folder = DataFolder.Open(options.Data);
        var product = new Product(folder, options);
        try
        {
            await product.Run(options);
            return product;
        }
        catch
        {
            product.log.IsOpen = false;
            await product.GiveUp();
            throw;
        }
    }

    /// <summary>Until Ctrl+C or SIGTERM, and the orderly end after it.</summary>
    public Task UntilStopped() => app.WaitForShutdownAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (shop is not null)
        {
            await shop.DisposeAsync();
        }
        await app.StopAsync();
        await app.DisposeAsync();
        data.Dispose();
    }

    /// <summary>Ends what had begun to start. What goes wrong with that is not what the start failed of, and says nothing new.</summary>
    private async Task GiveUp()
    {
        try
        {
            await DisposeAsync();
        }
        catch (Exception)
        {
            data.Dispose();
        }
    }

    private static WebApplication Build(StartOptions options, DataFolder folder, StartLog startLog)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(options.Urls);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopsWithin);
        builder.Logging.LogQuietly();
        builder.Logging.AddFilter((_, level) => startLog.IsOpen && level >= LogLevel.Warning);
        var silo = new SiloSettings(StoreSettings.Read(builder.Configuration), Cluster(builder.Configuration))
        {
            PresenceGrace = options.PresenceGrace,
            Mail = MailSettings.Read(builder.Configuration),
            Integrations = IntegrationSettings.Read(builder.Configuration),
            Translation = TranslationSettings.Read(builder.Configuration),
        };
        builder.AddSilo(silo, () => folder);
        builder.AddWebFront(Settings(options, folder, builder.Configuration));
        var built = builder.Build();
        built.UseWebFront();
        return built;
    }

    /// <summary>Alone on this machine it listens for no other process, at a port that nobody else has; as a member it does as it is told.</summary>
    private static ClusterSettings Cluster(IConfiguration configuration)
    {
        var settings = ClusterSettings.Read(configuration);
        return settings.Clustering == ClusteringKind.Localhost
            ? settings with { SiloPort = FreePorts.Next(), GatewayPort = 0 }
            : settings;
    }

    private static WebFrontSettings Settings(StartOptions options, DataFolder folder, IConfiguration configuration)
    {
        DataFolder.MakeFolder(folder.KeysFolder);
        var configured = WebFrontSettings.Read(configuration);
        return configured with
        {
            KeysFolder = configured.KeysFolder ?? folder.KeysFolder,
            AllowedHosts = configured.AllowedHosts.IsEmpty ? [.. Addresses.HostsOf(options.Urls)] : configured.AllowedHosts,
            SetupIsOffered = !options.HasDemo,
        };
    }

    private async Task Run(StartOptions options)
    {
        shop = options.HasDemo ? DemoShop.Prepare(app, options) : null;
        await app.StartAsync();
        log.IsOpen = true;
        var address = Addresses.Shown(app);
        if (shop is null)
        {
            Greeting = DemoGreeting.WithoutDemo(address);
            return;
        }
        await shop.Start(address);
        var signIn = new DemoSignIn(data.PathOf("demo-sign-in.txt"), options.DemoPassword);
        await using var scope = app.Services.CreateAsyncScope();
        var demo = ActivatorUtilities.CreateInstance<DemoAccount>(scope.ServiceProvider);
        shop.WidgetKey = await demo.Ensure(signIn, [DemoShop.OriginOf(address), DemoShop.OriginOf(shop.Address)]);
        Greeting = DemoGreeting.WithDemo(address, shop, signIn);
    }
}

/// <summary>Closed until the product listens: what goes wrong before that ends the start, and is said once, by whoever started it.</summary>
internal sealed class StartLog
{
    /// <summary>Log lines are shown.</summary>
    public bool IsOpen { get; set; }
}
