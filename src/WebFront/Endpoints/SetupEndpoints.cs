using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.WebFront.Errors;
using MessageCenter.WebFront.Identity;
using MessageCenter.WebFront.Security;
using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>The first-run page: whoever comes first to an empty installation makes its account. It works once.</summary>
internal static class SetupEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapSetup(this IEndpointRouteBuilder api)
    {
        api.MapGet("/setup", IsNeeded).AllowAnonymous().Produces<SetupState>();
        api.MapPost("/setup", SetUp).AllowAnonymous().Produces<SignedIn>();
    }

    private static async Task<IResult> IsNeeded(WebFrontSettings settings, IClusterClient grains) =>
        TypedResults.Ok(new SetupState(
            settings.SetupIsOffered && await grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key).IsEmpty()));

    private static async Task<IResult> SetUp(
        JsonBody<SetUp> body,
        HttpContext context,
        WebFrontSettings settings,
        AccountFounder founder,
        SignInLimits limits,
        UserManager<OperatorUser> users,
        OperatorSignIn signIn,
        IClusterClient grains,
        AntiForgery tokens)
    {
        var given = body.Value;
        if (!settings.SetupIsOffered)
        {
            return Problem.Of(Rejection.SetupIsDone);
        }
        if (Refusal(given) is { } refusal)
        {
            return Problem.Of(refusal);
        }
        var email = SignInText.NormalizeEmail(given.Email);
        if (limits.Refuse(email, ClientAddress.Of(context)) is { } wait)
        {
            return SignInEndpoints.TooMany(context, wait);
        }
        var founding = await founder.Found(FirstAccount(given, OriginCheck.OwnOrigin(context.Request)), _ => given.Password);
        if (founding.Rejection is { } rejection)
        {
            return Problem.Of(rejection);
        }
        var owner = await users.FindByEmailAsync(email)
            ?? throw new InvalidOperationException("The account was made and its owner is not found.");
        await signIn.Begin(owner, isPersistent: false);
        return await SignInEndpoints.Describe(context.User, grains, tokens) is { } signedIn
            ? TypedResults.Ok(signedIn)
            : Problem.Of(StatusCodes.Status503ServiceUnavailable);
    }

    private static Rejection? Refusal(SetUp given) =>
        !Fields.IsName(given.AccountName) || !Fields.IsName(given.Name) ? Rejection.NameIsInvalid
        : !SignInText.IsText(given.Email) || !EmailAddress.IsValid(SignInText.NormalizeEmail(given.Email)) ? Rejection.EmailIsInvalid
        : given.Password.Length < Limits.PasswordLengthMin || !SignInText.TryNormalizePassword(given.Password, out _)
            ? Rejection.PasswordIsInvalid
        : null;

    /// <summary>One group, one widget that this installation's own pages may embed, and the owner, who answers herself.</summary>
    private static AccountSetup FirstAccount(SetUp given, string ownOrigin)
    {
        var group = new OperatorGroup(RouteIds.New<OperatorGroupId>(), given.AccountName);
        var owner = new AccountOperator(
            RouteIds.New<OperatorId>(), given.Name, given.Email.Trim(), OperatorRole.Owner, [group.GroupId], ["en"], Limits.ChatSlotsDefault);
        var widget = new Widget(
            RouteIds.New<WidgetId>(), given.AccountName, group.GroupId, [], [ownOrigin], "#3b4fd8", IsOnTheLeft: false, [], IsEnabled: true);
        return new(given.AccountName, [owner], [group], [widget], [], []);
    }
}
