using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>For whoever watches over the processes: is it alive, can it serve, how is it doing.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Maps them.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", IsReady).AllowAnonymous().ExcludeFromDescription();
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Policies.Machine);
    }

    /// <summary>Ready means: a grain answers, and it has read the store.</summary>
    private static async Task<IResult> IsReady(IClusterClient grains, TimeProvider clock)
    {
        try
        {
            await grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key).IsEmpty().WaitAsync(Patience, clock);
            return TypedResults.Text("ready");
        }
        catch (Exception)
        {
            return Problem.Of(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
