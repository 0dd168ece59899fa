using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;
using Orleans.Runtime.Placement;

namespace MessageCenter.Grains.Tests;

/// <summary>
/// A directory of grains that its silo shares with no other: what Orleans calls a transient duplicate activation is here
/// for good. With grains placed where they are called first, each silo has an activation of its own.
/// </summary>
internal sealed class SplitDirectory : IGrainDirectory
{
    private readonly ConcurrentDictionary<GrainId, GrainAddress> known = new();

    /// <summary>Splits the grains of these types; all others stay as they are.</summary>
    public static void Use(IServiceCollection services, params string[] grainTypes)
    {
        if (grainTypes.Length == 0)
        {
            return;
        }
        services.AddSingleton<IGrainDirectoryResolver>(new Resolver([.. grainTypes]));
        services.AddSingleton<PlacementStrategy, PreferLocalPlacement>();
    }

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) =>
        Task.FromResult<GrainAddress?>(known.AddOrUpdate(
            address.GrainId,
            address,
            (_, there) => previousAddress is not null && there.Matches(previousAddress) ? address : there));

    public Task Unregister(GrainAddress address)
    {
        if (known.TryGetValue(address.GrainId, out var there) && there.Matches(address))
        {
            known.TryRemove(KeyValuePair.Create(address.GrainId, there));
        }
        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(known.GetValueOrDefault(grainId));

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;

    private sealed class Resolver(HashSet<string> grainTypes) : IGrainDirectoryResolver
    {
        private readonly SplitDirectory directory = new();

        public bool TryResolveGrainDirectory(
            GrainType grainType, GrainProperties? properties, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IGrainDirectory? grainDirectory)
        {
            grainDirectory = grainTypes.Contains(grainType.ToString() ?? "") ? directory : null;
            return grainDirectory is not null;
        }
    }
}
