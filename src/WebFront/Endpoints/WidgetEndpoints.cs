using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.WebFront.Errors;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Identity;
using MessageCenter.WebFront.Security;
using MessageCenter.WebFront.Static;
using AccountView = MessageCenter.Grains.Interfaces.Accounts.AccountView;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>What a widget needs before its socket: the frame, for pages that may embed it, and a session.</summary>
internal static class WidgetEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapWidget(this IEndpointRouteBuilder app)
    {
        app.MapGet("/widget/frame", Frame).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/widget/session", OpenSession).AddEndpointFilter<JsonBodyFilter>().AllowAnonymous()
            .Produces<WidgetSession>().WithTags("Widget");
    }

    private static async Task<IResult> Frame(HttpContext context, ClientFiles files, IClusterClient grains, string? key = null, string? host = null)
    {
        if (WidgetKey.Parse(key) is not { } widgetKey || await ReadWidget(grains, widgetKey) is not { } widget)
        {
            return Problem.Of(Rejection.WidgetNotFound);
        }
        if (!IsListed(widget, host) || (RefererOrigin(context.Request) is { } referer && !IsListed(widget, referer) && !IsOwn(context.Request, referer)))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, ProblemCodes.OriginNotAllowed);
        }
        var nonce = SecurityHeaders.NewNonce();
        if (await files.Page("widget/frame.html", nonce, context.RequestAborted) is not { } page)
        {
            return Problem.Of(StatusCodes.Status404NotFound);
        }
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = SecurityHeaders.WidgetFrame(context.Request, nonce, widget.AllowedOrigins);
        // The opener policy is for top-level pages; the frame is one of another site's page.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Permissions-Policy"] = SecurityHeaders.WidgetDevices(PrivacyMode.TakesLocation(widget));
        headers.CacheControl = "no-cache";
        return TypedResults.Content(page, "text/html; charset=utf-8");
    }

    private static async Task<IResult> OpenSession(
        JsonBody<OpenWidgetSession> body, HttpContext context, NewContactLimit limit, IClusterClient grains)
    {
        var given = body.Value;
        if (!Locales.IsValid(given.Locale))
        {
            return Problem.Of(Rejection.LocaleIsInvalid);
        }
        if (WidgetKey.Parse(given.WidgetKey) is not { } key || await ReadWidget(grains, key) is not { } widget
            || await grains.GetGrain<IAccountGrain>(GrainKeys.Of(key.AccountId)).ReadAccount() is not { } account)
        {
            return Problem.Of(Rejection.WidgetNotFound);
        }
        // A token that is unknown, revoked or no token at all makes a stranger, and tells nobody which of these it was.
        if (ContactToken.Parse(given.Token) is { } known && known.Widget.AccountId == key.AccountId
            && await Contact(grains, known).AdmitToken(known.Hash))
        {
            return TypedResults.Ok(Session(known with { Widget = key }, account, widget));
        }
        if (limit.Refuse(ClientAddress.Of(context)) is { } wait)
        {
            return SignInEndpoints.TooMany(context, wait);
        }
        var token = ContactToken.New(key);
        return await Contact(grains, token).CreateContact(token.Hash, given.Locale)
            ? TypedResults.Ok(Session(token, account, widget))
            : Problem.Of(Rejection.StoreIsUnavailable);
    }

    private static WidgetSession Session(ContactToken token, AccountView account, Widget widget) =>
        new(token.Text, token.ContactId, WidgetView.From(account, widget));

    private static IContactGrain Contact(IClusterClient grains, ContactToken token) =>
        grains.GetGrain<IContactGrain>(GrainKeys.Of(token.Widget.AccountId, token.ContactId));

    private static Task<Widget?> ReadWidget(IClusterClient grains, WidgetKey key) =>
        grains.GetGrain<IAccountGrain>(GrainKeys.Of(key.AccountId)).ReadWidget(key.WidgetId);

    private static bool IsListed(Widget widget, string? origin) =>
        origin is not null && widget.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static bool IsOwn(HttpRequest request, string origin) =>
        string.Equals(origin, OriginCheck.OwnOrigin(request), StringComparison.OrdinalIgnoreCase);

    private static string? RefererOrigin(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var referer) ? referer.GetLeftPart(UriPartial.Authority) : null;
}
