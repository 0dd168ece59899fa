using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using MessageCenter.Domain;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>Ids in paths and headers.</summary>
internal static class RouteIds
{
    /// <summary>Reads a UUID with hyphens; anything else names nothing.</summary>
    public static bool TryRead<TId>([NotNullWhen(true)] string? text, out TId id) where TId : struct, IIdentifier<TId>
    {
        var isId = Guid.TryParseExact(text, "D", out var value) && value != Guid.Empty;
        id = isId ? TId.From(value) : default;
        return isId;
    }

    /// <summary>128 random bits: what nobody can guess.</summary>
    public static TId New<TId>() where TId : struct, IIdentifier<TId> => TId.From(new(RandomNumberGenerator.GetBytes(16)));
}
