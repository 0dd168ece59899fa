using System.Net;
using MessageCenter.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Versions.Compatibility;
using Orleans.Versions.Selector;

namespace MessageCenter.Clustering.Tests;

/// <summary>Settings that make no sense end the start with the name of the setting; none of them widens anything by mistake.</summary>
public sealed class ClusterSettingsTests
{
    [Fact]
    public void Without_settings_a_silo_is_alone_on_loopback()
    {
        var settings = ClusterSettings.Read(Settings());
        Assert.Equal(ClusteringKind.Localhost, settings.Clustering);
        Assert.Equal(IPAddress.Loopback, settings.Address);
    }

    [Fact]
    public void Names_the_cluster_its_list_and_where_the_silo_listens()
    {
        var settings = ClusterSettings.Read(Settings(
            ("MessageCenter:Clustering", "postgres"),
            ("ConnectionStrings:Postgres", "Host=127.0.0.1"),
            ("MessageCenter:Cluster:Id", "europe"),
            ("MessageCenter:Cluster:Address", "10.1.2.3"),
            ("MessageCenter:Cluster:SiloPort", "11112"),
            ("MessageCenter:Cluster:GatewayPort", "30001")));
        Assert.Equal(ClusteringKind.Postgres, settings.Clustering);
        Assert.Equal("europe", settings.Id);
        Assert.Equal(IPAddress.Parse("10.1.2.3"), settings.Address);
        Assert.Equal((11112, 30001), (settings.SiloPort, settings.GatewayPort));
    }

    [Theory]
    [InlineData("127.0.0.9")]
    [InlineData("10.255.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.7.7")]
    [InlineData("fd00::7")]
    public void A_private_address_is_listened_on_when_told(string address) =>
        Assert.Equal(IPAddress.Parse(address), ClusterSettings.Read(Settings(("MessageCenter:Cluster:Address", address))).Address);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2001:db8::1")]
    [InlineData("silo.example")]
    public void A_public_address_is_refused_since_nothing_is_encrypted(string address)
    {
        var refused = Assert.Throws<SettingIsRefusedException>(
            () => ClusterSettings.Read(Settings(("MessageCenter:Cluster:Address", address))));
        Assert.Contains("MessageCenter:Cluster:Address", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MessageCenter:Clustering", "zookeeper")]
    [InlineData("MessageCenter:Cluster:Id", "two/parts")]
    [InlineData("MessageCenter:Cluster:SiloPort", "0")]
    [InlineData("MessageCenter:Cluster:SiloPort", "65536")]
    [InlineData("MessageCenter:Cluster:GatewayPort", "-1")]
    [InlineData("MessageCenter:Cluster:GatewayPort", "thirty")]
    [InlineData("MessageCenter:Cluster:Kubernetes", "perhaps")]
    public void What_makes_no_sense_is_refused_by_its_name(string name, string value)
    {
        var refused = Assert.Throws<SettingIsRefusedException>(() => ClusterSettings.Read(Settings((name, value))));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_address_that_came_from_elsewhere_ends_the_start()
    {
        using var host = NewSilo(
            new(), silo => silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Parse("203.0.113.9")));
        var refused = await Assert.ThrowsAsync<SettingIsRefusedException>(() => host.StartAsync());
        Assert.Contains("203.0.113.9 is not private", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres", "ConnectionStrings:Postgres")]
    [InlineData("azure", "ConnectionStrings:Azure")]
    public void A_list_of_silos_needs_to_know_where_it_lies(string kind, string name)
    {
        var refused = Assert.Throws<SettingIsRefusedException>(() => ClusterSettings.Read(Settings(("MessageCenter:Clustering", kind))));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Equal("there", ClusterSettings.Read(Settings(("MessageCenter:Clustering", kind), (name, "there"))).ConnectionString);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:9/a;")]
    public async Task A_list_that_cannot_be_read_ends_the_start_with_a_line(string connectionString)
    {
        var refused = await Assert.ThrowsAsync<SettingIsRefusedException>(async () =>
        {
            using var host = NewSilo(new() { Clustering = ClusteringKind.Azure, ConnectionString = connectionString });
            await host.StartAsync(TestContext.Current.CancellationToken);
        });
        Assert.StartsWith("The setting ConnectionStrings:Azure is refused", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void Two_versions_of_a_grain_serve_each_other_by_a_rule_that_is_set_by_name()
    {
        using var host = NewSilo(new());
        var versions = host.Services.GetRequiredService<IOptions<GrainVersioningOptions>>().Value;
        Assert.Equal(
            (nameof(BackwardCompatible), nameof(AllCompatibleVersions)),
            (versions.DefaultCompatibilityStrategy, versions.DefaultVersionSelectorStrategy));
    }

    [Fact]
    public void A_store_that_is_not_known_is_refused_by_its_name()
    {
        var refused = Assert.Throws<SettingIsRefusedException>(() => StoreSettings.Read(Settings(("MessageCenter:Store", "papyrus"))));
        Assert.Contains("MessageCenter:Store", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres", "Postgres")]
    [InlineData("azure", "Azure")]
    public void A_shared_store_needs_to_know_where_it_lies(string store, string name)
    {
        var refused = Assert.Throws<SettingIsRefusedException>(() => StoreSettings.Read(Settings(("MessageCenter:Store", store))));
        Assert.Contains($"ConnectionStrings:{name}", refused.Message, StringComparison.Ordinal);
        var settings = StoreSettings.Read(Settings(("MessageCenter:Store", store), ($"ConnectionStrings:{name}", "there")));
        Assert.Equal((store, "there"), (settings.Kind.ToString().ToLowerInvariant(), settings.ConnectionString));
    }

    private static IHost NewSilo(ClusterSettings settings, Action<ISiloBuilder>? more = null) => new HostBuilder().UseOrleans(silo =>
    {
        silo.UseClustering(settings);
        more?.Invoke(silo);
    }).ConfigureLogging(logging => logging.ClearProviders()).Build();

    private static IConfiguration Settings(params (string Name, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();
}
