using MessageCenter.Grains.Accounts;
using MessageCenter.Grains.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MessageCenter.Grains;

/// <summary>What grains need beside the stores, which an adapter registers.</summary>
public static class GrainsServices
{
    /// <summary>Registers clock, timings and account settings.</summary>
    public static IServiceCollection AddMessageCenterGrains(this IServiceCollection services, Action<GrainTimings>? configure = null)
    {
        var timings = new GrainTimings();
        configure?.Invoke(timings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(timings);
        services.AddMetrics();
        services.AddSingleton<GrainMetrics>();
        services.AddSingleton<AccountSettings>();
        services.AddHostedService<RouterAwakening>();
        services.AddHostedService<AttachmentSweeping>();
        return services;
    }
}
