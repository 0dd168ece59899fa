using MessageCenter.Grains.Accounts;
using MessageCenter.Grains.Deliveries;
using MessageCenter.Grains.Runtime;
using MessageCenter.Grains.Translations;
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
        services.TryAddSingleton(MailSetUp.None);
        services.TryAddSingleton(TranslationSetUp.None);
        services.AddSingleton<Translator>();
        services.AddHostedService<RouterAwakening>();
        services.AddHostedService<AttachmentSweeping>();
        return services;
    }

    /// <summary>
    /// Whoever looks for what waits in the store's outbox. It needs somebody who calls integrations, and where there is mail a mailer.
    /// </summary>
    public static void AddDeliveries(this IServiceCollection services, MailSetUp mail)
    {
        services.AddSingleton(mail);
        services.AddSingleton<TranscriptReader>();
        services.AddSingleton<IOrderCarrier, IntegrationCarrier>();
        if (mail.Sender is not null)
        {
            services.AddSingleton<IOrderCarrier, TranscriptCarrier>();
        }
        services.AddHostedService<OutboxWorker>();
    }
}
