using MessageCenter.Domain;

namespace MessageCenter.WebFront.Errors;

/// <summary>The codes of problems. Clients act by them: a released one never changes.</summary>
internal static class ProblemCodes
{
    public const string Validation = "validation";
    public const string UnknownField = "unknown_field";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string OriginNotAllowed = "origin_not_allowed";
    public const string NotFound = "not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string Timeout = "timeout";
    public const string Conflict = "conflict";
    public const string Gone = "gone";
    public const string TooLarge = "too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string RateLimited = "rate_limited";
    public const string Unavailable = "unavailable";
    public const string Internal = "internal";

    /// <summary>The code of a status that the server itself gave.</summary>
    public static string Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Unauthenticated,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status408RequestTimeout => Timeout,
        StatusCodes.Status409Conflict => Conflict,
        StatusCodes.Status410Gone => Gone,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => RateLimited,
        StatusCodes.Status503ServiceUnavailable => Unavailable,
        >= 500 => Internal,
        _ => Validation,
    };

    /// <summary>The code of a rule's refusal.</summary>
    public static string Of(RejectionCode code) => code switch
    {
        RejectionCode.Validation => Validation,
        RejectionCode.NotFound => NotFound,
        RejectionCode.Conflict => Conflict,
        RejectionCode.Forbidden => Forbidden,
        RejectionCode.Gone => Gone,
        RejectionCode.TooLarge => TooLarge,
        RejectionCode.RateLimited => RateLimited,
        RejectionCode.Unavailable => Unavailable,
        _ => throw new InvalidOperationException($"{code} has no code on the wire."),
    };

    /// <summary>The status of a rule's refusal.</summary>
    public static int StatusOf(RejectionCode code) => code switch
    {
        RejectionCode.Validation => StatusCodes.Status400BadRequest,
        RejectionCode.NotFound => StatusCodes.Status404NotFound,
        RejectionCode.Conflict => StatusCodes.Status409Conflict,
        RejectionCode.Forbidden => StatusCodes.Status403Forbidden,
        RejectionCode.Gone => StatusCodes.Status410Gone,
        RejectionCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RejectionCode.RateLimited => StatusCodes.Status429TooManyRequests,
        RejectionCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new InvalidOperationException($"{code} has no status."),
    };
}
