using System.Security.Cryptography;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace MessageCenter.WebFront.Security;

/// <summary>
/// Writes by cookie need a header that only our own page can know: the session's id, sealed. Another site can make a
/// browser send the cookie, but it can read neither the cookie nor this token.
/// </summary>
internal sealed class AntiForgery(IDataProtectionProvider protection)
{
    public const string Header = "X-Anti-Forgery";

    private readonly IDataProtector protector = protection.CreateProtector("MessageCenter.AntiForgery");

    /// <summary>The token of this session.</summary>
    public string TokenOf(string sessionId) => protector.Protect(sessionId);

    /// <summary>The token belongs to this session.</summary>
    public bool IsTokenOf(string sessionId, string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return false;
        }
        try
        {
            return protector.Unprotect(token) == sessionId;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>Refuses writes without the session's token. Where nobody need be signed in there is no session to ride on.</summary>
internal sealed class AntiForgeryFilter(AntiForgery tokens) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        var isAnonymous = http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        return isRead || isAnonymous || tokens.IsTokenOf(http.User.SessionId(), http.Request.Headers[AntiForgery.Header])
            ? await next(context)
            : Problem.Of(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "antiForgeryTokenIsInvalid");
    }
}
