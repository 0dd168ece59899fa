using System.Net;
using System.Net.Sockets;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains;
using MessageCenter.Grains.Deliveries;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Tests;
using MessageCenter.Grains.Translations;
using MessageCenter.Storage;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Locations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>
/// Silo, SQLite store and web front in this process, on a real socket. Only the sign-in is the test's own: a bearer says
/// who comes (<see cref="TestBearer"/>); cookies and tokens have tests of their own.
/// </summary>
public sealed class HubFixture : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("messagecenter-hubs-").FullName;
    private WebApplication? app;

    internal Company Shop { get; } = new("Demo Shop");

    internal Company Rival { get; } = new("Rival");

    /// <summary>Who translates here.</summary>
    internal EchoEngine Engine { get; } = new();

    internal FaultyConversationStore.Switch Faults { get; } = new();

    internal Uri Address { get; private set; } = new("http://127.0.0.1");

    internal IClusterClient Cluster => App.Services.GetRequiredService<IClusterClient>();

    private WebApplication App => app ?? throw new InvalidOperationException("The product does not run.");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (Environment.GetEnvironmentVariable("TEST_LOG") == "1")
        {
            builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Information);
        }
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new MailSetUp("chat@demo.example"));
        builder.Services.AddSingleton(new TranslationSetUp(Engine));
        builder.Services.AddMessageCenterGrains(timings => timings.PresenceGrace = TimeSpan.FromSeconds(2));
        builder.Services.AddSqliteStore(options => options.Path = Path.Combine(folder, "store.db"));
        FaultyConversationStore.Wrap(builder.Services, Faults);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
        });
        builder.Services.AddAuthentication(TestBearer.Scheme)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, TestBearer>(TestBearer.Scheme, null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Operator, policy => policy.RequireClaim(ClaimNames.Operator))
            .AddPolicy(Policies.Contact, policy => policy.RequireClaim(ClaimNames.Contact));
        builder.Services.AddMessageCenterHubs();
        builder.Services.AddSingleton<ILocations>(services => new LocationFiles(
            new() { LocationDatabases = [] }, TimeProvider.System, services.GetRequiredService<ILogger<LocationFiles>>()));
        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMessageCenterHubs();
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
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A contact with a widget open.</summary>
    internal async Task<Visitor> Visit(Company? company = null, ContactId? again = null)
    {
        company ??= Shop;
        var contact = again ?? new ContactId(Guid.NewGuid());
        if (again is null)
        {
            Assert.True(await Contact(company, contact).CreateContact(new string('a', 64), "en"));
        }
        var visitor = new Visitor(this, company, contact);
        await visitor.Connect();
        return visitor;
    }

    /// <summary>An operator at her desk: said hello, and switched as told.</summary>
    internal async Task<Desk> SitDown(Company company, OperatorId id, Availability availability = Availability.Away)
    {
        var desk = new Desk(this, company, id);
        await desk.Connect();
        await desk.SwitchTo(availability);
        return desk;
    }

    internal IContactGrain Contact(Company company, ContactId id) =>
        Cluster.GetGrain<IContactGrain>(GrainKeys.Of(company.Account, id));

    internal IOperatorGrain Operator(Company company, OperatorId id) =>
        Cluster.GetGrain<IOperatorGrain>(GrainKeys.Of(company.Account, id));

    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task SetUp(Company company)
    {
        AccountOperator Person(OperatorId id, string name) =>
            new(id, name, $"{name.ToLowerInvariant()}@{company.Account.Value:N}.example", OperatorRole.Agent, [company.Group], ["en"], 3);
        var answer = await Cluster.GetGrain<IAccountGrain>(GrainKeys.Of(company.Account)).SetUpAccount(new(
            company.Name,
            [Person(company.Olivia, "Olivia"), Person(company.Omar, "Omar")],
            [new(company.Group, "Sales")],
            [new(company.Widget, "Shop", company.Group, [], ["http://shop.example"], "#3355ff", false, [new("en", "Hi", "Ask us")], true)],
            [Company.Delivery],
            []));
        Assert.Null(answer.Rejection);
        foreach (var id in new[] { company.Olivia, company.Omar })
        {
            await Operator(company, id).WriteCredentials(new("hash", Company.Stamp, 0, null));
        }
    }
}

/// <summary>One account of the tests.</summary>
internal sealed record Company(string Name)
{
    public const string Stamp = "stamp-1";

    public static Topic Delivery { get; } = new(new(Guid.NewGuid()), "Delivery");

    public AccountId Account { get; } = new(Guid.NewGuid());

    public OperatorGroupId Group { get; } = new(Guid.NewGuid());

    public WidgetId Widget { get; } = new(Guid.NewGuid());

    public OperatorId Olivia { get; } = new(Guid.NewGuid());

    public OperatorId Omar { get; } = new(Guid.NewGuid());
}
