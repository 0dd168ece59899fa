using System.Collections.Concurrent;
using System.Net;
using MessageCenter.Clustering;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains;
using MessageCenter.Grains.Deliveries;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Storage;
using MessageCenter.WebFront.Identity;
using MessageCenter.WebFront.Tests.Hubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>
/// Silo, store and the whole web front in this process, as the product composes them, with two accounts that know nothing
/// of each other, and every line that anything logs, at the finest level.
/// </summary>
public sealed class FrontFixture : IAsyncLifetime
{
    private readonly string locations = Directory.CreateTempSubdirectory("messagecenter-locations-").FullName;
    private readonly string folder = Directory.CreateTempSubdirectory("messagecenter-hostile-").FullName;
    private WebApplication? app;

    /// <summary>The account that is attacked.</summary>
    internal Tenant Shop { get; } = new("Shop");

    /// <summary>The account from where it is.</summary>
    internal Tenant Rival { get; } = new("Rival");

    internal LogKeeper Logged { get; } = new();

    /// <summary>Addresses of visitors, each with a city of its own that the location database says of it.</summary>
    internal ConcurrentQueue<(string Address, string City)> Places { get; } =
        new(Enumerable.Range(100, 100).Select(last => ($"203.0.113.{last}", $"Canaryville {Guid.NewGuid():N}")));

    /// <summary>Where everything is stored.</summary>
    internal string Folder => folder;

    internal Uri Address { get; private set; } = new("http://127.0.0.1");

    internal IClusterClient Cluster => App.Services.GetRequiredService<IClusterClient>();

    /// <summary>Every route that is mapped.</summary>
    internal IEnumerable<RouteEndpoint> Routes =>
        ((IEndpointRouteBuilder)App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private WebApplication App => app ?? throw new InvalidOperationException("The front does not run.");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.LogQuietly();
        builder.Logging.ClearProviders().AddProvider(Logged).SetMinimumLevel(LogLevel.Trace);
        builder.Services.Configure<LoggerFilterOptions>(quiet => quiet.Rules.Clear());
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new MailSetUp("chat@demo.example"));
        builder.Services.AddMessageCenterGrains(timings => timings.PresenceGrace = TimeSpan.FromMinutes(5));
        builder.Services.AddSqliteStore(options => options.Path = Path.Combine(folder, "store.db"));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(HubFixture.FreePort(), HubFixture.FreePort());
            silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
        });
        var database = Path.Combine(locations, "cities.mmdb");
        LocationDatabase.Write(
            database,
            [.. Places.Select(one => ($"{one.Address}/32", new Dictionary<string, object> { ["city"] = one.City, ["country_code"] = "NZ" }))]);
        builder.AddWebFront(new()
        {
            LocationDatabases = [database],
            TrustedProxies = [IPAddress.Loopback],
            KeysFolder = Path.Combine(folder, "keys"),
            SetupIsOffered = false,
            NewContactsPerAddressPerMinute = 100_000,
        });
        app = builder.Build();
        app.UseWebFront();
        await app.StartAsync();
        Address = new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        await SetUp(Shop);
        await SetUp(Rival);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        Logged.Dispose();
        Directory.Delete(folder, recursive: true);
        Directory.Delete(locations, recursive: true);
    }

    internal IOperatorGrain Operator(Tenant tenant, OperatorId id) =>
        Cluster.GetGrain<IOperatorGrain>(GrainKeys.Of(tenant.Account, id));

    internal IAccountGrain Account(Tenant tenant) => Cluster.GetGrain<IAccountGrain>(GrainKeys.Of(tenant.Account));

    /// <summary>What an operator's password is kept as.</summary>
    internal string Hash(string password) => App.Services.GetRequiredService<IPasswordHasher<OperatorUser>>().HashPassword(
        new() { AccountId = default, OperatorId = default, Name = "", Email = "", Role = default }, password);

    private async Task SetUp(Tenant tenant)
    {
        Assert.Null((await Account(tenant).SetUpAccount(tenant.Setup())).Rejection);
        foreach (var one in tenant.People)
        {
            Assert.Null((await Operator(tenant, one.Id).WriteCredentials(new(Hash(Tenant.Password), $"stamp of {one.Name}", 0, null))).Rejection);
        }
        var names = tenant.People.Select(one => new SignInName(one.Email, tenant.Account, one.Id)).ToEquatableArray();
        Assert.Null((await Cluster.GetGrain<IInstallationGrain>(IInstallationGrain.Key)
            .RegisterAccount(tenant.Account, names, onlyIfEmpty: false)).Rejection);
    }
}

/// <summary>One account of these tests, with two operators and two widgets.</summary>
internal sealed class Tenant(string name)
{
    public const string Password = "canary-password-0f2b";

    public AccountId Account { get; } = new(Guid.NewGuid());

    public OperatorGroupId Group { get; } = new(Guid.NewGuid());

    public TopicId Topic { get; } = new(Guid.NewGuid());

    public MacroId Macro { get; } = new(Guid.NewGuid());

    public Person Olivia { get; } = new(new(Guid.NewGuid()), $"Olivia of {name}", $"olivia@{name.ToLowerInvariant()}.example");

    public Person Omar { get; } = new(new(Guid.NewGuid()), $"Omar of {name}", $"omar@{name.ToLowerInvariant()}.example");

    public IEnumerable<Person> People => [Olivia, Omar];

    public Widget Widget { get; private set; } = null!;

    public Widget OtherWidget { get; private set; } = null!;

    public string WidgetKey => new WidgetKey(Account, Widget.WidgetId).ToString();

    public string OtherWidgetKey => new WidgetKey(Account, OtherWidget.WidgetId).ToString();

    public AccountSetup Setup()
    {
        (Widget, OtherWidget) = (NewWidget("Front page"), NewWidget("Help page"));
        return new(
            name,
            People.Select(one => new AccountOperator(
                one.Id, one.Name, one.Email, RoleOf(one), [Group], ["en"], Limits.ChatSlotsDefault)).ToEquatableArray(),
            [new(Group, $"Sales of {name}")],
            [Widget, OtherWidget],
            [new(Topic, $"Topic of {name}")],
            [new(Macro, "hello", $"Hello from {name}")]);
    }

    private OperatorRole RoleOf(Person person) => person == Olivia ? OperatorRole.Owner : OperatorRole.Agent;

    private Widget NewWidget(string title) => new(
        new(Guid.NewGuid()), title, Group, [Topic], [$"https://{name.ToLowerInvariant()}.example"], "#3355ff", false, [], true);
}

/// <summary>An operator of these tests.</summary>
internal sealed record Person(OperatorId Id, string Name, string Email);
