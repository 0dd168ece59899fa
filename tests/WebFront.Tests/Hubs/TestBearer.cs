using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using MessageCenter.Domain;
using MessageCenter.WebFront.Authorization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>Believes a bearer that is simply the list of claims.</summary>
internal sealed class TestBearer(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "Test";

    /// <summary>The name of a claim that ends the session: milliseconds of Unix time.</summary>
    public const string Expires = "expires";

    public static string Of(Company company, OperatorId id, string session = "session-1", string stamp = Company.Stamp) => Join(
        (ClaimNames.Account, company.Account.Value.ToString("N")),
        (ClaimNames.Operator, id.Value.ToString("N")),
        (ClaimNames.OperatorName, id == company.Olivia ? "Olivia" : "Omar"),
        (ClaimNames.Session, session),
        (ClaimNames.SecurityStamp, stamp));

    public static string Of(Company company, ContactId id) => Join(
        (ClaimNames.Account, company.Account.Value.ToString("N")),
        (ClaimNames.Contact, id.Value.ToString("N")),
        (ClaimNames.Widget, company.Widget.Value.ToString("N")));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var text = Request.Headers.Authorization.ToString() is { Length: > 7 } header
            ? header["Bearer ".Length..]
            : Request.Query["access_token"].ToString();
        if (text.Length == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }
        var claims = text.Split('.').Select(pair => pair.Split('~')).Select(pair => new Claim(pair[0], pair[1]));
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        var properties = new AuthenticationProperties();
        if (principal.FindFirst(Expires) is { } expires)
        {
            properties.ExpiresUtc = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(expires.Value, CultureInfo.InvariantCulture));
        }
        return Task.FromResult(AuthenticateResult.Success(new(principal, properties, Scheme)));
    }

    private static string Join(params (string Name, string Value)[] claims) =>
        string.Join('.', claims.Select(claim => $"{claim.Name}~{claim.Value}"));
}
