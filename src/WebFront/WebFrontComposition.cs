using System.Net;
using MessageCenter.Domain;
using MessageCenter.WebFront.Attachments;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Endpoints;
using MessageCenter.WebFront.Errors;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Identity;
using MessageCenter.WebFront.Locations;
using MessageCenter.WebFront.Security;
using MessageCenter.WebFront.Static;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;

namespace MessageCenter.WebFront;

/// <summary>
/// Everything that speaks HTTP: what both the web front program and the one-process product are made of. It needs a cluster
/// client in the services and nothing else of the grains.
/// </summary>
public static class WebFrontComposition
{
    /// <summary>Adds what requests need.</summary>
    public static void AddWebFront(this WebApplicationBuilder builder, WebFrontSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.RequestBodyBytesMax;
        });
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<ClientFiles>();
        services.AddSingleton<AntiForgery>();
        services.AddSingleton<NewContactLimit>();
        services.AddSingleton<ILocations, LocationFiles>();
        services.AddSingleton<UploadLimits>();
        services.AddSingleton<ImageDrawer>();
        services.AddSingleton<Uploads>();
        services.ConfigureHttpJsonOptions(options => WireJson.Configure(options.SerializerOptions));
        services.AddOpenApi();
        services.Configure<ForwardedHeadersOptions>(forwarded => ConfigureProxies(forwarded, settings));
        AddSessionKeys(services, settings);
        AddIdentity(services);
        services.AddPolicies(settings);
        services.AddMessageCenterHubs();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("MessageCenter.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Orleans")
            .AddPrometheusExporter());
    }

    /// <summary>Puts the pipeline together. Order matters: what refuses comes before what works.</summary>
    public static void UseWebFront(this WebApplication app)
    {
        // Now, so that whoever starts it reads at once what is wrong with the files.
        app.Services.GetRequiredService<ILocations>();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseForwardedHeaders();
        app.UseRequestCheck(app.Services.GetRequiredService<WebFrontSettings>());
        app.UseHsts();
        app.UseOriginCheck();
        app.UseRouting();
        app.UseUnmatched();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapEndpoints();
        app.MapMessageCenterHubs();
    }

    private static void AddSessionKeys(IServiceCollection services, WebFrontSettings settings)
    {
        services.AddDataProtection().SetApplicationName("MessageCenter");
        if (settings.KeysFolder is { } folder)
        {
            services.AddSingleton<IXmlRepository>(
                provider => new SessionKeyFiles(folder, provider.GetRequiredService<ILogger<SessionKeyFiles>>()));
        }
        else
        {
            services.AddSingleton<IXmlRepository, SharedSessionKeys>();
        }
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((keys, kept) => keys.XmlRepository = kept);
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddSingleton<ILookupNormalizer, SignInNameNormalizer>();
        services.AddIdentityCore<OperatorUser>(identity =>
            {
                identity.Lockout.MaxFailedAccessAttempts = Limits.WrongPasswordsBeforeLockMax;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(1);
            })
            .AddUserStore<OperatorUserStore>()
            .AddSignInManager();
        services.AddScoped<IUserClaimsPrincipalFactory<OperatorUser>, OperatorPrincipals>();
        services.AddScoped<OperatorCookie>();
        services.AddScoped<OperatorSignIn>();
        services.AddScoped<AccountFounder>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<UnknownOperator>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ContactTokenHandler>(ContactTokenHandler.SchemeName, displayName: null, configureOptions: null)
            .AddCookie(IdentityConstants.ApplicationScheme, OperatorCookie.Configure);
    }

    private static void ConfigureProxies(ForwardedHeadersOptions forwarded, WebFrontSettings settings)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (IPAddress proxy in settings.TrustedProxies)
        {
            forwarded.KnownProxies.Add(proxy);
        }
        // With no proxy to trust the headers are not looked at: an empty list would otherwise mean that all are trusted.
        forwarded.ForwardedHeaders = settings.TrustedProxies.IsEmpty
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
    }
}
