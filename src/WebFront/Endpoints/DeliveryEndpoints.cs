using MessageCenter.Domain;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Deliveries;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>GET /api/deliveries. No sender: no mail is set up here.</summary>
internal sealed record Deliveries(string? Sender, EquatableArray<Delivery> Items);

/// <summary>An account's mail, for its administrators: addresses of people are in it.</summary>
internal static class DeliveryEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapDeliveries(this IEndpointRouteBuilder api)
    {
        var administrators = api.MapGroup("").RequireAdministrator();
        administrators.MapGet("/deliveries", Read).Produces<Deliveries>();
        administrators.MapPost("/deliveries/{deliveryId}/tries", TryAgain).Produces<Answer>();
    }

    private static async Task<IResult> Read(HttpContext context, IClusterClient grains)
    {
        var view = await Grain(grains, context).ReadDeliveries();
        return TypedResults.Ok(new Deliveries(view.Sender, view.Items));
    }

    private static async Task<IResult> TryAgain(string deliveryId, HttpContext context, IClusterClient grains)
    {
        if (!RouteIds.TryRead<CommandId>(deliveryId, out var id))
        {
            return Problem.Of(Rejection.DeliveryNotFound);
        }
        var answer = await Grain(grains, context).TryAgain(id);
        return answer.Rejection is { } rejection ? Problem.Of(rejection) : TypedResults.Ok(answer);
    }

    private static IDeliveriesGrain Grain(IClusterClient grains, HttpContext context) =>
        grains.GetGrain<IDeliveriesGrain>(GrainKeys.Of(context.User.AccountId()));
}
