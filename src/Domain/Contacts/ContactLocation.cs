namespace MessageCenter.Domain.Contacts;

/// <summary>Where a contact was last, and how that is known. A guess may know no more than the country: then there is no point.</summary>
/// <param name="Latitude">Degrees north; null together with the longitude: no point is known.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="AccuracyMetres">How far off the point may be; null: nobody knows.</param>
/// <param name="City">Its name, as the database says it.</param>
/// <param name="Region">The state or province.</param>
/// <param name="Country">Two letters (ISO 3166).</param>
/// <param name="TimeZone">A zone's name such as Europe/Berlin.</param>
/// <param name="Kind">How it is known.</param>
/// <param name="At">Since when.</param>
[GenerateSerializer, Immutable, Alias("ContactLocation")]
public sealed record ContactLocation(
    double? Latitude,
    double? Longitude,
    double? AccuracyMetres,
    string? City,
    string? Region,
    string? Country,
    string? TimeZone,
    LocationKind Kind,
    DateTimeOffset At)
{
    private const double HalfCircumferenceMetres = 20_037_508;

    /// <summary>
    /// A place on the earth: a point or a country, numbers within their ranges, a country of two letters, names on one line. What a
    /// browser shares is a point.
    /// </summary>
    public bool IsValid() =>
        Kind is LocationKind.Address or LocationKind.Browser
        && (Latitude is null) == (Longitude is null)
        && (Latitude is not null || (Country is not null && Kind == LocationKind.Address))
        && Latitude is null or (>= -90 and <= 90)
        && Longitude is null or (>= -180 and <= 180)
        && AccuracyMetres is null or (>= 0 and <= HalfCircumferenceMetres)
        && (Country is null || (Country.Length == 2 && Country.All(char.IsAsciiLetterUpper)))
        && (City is null || Fields.IsLine(City, Limits.ContactFieldLengthMax))
        && (Region is null || Fields.IsLine(Region, Limits.ContactFieldLengthMax))
        && (TimeZone is null || IsZone(TimeZone));

    /// <summary>
    /// No finer than <see cref="Limits.LocationDecimals"/>, about a kilometre: enough to know the town, too coarse to know the door.
    /// </summary>
    public ContactLocation Rounded() => this with
    {
        Latitude = Round(Latitude),
        Longitude = Round(Longitude),
        AccuracyMetres = AccuracyMetres is { } metres ? Math.Max(Math.Ceiling(metres), Limits.LocationAccuracyMetresMin) : null,
    };

    /// <summary>Says the same place in the same way, whenever.</summary>
    public bool IsSamePlace(ContactLocation other) => this with { At = other.At } == other;

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

    // Adding zero turns -0 into 0.
    private static double? Round(double? degrees) =>
        degrees is { } exact ? Math.Round(exact, Limits.LocationDecimals, MidpointRounding.AwayFromZero) + 0d : null;

    private static bool IsZone(string name) =>
        name.Length is > 0 and <= Limits.TimeZoneLengthMax
        && name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '/' or '_' or '-' or '+');
}

/// <summary>How a location is known.</summary>
public enum LocationKind
{
    /// <summary>Guessed from the network address, which is not kept.</summary>
    Address = 1,

    /// <summary>Shared by the contact, from her browser.</summary>
    Browser = 2,
}
