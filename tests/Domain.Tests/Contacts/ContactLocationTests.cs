using CsCheck;
using MessageCenter.Domain.Contacts;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class ContactLocationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactLocation Berlin = new(52.5, 13.4, 50, "Berlin", null, "DE", "Europe/Berlin", LocationKind.Browser, Noon);
    private static readonly ContactLocation Guess = new(51, 9, 100_000, null, "Hessen", "DE", null, LocationKind.Address, Noon);

    public static TheoryData<string, ContactLocation, bool> Locations() => new()
    {
        { "a city", Berlin, true },
        { "a region", Guess, true },
        { "a country without a point", Guess with { Latitude = null, Longitude = null, AccuracyMetres = null }, true },
        { "a point without an accuracy", Guess with { AccuracyMetres = null }, true },
        { "nothing", Guess with { Latitude = null, Longitude = null, Country = null }, false },
        { "half a point", Berlin with { Longitude = null }, false },
        { "a browser without a point", Berlin with { Latitude = null, Longitude = null }, false },
        { "a zone too long", Berlin with { TimeZone = new string('a', Limits.TimeZoneLengthMax + 1) }, false },
        { "a zone with code", Berlin with { TimeZone = "<script>" }, false },
        { "no zone", Berlin with { TimeZone = "" }, false },
        { "a region of two lines", Guess with { Region = "Hes\nsen" }, false },
        { "the south pole at the date line", Berlin with { Latitude = -90, Longitude = 180 }, true },
        { "beyond the pole", Berlin with { Latitude = 90.1 }, false },
        { "beyond the date line", Berlin with { Longitude = -180.1 }, false },
        { "no number", Berlin with { Latitude = double.NaN }, false },
        { "no end", Berlin with { Longitude = double.PositiveInfinity }, false },
        { "worse than nothing", Berlin with { AccuracyMetres = -1 }, false },
        { "an accuracy of no number", Berlin with { AccuracyMetres = double.NaN }, false },
        { "no accuracy at all", Berlin with { AccuracyMetres = 1e9 }, false },
        { "a country of three letters", Berlin with { Country = "DEU" }, false },
        { "a country in small letters", Berlin with { Country = "de" }, false },
        { "a city of two lines", Berlin with { City = "Ber\nlin" }, false },
        { "a city too long", Berlin with { City = new string('a', Limits.ContactFieldLengthMax + 1) }, false },
        { "a kind that is none", Berlin with { Kind = (LocationKind)3 }, false },
    };

    [Theory]
    [MemberData(nameof(Locations), DisableDiscoveryEnumeration = true)]
    public void A_location_is_a_place_on_the_earth(string what, ContactLocation location, bool isValid) =>
        Assert.True(location.IsValid() == isValid, what);

    [Fact]
    public void What_she_shared_replaces_a_guess() => Assert.Equal(Berlin, ContactLocation.Latest(Guess, Berlin));

    [Fact]
    public void A_guess_does_not_replace_what_she_shared_lately() =>
        Assert.Equal(Berlin, ContactLocation.Latest(Berlin, Guess with { At = Noon + Limits.SharedLocationAge - TimeSpan.FromSeconds(1) }));

    [Fact]
    public void A_guess_replaces_what_she_shared_long_ago()
    {
        var later = Guess with { At = Noon + Limits.SharedLocationAge };
        Assert.Equal(later, ContactLocation.Latest(Berlin, later));
    }

    [Fact]
    public void An_older_one_that_comes_late_changes_nothing() =>
        Assert.Equal(Berlin, ContactLocation.Latest(Berlin, Berlin with { At = Noon.AddSeconds(-1), City = "Potsdam" }));

    [Fact]
    public void What_is_kept_is_rounded_everywhere_on_the_earth() => Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], Gen.Double[0, 20_037_508])
        .Sample((latitude, longitude, metres) =>
        {
            var rounded = (Berlin with { Latitude = latitude, Longitude = longitude, AccuracyMetres = metres }).Rounded();
            Assert.True(rounded.IsValid(), rounded.ToString());
            Assert.Equal(rounded, rounded.Rounded());
            Assert.True(Math.Abs(rounded.Latitude!.Value - latitude) <= 0.0051, rounded.ToString());
        });
}
