using System.Globalization;
using MessageCenter.Domain;
using MessageCenter.Domain.Contacts;

namespace MessageCenter.WebFront.Locations;

/// <summary>
/// What a database says of an address, in either of the two shapes that are about: flat ("country_code", "city", "latitude" …) and
/// nested ("country.iso_code", "city.names.en", "location.latitude" …). Words that we would not take from anybody are left out.
/// </summary>
internal static class LocationRecord
{
    private const double MetresPerKilometre = 1_000;

    /// <summary>The location; null: the record holds none.</summary>
    public static ContactLocation? Read(Dictionary<string, object> record, DateTimeOffset at)
    {
        var place = Map(record, "location") ?? record;
        var radius = Number(place, "accuracy_radius");
        var found = new ContactLocation(
            Number(place, "latitude"),
            Number(place, "longitude"),
            radius * MetresPerKilometre,
            Name(record, "city"),
            Line(record, "state1") ?? Name((record.GetValueOrDefault("subdivisions") as List<object>)?.FirstOrDefault()),
            Text(record, "country_code") ?? Text(Map(record, "country"), "iso_code"),
            Text(place, "time_zone") ?? Text(record, "timezone"),
            LocationKind.Address,
            at);
        // One word that makes no sense does not spoil the others.
        found = Keep(found, only => only with { TimeZone = null });
        found = Keep(found, only => only with { Latitude = null, Longitude = null, AccuracyMetres = null });
        found = Keep(found, only => only with { Country = null });
        return found.IsValid() ? found.Rounded() : null;
    }

    private static ContactLocation Keep(ContactLocation found, Func<ContactLocation, ContactLocation> without) =>
        found.IsValid() || !without(found).IsValid() ? found : without(found);

    private static Dictionary<string, object>? Map(Dictionary<string, object> record, string key) =>
        record.GetValueOrDefault(key) as Dictionary<string, object>;

    private static string? Text(Dictionary<string, object>? record, string key) =>
        record?.GetValueOrDefault(key) is string { Length: > 0 } text ? text : null;

    private static string? Line(Dictionary<string, object> record, string key) =>
        Text(record, key) is { } text && Fields.IsLine(text, Limits.ContactFieldLengthMax) ? text : null;

    private static string? Name(Dictionary<string, object> record, string key) => Line(record, key) ?? Name(record.GetValueOrDefault(key));

    private static string? Name(object? named) =>
        named is Dictionary<string, object> map && Map(map, "names") is { } names ? Line(names, "en") : null;

    private static double? Number(Dictionary<string, object> record, string key) => record.GetValueOrDefault(key) switch
    {
        double or float or int or long or uint or ulong or ushort => Convert.ToDouble(record[key], CultureInfo.InvariantCulture),
        _ => null,
    };
}
