using MessageCenter.Domain;
using MessageCenter.WebFront.Feeds;
using MessageCenter.WebFront.Translations;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MessageCenter.WebFront.Hubs;

/// <summary>Puts the hubs and their feeds together.</summary>
public static class HubRegistration
{
    /// <summary>The dashboard's hub.</summary>
    public const string OperatorPath = "/hubs/operator";

    /// <summary>The widget's hub.</summary>
    public const string WidgetPath = "/hubs/widget";

    // An idle socket costs what its buffers may hold, and a slow reader may fill them: small is enough for a chat.
    private const int TransportBufferBytesMax = 64 * 1024;

    /// <summary>Adds hubs, feeds and their renewal. Needs an Orleans client, and the policies of Authorization.</summary>
    public static IServiceCollection AddMessageCenterHubs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<HubMetrics>();
        services.AddSingleton<HubGuard>();
        services.AddSingleton<AccountReads>();
        services.AddSingleton<LiveTranslation>();
        services.AddSingleton<FrontFeeds>();
        services.AddHostedService<FeedRenewal>();
        services.AddSignalR(options =>
        {
            options.EnableDetailedErrors = false;
            options.MaximumReceiveMessageSize = CodedHubProtocol.FrameBytesRead;
            options.HandshakeTimeout = TimeSpan.FromSeconds(15);
            options.KeepAliveInterval = TimeSpan.FromSeconds(5);
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
            // Several at once, so that one slow conversation holds back no other; HubSession keeps the order within each.
            options.MaximumParallelInvocationsPerClient = Limits.HubParallelCallsMax;
            options.StreamBufferCapacity = 1;
            options.AddFilter<HubGuard>();
        });
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol, CodedHubProtocol>();
        return services;
    }

    /// <summary>Maps both hubs.</summary>
    public static IEndpointRouteBuilder MapMessageCenterHubs(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<OperatorHub>(OperatorPath, Configure);
        routes.MapHub<WidgetHub>(WidgetPath, Configure);
        return routes;
    }

    private static void Configure(HttpConnectionDispatcherOptions options)
    {
        options.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling;
        options.TransportMaxBufferSize = TransportBufferBytesMax;
        options.ApplicationMaxBufferSize = TransportBufferBytesMax;
        options.AllowStatefulReconnects = false;
        options.CloseOnAuthenticationExpiration = true;
    }
}
