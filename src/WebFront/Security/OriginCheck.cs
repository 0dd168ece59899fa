using MessageCenter.WebFront.Errors;

namespace MessageCenter.WebFront.Security;

/// <summary>
/// A browser says from which origin a request comes. Hub handshakes and writes are refused unless that is ours: another
/// site must not ride on an operator's cookie, and a web socket knows no preflight. Programs that are no browsers send no
/// origin; they are let in where they bring no cookie either.
/// </summary>
internal static class OriginCheck
{
    private static readonly PathString Hubs = "/hubs";

    /// <summary>Refuses foreign origins before anything is upgraded or read.</summary>
    public static void UseOriginCheck(this IApplicationBuilder app) => app.Use((context, next) =>
        IsAllowed(context.Request)
            ? next(context)
            : Problem.Of(StatusCodes.Status403Forbidden, ProblemCodes.OriginNotAllowed).ExecuteAsync(context));

    /// <summary>Our own origin, as this client addresses us.</summary>
    public static string OwnOrigin(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    private static bool IsAllowed(HttpRequest request)
    {
        var isHub = request.Path.StartsWithSegments(Hubs, StringComparison.OrdinalIgnoreCase);
        if (!isHub && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)))
        {
            return true;
        }
        var origin = request.Headers.Origin;
        return origin.Count switch
        {
            0 => !isHub || request.Headers.Cookie.Count == 0,
            1 => string.Equals(origin[0], OwnOrigin(request), StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }
}
