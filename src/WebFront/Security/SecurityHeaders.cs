using System.Security.Cryptography;

namespace MessageCenter.WebFront.Security;

/// <summary>
/// What browsers must not do with our answers. Every answer gets the strictest policy; a page that needs more says so
/// itself, and only that much.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>For what is no page: nothing may be loaded, nobody may frame it.</summary>
    private const string NoPage = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string NoDevices =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), "
        + "midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=()";

    /// <summary>What the widget's frame may ask the visitor for: where she is, unless it is in privacy mode.</summary>
    public static string WidgetDevices(bool takesLocation) =>
        takesLocation ? NoDevices.Replace("geolocation=()", "geolocation=(self)", StringComparison.Ordinal) : NoDevices;

    /// <summary>Sets the headers on whatever is answered, errors included.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            Set(((HttpResponse)state).Headers);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });

    /// <summary>The dashboard: our own files, our own sockets, styles with this nonce; framed by nobody.</summary>
    public static string Dashboard(HttpRequest request, string nonce) =>
        $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; "
        + $"connect-src 'self' {SocketOrigin(request)}; media-src 'self'; manifest-src 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'; form-action 'self'";

    /// <summary>The widget's frame: the same, and framed by the widget's allowed origins.</summary>
    public static string WidgetFrame(HttpRequest request, string nonce, IEnumerable<string> allowedOrigins) =>
        $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; "
        + $"connect-src 'self' {SocketOrigin(request)}; media-src 'self' blob:; "
        + $"frame-ancestors {FrameAncestors(allowedOrigins)}; base-uri 'none'; form-action 'none'";

    /// <summary>128 random bits, new for each page.</summary>
    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    private static void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Content-Security-Policy", NoPage);
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", NoDevices);
    }

    private static string FrameAncestors(IEnumerable<string> origins)
    {
        var listed = string.Join(' ', origins);
        return listed.Length == 0 ? "'none'" : listed;
    }

    // Browsers before CSP 3 do not take 'self' to include web sockets.
    private static string SocketOrigin(HttpRequest request) => $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}";
}
