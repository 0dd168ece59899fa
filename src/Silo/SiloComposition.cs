using MessageCenter.Clustering;
using MessageCenter.Grains;
using MessageCenter.Grains.Runtime;
using MessageCenter.Outbound;
using MessageCenter.Outbound.Integrations;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MessageCenter.Silo;

/// <summary>What a silo must be told.</summary>
/// <param name="Store">Where everything is kept.</param>
/// <param name="Cluster">How it finds other silos, and how it is found.</param>
public sealed record SiloSettings(StoreSettings Store, ClusterSettings Cluster)
{
    /// <summary>How long somebody whose last connection dropped still counts as there.</summary>
    public TimeSpan PresenceGrace { get; init; } = new GrainTimings().PresenceGrace;

    /// <summary>How mail is sent.</summary>
    public required MailSettings Mail { get; init; }

    /// <summary>How other systems are called.</summary>
    public required CallSettings Integrations { get; init; }

    /// <summary>Who translates.</summary>
    public required TranslationSettings Translation { get; init; }

    /// <summary>The runtime's own dashboard collects figures.</summary>
    public bool HasDashboard { get; init; }
}

/// <summary>Grains and store: what both the silo program and the one-process product are made of.</summary>
public static class SiloComposition
{
    /// <summary>A grain that nobody needs leaves the memory; its next call reads it again.</summary>
    private static readonly TimeSpan GrainsLeaveAfter = TimeSpan.FromMinutes(15);

    /// <summary>Adds a silo with its grains. The folder is asked for only where the store is a file.</summary>
    public static void AddSilo(this IHostApplicationBuilder builder, SiloSettings settings, Func<DataFolder> folder)
    {
        // The store opens first: a store that refuses must be heard before anything else has begun.
        settings.Store.AddTo(builder.Services, folder);
        settings.Translation.AddTo(builder.Services);
        builder.Services.AddMessageCenterGrains(timings => timings.PresenceGrace = settings.PresenceGrace);
        builder.Services.AddHttpIntegrations(settings.Integrations);
        settings.Mail.AddTo(builder.Services);
        builder.UseOrleans(silo =>
        {
            if (settings.Cluster.IsOnKubernetes)
            {
                silo.UseKubernetesHosting();
            }
            silo.UseClustering(settings.Cluster);
            silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = GrainsLeaveAfter);
            if (settings.HasDashboard)
            {
                Orleans.Dashboard.ServiceCollectionExtensions.AddDashboard(silo);
            }
        });
    }
}
