using System.Net;
using MessageCenter.WebFront.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace MessageCenter.WebFront.Authorization;

/// <summary>Deny by default: an endpoint that says nothing is for signed-in operators only.</summary>
internal static class AuthorizationSetup
{
    /// <summary>Adds the policies.</summary>
    public static void AddPolicies(this IServiceCollection services, WebFrontSettings settings)
    {
        var operators = new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme)
            .RequireClaim(ClaimNames.Account).RequireClaim(ClaimNames.Operator).Build();
        var contacts = new AuthorizationPolicyBuilder(ContactTokenHandler.SchemeName)
            .RequireClaim(ClaimNames.Account).RequireClaim(ClaimNames.Contact).Build();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(operators)
            .SetDefaultPolicy(operators)
            .AddPolicy(Policies.Operator, operators)
            .AddPolicy(Policies.Contact, contacts)
            .AddPolicy(Policies.Machine, policy => policy.RequireAssertion(
                context => settings.MetricsArePublic || context.Resource is HttpContext http && IsOfThisMachine(http)));
    }

    // A proxy on this machine also comes from loopback, but it says for whom it asks.
    private static bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
}
