using System.Net;
using MessageCenter.Domain;
using MessageCenter.Silo;
using MessageCenter.WebFront;
using Microsoft.Extensions.Logging.Console;

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
        LogQuietly(builder.Logging, startLog);
        builder.AddSilo(new SiloSettings(folder) { PresenceGrace = options.PresenceGrace });
        builder.AddWebFront(Settings(options, folder, builder.Configuration.GetSection("MessageCenter")));
        var built = builder.Build();
        built.UseWebFront();
        return built;
    }

    private static WebFrontSettings Settings(StartOptions options, DataFolder folder, IConfiguration configured)
    {
        DataFolder.MakeFolder(folder.KeysFolder);
        return new WebFrontSettings
        {
            KeysFolder = folder.KeysFolder,
            AllowedHosts = [.. configured.GetSection("AllowedHosts").Get<string[]>() ?? Hosts(options.Urls)],
            TrustedProxies = [.. (configured.GetSection("TrustedProxies").Get<string[]>() ?? []).Select(IPAddress.Parse)],
            MetricsArePublic = configured.GetValue("MetricsArePublic", false),
            NewContactsPerAddressPerMinute = configured.GetValue(
                nameof(WebFrontSettings.NewContactsPerAddressPerMinute), Limits.NewContactsPerAddressPerMinuteMax),
            SetupIsOffered = !options.HasDemo,
        };
    }

    /// <summary>Who listens on a name is asked for that name; who listens on all of them cannot know by which.</summary>
    private static string[] Hosts(string urls)
    {
        var hosts = urls.Split(';').Select(url => BindingAddress.Parse(url).Host).ToArray();
        return hosts.Any(host => host is "*" or "+" or "0.0.0.0" or "[::]") ? ["*"] : ["localhost", "127.0.0.1", "[::1]", .. hosts];
    }

    private static void LogQuietly(ILoggingBuilder logging, StartLog startLog)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter((category, level) => startLog.IsOpen && level >= LeastLevel(category));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }

    private static LogLevel LeastLevel(string? category) => category switch
    {
        // It warns that the keys are not encrypted; the folder that holds them is its owner's alone.
        { } name when name.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) => LogLevel.Error,
        // What Orleans tries again by itself is no news.
        "Polly" => LogLevel.Error,
        _ => LogLevel.Warning,
    };

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
