using MessageCenter.Grains.Deliveries;
using MessageCenter.Grains.Translations;
using MessageCenter.Outbound.Integrations;
using MessageCenter.Outbound.Mail;
using MessageCenter.Outbound.Translations;
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

    /// <summary>An engine translates, and no message waits for it longer than this.</summary>
    public static void AddTranslation(this IServiceCollection services, EngineSettings settings, TimeSpan timeLimit)
    {
        services.AddSingleton(settings);
        services.AddSingleton(typeof(ITranslationEngine), settings.Kind switch
        {
            EngineKind.Apertium => typeof(ApertiumEngine),
            EngineKind.LibreTranslate => typeof(LibreTranslateEngine),
            EngineKind.DeepL => typeof(DeepLEngine),
            _ => throw new InvalidOperationException($"Nothing speaks to {settings.Kind}."),
        });
        services.AddSingleton(provider => new TranslationSetUp(provider.GetRequiredService<ITranslationEngine>()) { TimeLimit = timeLimit });
    }
}
