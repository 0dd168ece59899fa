using System.Buffers;
using MessageCenter.Domain;
using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// What a hub says when there is no answer: the whole text of the error is one of these codes, and nothing else ever
/// leaves the process.
/// </summary>
internal static class HubCodes
{
    public const string Validation = "validation";
    public const string UnknownMethod = "unknown_method";
    public const string NotFound = "not_found";
    public const string RateLimited = "rate_limited";
    public const string TooLarge = "too_large";
    public const string Malformed = "malformed";
    public const string Unavailable = "unavailable";

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_");

    /// <summary>Of a refusal that has no answer to travel in.</summary>
    public static HubException Of(Rejection rejection) => new(rejection.Code switch
    {
        RejectionCode.Validation => Validation,
        RejectionCode.NotFound => NotFound,
        RejectionCode.Conflict => "conflict",
        RejectionCode.Forbidden => "forbidden",
        RejectionCode.Gone => "gone",
        RejectionCode.TooLarge => TooLarge,
        RejectionCode.RateLimited => RateLimited,
        _ => Unavailable,
    });

    /// <summary>True for words that look like a code: nothing of a message or type name can pass.</summary>
    public static bool IsCode(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 40 && !text.ContainsAnyExcept(Letters);
}
