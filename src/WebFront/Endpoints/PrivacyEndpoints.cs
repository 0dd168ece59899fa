using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>PUT /api/privacy: what the account gathers about visitors, and the widgets that are in privacy mode, all of them.</summary>
internal sealed record PrivacySettings(
    bool HasLivePreview, bool LimitsPageData, EquatableArray<WidgetId> PrivateWidgets, bool AllowsTranslation = false);

/// <summary>The account's privacy, for who sets it up.</summary>
internal static class PrivacyEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapPrivacy(this IEndpointRouteBuilder api) =>
        api.MapPut("/privacy", Change).RequireAdministrator().Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Change(JsonBody<PrivacySettings> body, HttpContext context, IClusterClient grains)
    {
        var account = grains.GetGrain<IAccountGrain>(GrainKeys.Of(context.User.AccountId()));
        var given = body.Value;
        var answer = await account.ChangePrivacy(new(given.HasLivePreview, given.LimitsPageData, given.AllowsTranslation), given.PrivateWidgets);
        return answer.Rejection is { } rejection ? Problem.Of(rejection) : TypedResults.NoContent();
    }
}
