namespace MessageCenter.Domain.Contacts;

/// <summary>Where a contact was last, and how that is known.</summary>
public sealed record ContactLocation(
    double Latitude, double Longitude, double AccuracyMetres, string? City, string? Country, LocationKind Kind, DateTimeOffset At)
{
    private const double HalfCircumferenceMetres = 20_037_508;

    /// <summary>A place on the earth: numbers within their ranges, a country of two letters, a city on one line.</summary>
    public bool IsValid =>
        Latitude is >= -90 and <= 90 && Longitude is >= -180 and <= 180 && AccuracyMetres is >= 0 and <= HalfCircumferenceMetres
        && Kind is LocationKind.Address or LocationKind.Browser
        && (Country is null || (Country.Length == 2 && Country.All(char.IsAsciiLetterUpper)))
        && (City is null || Fields.IsLine(City, Limits.ContactFieldLengthMax));

    /// <summary>
    /// The one to show: the newest, but what the contact shared herself is not replaced by a guess from her address before it
    /// is as old as <see cref="Limits.SharedLocationAge"/>.
    /// </summary>
    public static ContactLocation Latest(ContactLocation? known, ContactLocation found) =>
        known is null || found.Kind == LocationKind.Browser ? Newer(known, found)
        : known.Kind == LocationKind.Browser && found.At - known.At < Limits.SharedLocationAge ? known
        : Newer(known, found);

    private static ContactLocation Newer(ContactLocation? known, ContactLocation found) =>
        known is null || found.At >= known.At ? found : known;
}

/// <summary>How a location is known.</summary>
public enum LocationKind
{
    /// <summary>Guessed from the network address, which is not kept.</summary>
    Address = 1,

    /// <summary>Shared by the contact, from her browser.</summary>
    Browser = 2,
}
