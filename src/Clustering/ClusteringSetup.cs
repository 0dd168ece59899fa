using MessageCenter.Clustering.Membership;
using MessageCenter.Clustering.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Versions.Compatibility;
using Orleans.Versions.Selector;

namespace MessageCenter.Clustering;

/// <summary>
/// Makes a silo or a client of the cluster that the settings describe. The times are chosen so that a silo that vanished is
/// given up within 15 seconds (docs/operations.md says what that costs); a paused one is given up like a dead one, which is
/// safe because every write carries the version it was decided on.
/// </summary>
public static class ClusteringSetup
{
    /// <summary>How long a start waits for a cluster that is not there yet.</summary>
    private static readonly TimeSpan ClusterComesWithin = TimeSpan.FromMinutes(2);

    /// <summary>
    /// A call that nobody answers for so long has an unknown outcome: the client is told, and sends the same command again.
    /// Longer than the store's longest wait, so that a slow store is told from a dead silo; and twice this, for a call that
    /// was sent just before its silo was given up, is still within 15 seconds.
    /// </summary>
    private static readonly TimeSpan CallsAnswerWithin = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan ProbesAnswerWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TableIsReadEvery = TimeSpan.FromSeconds(5);

    /// <summary>Makes the silo a member.</summary>
    public static void UseClustering(this ISiloBuilder silo, ClusterSettings settings)
    {
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = CallsAnswerWithin);
        silo.Configure<ClusterMembershipOptions>(SetMembership);
        silo.Configure<GrainVersioningOptions>(SetVersions);
        silo.Services.AddTransient<IConfigurationValidator>(
            services => new AddressValidator(services.GetRequiredService<IOptions<EndpointOptions>>(), settings.Tls));
        if (settings.Tls is { } tls)
        {
            silo.UseTls(tls);
        }
        if (settings.Clustering == ClusteringKind.Localhost)
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, null, settings.Id, settings.Id);
            silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = settings.Address);
            return;
        }
        silo.Configure<ClusterOptions>(cluster => Name(cluster, settings));
        if (settings.Clustering == ClusteringKind.Postgres)
        {
            silo.UsePostgresMembership(settings.ConnectionString);
        }
        else
        {
            silo.UseAzureMembership(settings.ConnectionString);
        }
        if (settings.IsOnKubernetes)
        {
            // Address and name are the pod's, which Microsoft.Orleans.Hosting.Kubernetes knows.
            silo.Configure<EndpointOptions>(endpoints => (endpoints.SiloPort, endpoints.GatewayPort) = (settings.SiloPort, settings.GatewayPort));
            return;
        }
        // Listens on the address it is known by, and on no other.
        silo.ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: false);
    }

    /// <summary>Makes the process a client of the cluster. It waits a while for silos that start at the same time.</summary>
    public static void UseClustering(this IClientBuilder client, ClusterSettings settings)
    {
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = CallsAnswerWithin);
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TableIsReadEvery);
        client.UseConnectionRetryFilter(new ConnectionRetry(ClusterComesWithin, TimeProvider.System));
        if (settings.Tls is { } tls)
        {
            client.UseTls(tls);
        }
        if (settings.Clustering == ClusteringKind.Localhost)
        {
            client.UseLocalhostClustering(settings.GatewayPort, settings.Id, settings.Id);
            return;
        }
        client.Configure<ClusterOptions>(cluster => Name(cluster, settings));
        if (settings.Clustering == ClusteringKind.Postgres)
        {
            client.UsePostgresMembership(settings.ConnectionString);
        }
        else
        {
            client.UseAzureMembership(settings.ConnectionString);
        }
    }

    /// <summary>
    /// Three probes missed, two seconds each at most, and two silos that say so (one, where there are but two): a silo that
    /// vanished is given up after six to ten seconds. Shorter times would give up silos that only collect garbage. The runtime
    /// counts no vote against a silo from which something came within the longest three probes: were they longer, one that
    /// was cut off or paused in the midst of its work would be held for alive that much longer.
    /// </summary>
    private static void SetMembership(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = ProbesAnswerWithin;
        membership.MinProbeTimeout = ProbesAnswerWithin / 2;
        membership.MaxProbeTimeout = ProbesAnswerWithin;
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.MaxJoinAttemptTime = ClusterComesWithin;
        membership.TableRefreshTimeout = TableIsReadEvery;
        membership.IAmAliveTablePublishTimeout = TableIsReadEvery;
        // Rows of silos that are gone are kept for a day, for whoever looks into what happened.
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    /// <summary>
    /// While two versions run side by side, calls of the older one are served by either, and calls of the newer one by silos
    /// that know it. That is the runtime's default too; it is promised here, so that no later default can end it.
    /// </summary>
    private static void SetVersions(GrainVersioningOptions versions)
    {
        versions.DefaultCompatibilityStrategy = nameof(BackwardCompatible);
        versions.DefaultVersionSelectorStrategy = nameof(AllCompatibleVersions);
    }

    private static void Name(ClusterOptions cluster, ClusterSettings settings) =>
        (cluster.ClusterId, cluster.ServiceId) = (settings.Id, settings.Id);
}
