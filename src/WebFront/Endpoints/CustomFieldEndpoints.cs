using MessageCenter.Domain;
using MessageCenter.Domain.Contacts;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>PUT /api/custom-fields: what is known of contacts beside name, e-mail, phone and company: these, in this order, and no others.</summary>
internal sealed record CustomFieldSettings(EquatableArray<CustomField> Fields);

/// <summary>The account's custom fields, for who sets it up.</summary>
internal static class CustomFieldEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapCustomFields(this IEndpointRouteBuilder api) =>
        api.MapPut("/custom-fields", Change).RequireAdministrator().Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Change(JsonBody<CustomFieldSettings> body, HttpContext context, IClusterClient grains)
    {
        var account = grains.GetGrain<IAccountGrain>(GrainKeys.Of(context.User.AccountId()));
        var answer = await account.ChangeCustomFields(body.Value.Fields);
        return answer.Rejection is { } rejection ? Problem.Of(rejection) : TypedResults.NoContent();
    }
}
