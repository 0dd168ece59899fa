using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using Orleans.Dashboard;
using Orleans.Runtime;

namespace MessageCenter.Silo;

/// <summary>
/// What whoever watches over a silo may ask it by HTTP, on an address of its own: is it alive, is it a member, how is it
/// doing. No user ever comes here. Figures and the runtime's dashboard are for this machine alone: they show all accounts.
/// </summary>
internal static class Management
{
    /// <summary>Adds what it needs.</summary>
    public static void AddManagement(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("MessageCenter.*", "Microsoft.Orleans").AddPrometheusExporter());
    }

    /// <summary>Maps it.</summary>
    public static void MapManagement(this WebApplication app, bool hasDashboard)
    {
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || IsOfThisMachine(context))
            {
                return next(context);
            }
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        app.MapGet("/health/live", () => TypedResults.Text("alive"));
        app.MapGet("/health/ready", IsReady);
        app.MapPrometheusScrapingEndpoint("/metrics");
        if (hasDashboard)
        {
            app.MapOrleansDashboard("/orleans");
        }
    }

    /// <summary>Ready means: the other silos count it as one of them, and route grains to it.</summary>
    private static ContentHttpResult IsReady(ISiloStatusOracle members) => members.CurrentStatus == SiloStatus.Active
        ? TypedResults.Text("ready")
        : TypedResults.Text($"not ready: {members.CurrentStatus}", statusCode: StatusCodes.Status503ServiceUnavailable);

    // Asked by this machine, for itself, and by a loopback name: a page in a browser that was led here by a name of its own
    // is somebody else.
    private static bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded")
        && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
}
