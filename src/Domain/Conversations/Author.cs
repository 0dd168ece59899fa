using System.Text.Json.Serialization;

namespace MessageCenter.Domain.Conversations;

/// <summary>Which side an entry comes from.</summary>
public enum AuthorKind
{
    /// <summary>The contact of the conversation.</summary>
    Contact,

    /// <summary>An operator, named by id.</summary>
    Operator,

    /// <summary>Message Center itself: routing, presence, timers.</summary>
    System,
}

/// <summary>Who wrote an entry. An operator's name is kept as it was then, so that old entries need no look-up.</summary>
/// <param name="Kind">The side.</param>
/// <param name="OperatorId">Set for operators only.</param>
/// <param name="Name">The operator's display name; null for contact and system.</param>
[GenerateSerializer, Immutable, Alias("Author")]
public sealed record Author(AuthorKind Kind, OperatorId? OperatorId = null, string? Name = null)
{
    /// <summary>The contact of the conversation.</summary>
    public static Author Contact { get; } = new(AuthorKind.Contact);

    /// <summary>Message Center itself.</summary>
    public static Author System { get; } = new(AuthorKind.System);

    /// <summary>An operator.</summary>
    public static Author Operator(OperatorId id, string name) => new(AuthorKind.Operator, id, name);

    /// <summary>Names the author inside one conversation; command ids are unique beside it.</summary>
    [JsonIgnore]
    public string Key => Kind switch
    {
        AuthorKind.Contact => "c",
        AuthorKind.System => "s",
        _ => OperatorId?.Value.ToString("N") ?? "o",
    };

    /// <summary>The same person, whatever the name was then.</summary>
    public bool IsSameAs(Author other) => Kind == other.Kind && OperatorId == other.OperatorId;
}
