using System.Globalization;
using System.Security.Claims;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;
using MessageCenter.WebFront.Identity;
using MessageCenter.WebFront.Security;
using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>Signing in and out, and who one is.</summary>
internal static class SignInEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sign-in", SignIn).AllowAnonymous().Produces<SignedIn>();
        api.MapPost("/sign-out", SignOut).RequireAuthorization(Policies.Operator);
        api.MapGet("/me", Me).RequireAuthorization(Policies.Operator).Produces<SignedIn>();
    }

    /// <summary>What the page needs to know of a session.</summary>
    public static async Task<SignedIn?> Describe(ClaimsPrincipal principal, IClusterClient grains, AntiForgery tokens)
    {
        var account = await grains.GetGrain<IAccountGrain>(GrainKeys.Of(principal.AccountId())).ReadAccount();
        return account?.Operators.FirstOrDefault(one => one.OperatorId == principal.OperatorId()) is { } me
            ? new(me, account.Name, tokens.TokenOf(principal.SessionId()))
            : null;
    }

    /// <summary>Says when to come again.</summary>
    public static Problem TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter =
            Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problem.Of(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> SignIn(
        JsonBody<SignIn> body,
        HttpContext context,
        OperatorSignIn signIn,
        SignInLimits limits,
        IClusterClient grains,
        AntiForgery tokens,
        CancellationToken cancel)
    {
        var given = body.Value;
        if (given.Email.Length > Limits.EmailLengthMax || !SignInText.IsText(given.Email)
            || !SignInText.TryNormalizePassword(given.Password, out var password))
        {
            return Problem.Validation();
        }
        if (limits.Refuse(SignInText.NormalizeEmail(given.Email), ClientAddress.Of(context)) is { } wait)
        {
            return TooMany(context, wait);
        }
        return await signIn.SignIn(given.Email, password, given.StayingSignedIn, cancel) is not null
            && await Describe(context.User, grains, tokens) is { } signedIn
                ? TypedResults.Ok(signedIn)
                : Refused(context);
    }

    private static async Task<IResult> SignOut(HttpContext context, SignInManager<OperatorUser> sessions, IClusterClient grains)
    {
        var me = grains.GetGrain<IOperatorGrain>(GrainKeys.Of(context.User.AccountId(), context.User.OperatorId()));
        if ((await me.EndSession(context.User.SessionId())).Rejection is not null)
        {
            // The store does not answer: a copy of the cookie would still hold, so nobody is told that it is over.
            return Problem.Of(StatusCodes.Status503ServiceUnavailable);
        }
        await sessions.SignOutAsync();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Me(HttpContext context, IClusterClient grains, AntiForgery tokens) =>
        await Describe(context.User, grains, tokens) is { } signedIn ? TypedResults.Ok(signedIn) : Refused(context);

    private static Problem Refused(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Cookie";
        return Problem.Of(StatusCodes.Status401Unauthorized);
    }
}
