using MessageCenter.WebFront.Errors;
using MessageCenter.WebFront.Security;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>All endpoints but the hubs.</summary>
internal static class EndpointSetup
{
    /// <summary>Maps them. What says nothing about who may come in is for signed-in operators.</summary>
    public static void MapEndpoints(this IEndpointRouteBuilder app)
    {
        // The token is asked for before the body is looked at, wherever a session is.
        var api = app.MapGroup("/api").AddEndpointFilter<AntiForgeryFilter>().AddEndpointFilter<JsonBodyFilter>().WithTags("Operators");
        api.MapSignIn();
        api.MapSetup();
        api.MapConversations();
        api.MapUploads();
        api.MapPrivacy();
        api.MapCustomFields();
        api.MapDeliveries();
        app.MapWidget();
        app.MapMedia();
        app.MapHealth();
        app.MapPages();
        app.MapOpenApi().AllowAnonymous();
    }

    /// <summary>A path that nobody maps is unknown, a verb that it does not have is named: neither is a matter of signing in.</summary>
    public static void UseUnmatched(this IApplicationBuilder app) => app.Use((context, next) => context.GetEndpoint() switch
    {
        null => Problem.Of(StatusCodes.Status404NotFound).ExecuteAsync(context),
        // Routing's own endpoints answer 405 and 415; they are no routes of ours.
        not RouteEndpoint and { RequestDelegate: { } answer } => answer(context),
        _ => next(context),
    });
}
