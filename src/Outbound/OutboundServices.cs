using MessageCenter.Grains.Deliveries;
using MessageCenter.Outbound.Integrations;
using MessageCenter.Outbound.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace MessageCenter.Outbound;

/// <summary>Puts other people's servers behind the ports.</summary>
public static class OutboundServices
{
    /// <summary>Integrations are called over HTTP.</summary>
    public static void AddHttpIntegrations(this IServiceCollection services, CallSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<IIntegrationCaller, HttpIntegrationCaller>();
    }

    /// <summary>Mail goes out over SMTP.</summary>
    public static void AddSmtpMail(this IServiceCollection services, SmtpSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<IMailer, SmtpMailer>();
    }
}
