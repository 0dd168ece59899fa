using System.Net;
using MessageCenter.Grains;
using MessageCenter.Grains.Runtime;
using MessageCenter.Storage;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MessageCenter.Silo;

/// <summary>What a silo must be told.</summary>
/// <param name="Data">Where the store lies.</param>
public sealed record SiloSettings(DataFolder Data)
{
    /// <summary>Where silos talk to each other.</summary>
    public int SiloPort { get; init; } = FreePorts.Next();

    /// <summary>Where web fronts of other processes come in; 0: none do.</summary>
    public int GatewayPort { get; init; }

    /// <summary>How long somebody whose last connection dropped still counts as there.</summary>
    public TimeSpan PresenceGrace { get; init; } = new GrainTimings().PresenceGrace;
}

/// <summary>Grains and store: what both the silo program and the one-process product are made of.</summary>
public static class SiloComposition
{
    /// <summary>A call that nobody answers for so long has an unknown outcome: the client is told, and sends the same command again.</summary>
    private static readonly TimeSpan CallsAnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>A grain that nobody needs leaves the memory; its next call reads it again.</summary>
    private static readonly TimeSpan GrainsLeaveAfter = TimeSpan.FromMinutes(15);

    /// <summary>Adds a silo with its grains, on a store in the data folder.</summary>
    public static void AddSilo(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        // The store opens first: a store that refuses must be heard before anything else has begun.
        builder.Services.AddSqliteStore(store => store.Path = settings.Data.StoreFile);
        builder.Services.AddMessageCenterGrains(timings => timings.PresenceGrace = settings.PresenceGrace);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort);
            silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = CallsAnswerWithin);
            silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = GrainsLeaveAfter);
        });
    }
}
