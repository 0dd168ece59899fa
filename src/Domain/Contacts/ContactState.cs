using System.Collections.Immutable;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Domain.Contacts;

/// <summary>A contact's document. Presence is not in it: that is leased, never stored.</summary>
public sealed record ContactState
{
    /// <summary>Not made yet.</summary>
    public static ContactState Nothing { get; } = new();

    /// <summary>"Visitor 81"; 0 before she exists.</summary>
    public long Number { get; init; }

    /// <summary>SHA-256 of her token, hexadecimal; null once revoked.</summary>
    public string? TokenHash { get; init; }

    /// <summary>Name, as she or an operator gave it. Unverified.</summary>
    public string? Name { get; init; }

    /// <summary>E-mail address. Unverified: it never opens history.</summary>
    public string? Email { get; init; }

    /// <summary>Phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Company.</summary>
    public string? Company { get; init; }

    /// <summary>Language tag.</summary>
    public string? Locale { get; init; }

    /// <summary>JSON text that the embedding page gave, such as a basket.</summary>
    public string? CustomData { get; init; }

    /// <summary>What the custom data was before; null: there was none.</summary>
    public string? PreviousCustomData { get; init; }

    /// <summary>What the account's custom fields say of her. Only operators see it.</summary>
    public EquatableArray<CustomFieldValue> CustomFields { get; init; }

    /// <summary>Where she was last; null: nobody knows. Only operators see it.</summary>
    public ContactLocation? Location { get; init; }

    /// <summary>When she was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When her last visit began.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Visits: times she came after having been gone for the grace time.</summary>
    public long Visits { get; init; }

    /// <summary>She has been made.</summary>
    public bool Exists => Number > 0;
}

/// <summary>What somebody wants of a contact.</summary>
public abstract record ContactCommand(DateTimeOffset At)
{
    /// <summary>A widget opens for somebody without a (valid) token.</summary>
    public sealed record CreateContact(DateTimeOffset At, long Number, string TokenHash, string Locale) : ContactCommand(At);

    /// <summary>Sets fields: null leaves, "" clears.</summary>
    public sealed record SetContactInfo(DateTimeOffset At, string? Name, string? Email, string? Phone, string? Company)
        : ContactCommand(At);

    /// <summary>An operator edits one field: null clears. Refused when it says something else than she saw.</summary>
    public sealed record EditContactField(DateTimeOffset At, ContactField Field, string? Value, string? Expected) : ContactCommand(At);

    /// <summary>The same for a custom field.</summary>
    public sealed record EditCustomField(DateTimeOffset At, CustomField Field, string? Value, string? Expected) : ContactCommand(At);

    /// <summary>Replaces the custom data.</summary>
    public sealed record SetCustomData(DateTimeOffset At, string Data) : ContactCommand(At);

    /// <summary>She was found somewhere. A null location forgets where she was.</summary>
    public sealed record LocateContact(DateTimeOffset At, ContactLocation? Location) : ContactCommand(At);

    /// <summary>She came. Visits to a widget in privacy mode are not counted.</summary>
    public sealed record BeginVisit(DateTimeOffset At, bool IsCounted) : ContactCommand(At);

    /// <summary>Her token is worth nothing any more.</summary>
    public sealed record RevokeToken(DateTimeOffset At) : ContactCommand(At);
}

/// <summary>What happened to a contact.</summary>
public abstract record ContactEvent
{
    private ContactEvent()
    {
    }

    /// <summary>She exists.</summary>
    public sealed record ContactCreated(long Number, string TokenHash, string Locale, DateTimeOffset At) : ContactEvent;

    /// <summary>Her fields are these now.</summary>
    public sealed record ContactInfoChanged(string? Name, string? Email, string? Phone, string? Company) : ContactEvent;

    /// <summary>A custom field says this now; null: nothing.</summary>
    public sealed record CustomFieldChanged(string Key, string? Value) : ContactEvent;

    /// <summary>Her custom data is this now.</summary>
    public sealed record CustomDataChanged(string Data) : ContactEvent;

    /// <summary>She is there now; null: nobody knows where she is.</summary>
    public sealed record ContactLocated(ContactLocation? Location) : ContactEvent;

    /// <summary>A visit began.</summary>
    public sealed record VisitBegan(DateTimeOffset At, bool IsCounted) : ContactEvent;

    /// <summary>Her token was revoked.</summary>
    public sealed record TokenRevoked : ContactEvent;
}
