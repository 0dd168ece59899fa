using MessageCenter.Domain;
using MessageCenter.Domain.Operators;

namespace MessageCenter.WebFront.Identity;

/// <summary>An operator as ASP.NET Core Identity handles her: a copy for one request, written back through her grain.</summary>
public sealed class OperatorUser
{
    /// <summary>Her company.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>She.</summary>
    public required OperatorId OperatorId { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>The address she signs in with.</summary>
    public required string Email { get; init; }

    /// <summary>What she may do.</summary>
    public required OperatorRole Role { get; init; }

    /// <summary>Salted hash; empty before she has a password.</summary>
    public string PasswordHash { get; set; } = "";

    /// <summary>Another one ends her sessions.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Wrong passwords in a row.</summary>
    public int FailedTries { get; set; }

    /// <summary>No password is right before then.</summary>
    public DateTimeOffset? LockedUntil { get; set; }
}
