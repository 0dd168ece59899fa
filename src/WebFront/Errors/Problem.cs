using MessageCenter.Domain;
using Microsoft.AspNetCore.WebUtilities;

namespace MessageCenter.WebFront.Errors;

/// <summary>A refusal on the wire (RFC 9457): the class in <paramref name="Code"/>, the rule in <paramref name="Reason"/>. Never what was sent.</summary>
internal sealed record Problem(string Type, string Title, int Status, string Code, string? Reason) : IResult
{
    public const string ContentType = "application/problem+json";

    /// <summary>The input cannot be read, or breaks a rule that does not depend on state.</summary>
    public static Problem Validation(string? reason = null) => Of(StatusCodes.Status400BadRequest, ProblemCodes.Validation, reason);

    /// <summary>A problem with a code of its own.</summary>
    public static Problem Of(int status, string code, string? reason = null) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, code, reason);

    /// <summary>The code that belongs to a status.</summary>
    public static Problem Of(int status) => Of(status, ProblemCodes.Of(status));

    /// <summary>A rule said no.</summary>
    public static Problem Of(Rejection rejection) =>
        Of(ProblemCodes.StatusOf(rejection.Code), ProblemCodes.Of(rejection.Code), rejection.Reason);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.WriteAsJsonAsync(this, options: null, ContentType, httpContext.RequestAborted);
    }
}
