using System.Net;
using MessageCenter.Domain.Contacts;
using MessageCenter.WebFront.Locations;
using MessageCenter.WebFront.Tests.Hostile;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MessageCenter.WebFront.Tests.Locations;

public sealed class LocationFilesTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, object> Flat = new()
    {
        ["country_code"] = "DE", ["state1"] = "Land Berlin", ["city"] = "Berlin", ["latitude"] = 52.5163, ["longitude"] = 13.3777,
        ["timezone"] = "Europe/Berlin",
    };

    private static readonly Dictionary<string, object> Nested = new()
    {
        ["country"] = Of(("iso_code", "GB")),
        ["subdivisions"] = new List<object> { Of(("names", Of(("en", "England")))) },
        ["city"] = Of(("names", Of(("de", "Londres"), ("en", "London")))),
        ["location"] = Of(("latitude", 51.5142), ("longitude", -0.0931), ("accuracy_radius", (ushort)10), ("time_zone", "Europe/London")),
    };

    private readonly string folder = Directory.CreateTempSubdirectory("messagecenter-locations-").FullName;
    private readonly LogKeeper logged = new();
    private readonly FakeTimeProvider time = new(Noon);
    private readonly ILoggerFactory logs;

    public LocationFilesTests() => logs = LoggerFactory.Create(building => building.AddProvider(logged));

    public void Dispose()
    {
        logs.Dispose();
        logged.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Both_shapes_of_records_are_read_and_rounded()
    {
        LocationDatabase.Write(InFolder("a.mmdb"), ("203.0.113.0/24", Flat), ("2001:db8::/32", Nested));
        using var files = Open("a.mmdb");
        Assert.Equal(
            new ContactLocation(52.52, 13.38, null, "Berlin", "Land Berlin", "DE", "Europe/Berlin", LocationKind.Address, Noon),
            files.Find(IPAddress.Parse("203.0.113.7")));
        Assert.Equal(
            new ContactLocation(51.51, -0.09, 10_000, "London", "England", "GB", "Europe/London", LocationKind.Address, Noon),
            files.Find(IPAddress.Parse("2001:db8::1")));
        Assert.Equal("Berlin", files.Find(IPAddress.Parse("::ffff:203.0.113.7"))?.City);
        Assert.Null(files.Find(IPAddress.Parse("203.0.114.7")));
        Assert.Null(files.Find(IPAddress.IPv6Loopback));
        Assert.Empty(logged.Lines);
    }

    [Fact]
    public void A_country_is_a_location_without_a_point()
    {
        LocationDatabase.Write(InFolder("a.mmdb"), ("203.0.113.0/24", Of(("country_code", "DE"))));
        using var files = Open("a.mmdb");
        Assert.Equal(
            new ContactLocation(null, null, null, null, null, "DE", null, LocationKind.Address, Noon), files.Find(IPAddress.Parse("203.0.113.7")));
    }

    [Fact]
    public void The_first_file_that_knows_an_address_is_believed_and_one_for_IPv4_is_not_asked_for_others()
    {
        LocationDatabase.WriteIPv4(InFolder("a.mmdb"), ("203.0.113.0/24", Flat));
        LocationDatabase.Write(InFolder("b.mmdb"), ("203.0.0.0/16", Nested), ("2001:db8::/32", Nested));
        using var files = Open("a.mmdb", "b.mmdb");
        Assert.Equal("Berlin", files.Find(IPAddress.Parse("203.0.113.7"))?.City);
        Assert.Equal("London", files.Find(IPAddress.Parse("203.0.1.7"))?.City);
        Assert.Equal("London", files.Find(IPAddress.Parse("2001:db8::1"))?.City);
        Assert.Empty(logged.Lines);
    }

    [Fact]
    public void Words_that_make_no_sense_are_left_out()
    {
        LocationDatabase.Write(
            InFolder("a.mmdb"),
            ("198.51.100.0/26", With("city", "Ber\nlin")),
            ("198.51.100.64/26", With("latitude", 91.0)),
            ("198.51.100.128/26", With("country_code", "None")),
            ("198.51.100.192/26", With("timezone", "<img>")),
            ("203.0.113.0/24", Of(("country_code", "None"))),
            ("192.0.2.0/24", Of(("latitude", "52"), ("city", 7u))));
        using var files = Open("a.mmdb");

        ContactLocation? Find(string address) => files.Find(IPAddress.Parse(address));
        Assert.Equal((null, "DE"), (Find("198.51.100.1")?.City, Find("198.51.100.1")?.Country));
        Assert.Equal((null, null, "Berlin"), (Find("198.51.100.65")?.Latitude, Find("198.51.100.65")?.Longitude, Find("198.51.100.65")?.City));
        Assert.Equal((52.52, null), (Find("198.51.100.129")?.Latitude, Find("198.51.100.129")?.Country));
        Assert.Equal((52.52, null), (Find("198.51.100.193")?.Latitude, Find("198.51.100.193")?.TimeZone));
        Assert.Null(Find("203.0.113.1"));
        Assert.Null(Find("192.0.2.1"));
    }

    [Fact]
    public void A_missing_or_broken_file_is_said_once_and_locates_nobody()
    {
        File.WriteAllText(InFolder("text.mmdb"), "this is no database");
        LocationDatabase.Write(InFolder("good.mmdb"), ("203.0.113.0/24", Flat));
        using var files = Open("missing.mmdb", "text.mmdb", "good.mmdb");
        Assert.Equal("Berlin", files.Find(IPAddress.Parse("203.0.113.7"))?.City);
        Assert.Equal("Berlin", files.Find(IPAddress.Parse("203.0.113.8"))?.City);
        Assert.Equal(2, logged.Lines.Count);
        Assert.All(logged.Lines, line => Assert.DoesNotContain("203.0.113", line.All, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_damaged_inside_is_said_once_too()
    {
        LocationDatabase.Write(InFolder("a.mmdb"), ("203.0.113.0/24", Flat));
        var bytes = File.ReadAllBytes(InFolder("a.mmdb"));
        // The records behind the tree: kinds that do not exist, and lengths beyond the end.
        var from = bytes.AsSpan().IndexOf("country_code"u8) - 2;
        bytes.AsSpan(from, 20).Fill(0xFF);
        File.WriteAllBytes(InFolder("a.mmdb"), bytes);
        using var files = Open("a.mmdb");
        Assert.Null(files.Find(IPAddress.Parse("203.0.113.7")));
        Assert.Null(files.Find(IPAddress.Parse("203.0.113.7")));
        var line = Assert.Single(logged.Lines);
        Assert.DoesNotContain("203.0.113", line.All, StringComparison.Ordinal);
    }

    [Fact]
    public void The_database_that_comes_with_the_product_knows_countries()
    {
        using var files = new LocationFiles(new(), time, logs.CreateLogger<LocationFiles>());
        var found = files.Find(IPAddress.Parse("193.0.6.139"));
        Assert.Equal(("NL", LocationKind.Address, true), (found?.Country, found?.Kind, found?.IsValid()));
        Assert.Null(files.Find(IPAddress.Loopback));
        Assert.Empty(logged.Lines);
    }

    private static Dictionary<string, object> Of(params (string Key, object Value)[] pairs) => pairs.ToDictionary(one => one.Key, one => one.Value);

    private static Dictionary<string, object> With(string key, object value) => new(Flat) { [key] = value };

    private LocationFiles Open(params string[] names) =>
        new(new() { LocationDatabases = [.. names.Select(InFolder)] }, time, logs.CreateLogger<LocationFiles>());

    private string InFolder(string name) => Path.Combine(folder, name);
}
