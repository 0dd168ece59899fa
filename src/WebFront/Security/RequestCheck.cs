using System.Collections.Immutable;
using MessageCenter.WebFront.Errors;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MessageCenter.WebFront.Security;

/// <summary>
/// Refuses requests that are addressed to somebody else, or whose end two servers would see at two places: what a proxy in
/// front of us takes for one request could be two for us.
/// </summary>
internal static class RequestCheck
{
    /// <summary>Where Kestrel moves a Content-Length that it ignores, since the body is chunked.</summary>
    private const string IgnoredContentLength = "X-Content-Length";

    private static readonly StringSegment[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Refuses before anything else looks at the request.</summary>
    public static void UseRequestCheck(this IApplicationBuilder app, WebFrontSettings settings)
    {
        var hosts = Hosts(settings.AllowedHosts);
        app.Use((context, next) =>
        {
            if (IsForUs(context.Request, hosts) && !HasTwoEnds(context.Request))
            {
                return next(context);
            }
            context.Response.Headers.Connection = "close";
            return Problem.Of(StatusCodes.Status400BadRequest).ExecuteAsync(context);
        });
    }

    /// <summary>Null: by whatever name.</summary>
    private static StringSegment[]? Hosts(ImmutableArray<string> allowed) =>
        allowed.IsEmpty ? Loopback : allowed.Contains("*") ? null : [.. allowed.Select(host => new StringSegment(host))];

    private static bool IsForUs(HttpRequest request, StringSegment[]? hosts) =>
        request.Host.HasValue && (hosts is null || HostString.MatchesAny(request.Host.Host, hosts));

    private static bool HasTwoEnds(HttpRequest request) =>
        request.Headers.ContainsKey(HeaderNames.TransferEncoding)
        && (request.Headers.ContainsKey(HeaderNames.ContentLength) || request.Headers.ContainsKey(IgnoredContentLength));
}
