using System.Net;
using MessageCenter.Clustering.Tls;
using MessageCenter.Silo;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MessageCenter.Clustering.Tests.Tls;

/// <summary>Silos and clients in this process, on loopback, that find each other in Azurite.</summary>
public sealed class TlsCluster : IAsyncDisposable
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    private readonly List<IHost> hosts = [];
    private readonly string connectionString;
    private readonly string id = $"tls-{Guid.NewGuid():N}";

    private TlsCluster(string connectionString) => this.connectionString = connectionString;

    /// <summary>No cluster yet.</summary>
    public static async Task<TlsCluster> Create() => new((await AzuriteServer.Get()).ConnectionString);

    /// <summary>A silo that has joined.</summary>
    public async Task<TlsMember> StartSilo(TlsSettings? tls)
    {
        var silo = MakeSilo(tls);
        await silo.Host.StartAsync(TestContext.Current.CancellationToken);
        return silo;
    }

    /// <summary>A silo that has not begun.</summary>
    public TlsMember MakeSilo(TlsSettings? tls)
    {
        var settings = Settings(tls) with { SiloPort = FreePorts.Next(), GatewayPort = FreePorts.Next() };
        var log = new RecordedLog();
        return new(Keep(NewHost(log).UseOrleans(silo =>
        {
            silo.UseClustering(settings);
            silo.Configure<ClusterMembershipOptions>(membership => membership.MaxJoinAttemptTime = TimeSpan.FromSeconds(4));
        }).Build()), settings, log);
    }

    /// <summary>A client, as a web front is one, that has not begun.</summary>
    public TlsMember MakeClient(TlsSettings? tls)
    {
        var settings = Settings(tls);
        var log = new RecordedLog();
        return new(Keep(NewHost(log).UseOrleansClient(client => client.UseClustering(settings)).Build()), settings, log);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.AsEnumerable().Reverse())
        {
            using var limit = new CancellationTokenSource(StopsWithin);
            // What never joined may say again that it could not.
            await host.StopAsync(limit.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    private ClusterSettings Settings(TlsSettings? tls) => new()
    {
        Clustering = ClusteringKind.Azure,
        ConnectionString = connectionString,
        Id = id,
        Address = IPAddress.Loopback,
        Tls = tls,
    };

    private IHost Keep(IHost host)
    {
        hosts.Add(host);
        return host;
    }

    private static HostBuilder NewHost(RecordedLog log)
    {
        var builder = new HostBuilder();
        builder.ConfigureLogging(logging =>
        {
            logging.LogQuietly();
            logging.ClearProviders();
            logging.AddProvider(log);
        });
        return builder;
    }
}

/// <summary>One process of a cluster.</summary>
public sealed record TlsMember(IHost Host, ClusterSettings Settings, RecordedLog Log);
