using MessageCenter.WebFront.Errors;
using MessageCenter.WebFront.Security;
using MessageCenter.WebFront.Static;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>The clients' files and the dashboard's page, which answers every path that is no file: the browser routes there.</summary>
internal static class PageEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapMethods("/", Reads, () => TypedResults.Redirect("/app/"));
        pages.MapMethods("/app/{**path}", Reads, Dashboard);
        pages.MapMethods("/widget/{**path}", Reads, WidgetFile);
    }

    private static string[] Reads => [HttpMethods.Get, HttpMethods.Head];

    private static async Task<IResult> Dashboard(HttpContext context, ClientFiles files, string? path = null)
    {
        if (!string.IsNullOrEmpty(path) && await files.Answer(context, "app/" + path))
        {
            return TypedResults.Empty;
        }
        // A file that is missing is missing: a page in its place would only hide that.
        var nonce = SecurityHeaders.NewNonce();
        if (Path.HasExtension(path) || await files.Page("app/index.html", nonce, context.RequestAborted) is not { } page)
        {
            return Problem.Of(StatusCodes.Status404NotFound);
        }
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.Dashboard(context.Request, nonce);
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Content(page, "text/html; charset=utf-8");
    }

    private static async Task<IResult> WidgetFile(HttpContext context, ClientFiles files, string? path = null)
    {
        // The loader is a script of other sites' pages.
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return await files.Answer(context, "widget/" + path) ? TypedResults.Empty : Problem.Of(StatusCodes.Status404NotFound);
    }
}
