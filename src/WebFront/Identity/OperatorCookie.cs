using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// The session cookie. Each request asks the operator's grain whether the session still holds: signed out, or revoked by
/// another security stamp, it is over at every front at once (its sockets are closed by the feed). Where a page would be
/// redirected, an API answers 401.
/// </summary>
internal sealed class OperatorCookie(
    UserManager<OperatorUser> users, IClusterClient grains, TimeProvider clock) : CookieAuthenticationEvents
{
    private static readonly TimeSpan RenewedEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastsFor = TimeSpan.FromDays(Limits.SessionDaysMax);

    /// <summary>Sets the scheme's options.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "messagecenter";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.CookieManager = new HostPrefixCookies();
        options.ExpireTimeSpan = LastsFor;
        options.SlidingExpiration = true;
        options.EventsType = typeof(OperatorCookie);
    }

    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is not { } principal)
        {
            await Refuse(context);
            return;
        }
        var key = GrainKeys.Of(principal.AccountId(), principal.OperatorId());
        if (!await grains.GetGrain<IOperatorGrain>(key).HasSession(principal.SessionId(), principal.SecurityStamp()))
        {
            await Refuse(context);
            return;
        }
        if (clock.GetUtcNow() - context.Properties.IssuedUtc < RenewedEvery)
        {
            return;
        }
        if (await users.FindByIdAsync(key) is not { } user)
        {
            await Refuse(context);
            return;
        }
        // A renewed ticket carries what changed of her name or role meanwhile.
        context.ReplacePrincipal(OperatorPrincipals.Of(user, principal.SessionId()));
        context.ShouldRenew = true;
    }

    /// <inheritdoc/>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Headers.WWWAuthenticate = "Cookie";
        return Problem.Of(StatusCodes.Status401Unauthorized).ExecuteAsync(context.HttpContext);
    }

    /// <inheritdoc/>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Problem.Of(StatusCodes.Status403Forbidden).ExecuteAsync(context.HttpContext);

    private static Task Refuse(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        return context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}

/// <summary>Over https a browser accepts the prefix __Host- and then lets no other host or path set the cookie; over http it refuses the prefix.</summary>
internal sealed class HostPrefixCookies : ICookieManager
{
    private const string Prefix = "__Host-";

    private readonly ChunkingCookieManager inner = new();

    /// <inheritdoc/>
    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, Named(context, key));

    /// <inheritdoc/>
    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, Named(context, key), value, options);

    /// <inheritdoc/>
    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        inner.DeleteCookie(context, Named(context, key), options);

    private static string Named(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;
}
