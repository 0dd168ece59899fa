using System.Security.Claims;
using System.Text.Encodings.Web;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MessageCenter.WebFront.Identity;

/// <summary>
/// Knows a contact by her token. Browsers cannot set headers on a web socket,
/// so on the widget's hub, and only there, the token may stand in the query.
/// </summary>
internal sealed class ContactTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IClusterClient grains)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ContactToken";

    private const string BearerPrefix = "Bearer ";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenText() is not { } text)
        {
            return AuthenticateResult.NoResult();
        }
        if (ContactToken.Parse(text) is not { } token)
        {
            return AuthenticateResult.Fail("The token is none.");
        }
        var contact = grains.GetGrain<IContactGrain>(GrainKeys.Of(token.Widget.AccountId, token.ContactId));
        return await contact.AdmitToken(token.Hash)
            ? AuthenticateResult.Success(new(Principal(token), SchemeName))
            : AuthenticateResult.Fail("The token is worth nothing.");
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of(StatusCodes.Status403Forbidden).ExecuteAsync(Context);

    private static ClaimsPrincipal Principal(ContactToken token) => new(new ClaimsIdentity(
        [
            new(ClaimNames.Account, token.Widget.AccountId.Value.ToString("N")),
            new(ClaimNames.Contact, token.ContactId.Value.ToString("N")),
            new(ClaimNames.Widget, token.Widget.WidgetId.Value.ToString("N")),
        ],
        SchemeName));

    private string? TokenText()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return header[BearerPrefix.Length..];
        }
        return Request.Path.StartsWithSegments("/hubs/widget", StringComparison.Ordinal) && Request.Query["access_token"] is [{ } text]
            ? text
            : null;
    }
}
