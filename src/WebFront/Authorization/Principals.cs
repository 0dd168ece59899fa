using System.Security.Claims;
using MessageCenter.Domain;

namespace MessageCenter.WebFront.Authorization;

/// <summary>The names of our claims. Ids are UUIDs without hyphens.</summary>
internal static class ClaimNames
{
    public const string Account = "account";
    public const string Operator = "operator";
    public const string OperatorName = "operatorName";
    public const string SecurityStamp = "stamp";
    public const string Role = "role";
    public const string Session = "session";
    public const string Contact = "contact";
    public const string Widget = "widget";
}

/// <summary>
/// What the authenticated principal says. Account and person are taken from here and from nowhere else. A policy has
/// made sure that the claims are there: a missing one is a bug of ours and throws.
/// </summary>
internal static class Principals
{
    public static AccountId AccountId(this ClaimsPrincipal principal) => principal.Id<AccountId>(ClaimNames.Account);

    public static OperatorId OperatorId(this ClaimsPrincipal principal) => principal.Id<OperatorId>(ClaimNames.Operator);

    public static string OperatorName(this ClaimsPrincipal principal) => principal.Text(ClaimNames.OperatorName);

    /// <summary>The stamp that the operator's credentials bore when this session was made; another one since ends it.</summary>
    public static string SecurityStamp(this ClaimsPrincipal principal) => principal.Text(ClaimNames.SecurityStamp);

    /// <summary>Names this session of the operator; another sign-in has another one.</summary>
    public static string SessionId(this ClaimsPrincipal principal) => principal.Text(ClaimNames.Session);

    public static ContactId ContactId(this ClaimsPrincipal principal) => principal.Id<ContactId>(ClaimNames.Contact);

    /// <summary>The widget in which the contact's session was opened.</summary>
    public static WidgetId WidgetId(this ClaimsPrincipal principal) => principal.Id<WidgetId>(ClaimNames.Widget);

    private static TId Id<TId>(this ClaimsPrincipal principal, string claim) where TId : struct, IIdentifier<TId> =>
        TId.From(Guid.ParseExact(principal.Text(claim), "N"));

    private static string Text(this ClaimsPrincipal principal, string claim) =>
        principal.FindFirst(claim)?.Value ?? throw new InvalidOperationException($"The principal has no claim {claim}.");
}
