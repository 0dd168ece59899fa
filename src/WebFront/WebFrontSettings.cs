using System.Collections.Immutable;
using System.Net;
using MessageCenter.Clustering;
using MessageCenter.Domain;

namespace MessageCenter.WebFront;

/// <summary>What a web front must be told. The defaults are safe; each wider one is a decision of whoever runs it.</summary>
public sealed record WebFrontSettings
{
    /// <summary>
    /// Where the keys lie that sign and encrypt sessions. Null: in the store, from where every web front of the cluster has
    /// them.
    /// </summary>
    public string? KeysFolder { get; init; }

    /// <summary>Host names that requests may name; empty: only loopback names.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>Proxies whose X-Forwarded-For, -Proto and -Host are believed; empty: nobody's are.</summary>
    public ImmutableArray<IPAddress> TrustedProxies { get; init; } = [];

    /// <summary>Lets others than this machine read /metrics.</summary>
    public bool MetricsArePublic { get; init; }

    /// <summary>The first-run page works while no account exists. Off where the host itself makes the first account.</summary>
    public bool SetupIsOffered { get; init; } = true;

    /// <summary>New contacts per address and minute. A load test, or many visitors behind one address, need more.</summary>
    public int NewContactsPerAddressPerMinute { get; init; } = Limits.NewContactsPerAddressPerMinuteMax;

    /// <summary>Bytes of one uploaded file; more than <see cref="Limits.AttachmentBytesMax"/> cannot be allowed.</summary>
    public long AttachmentBytesMax { get; init; } = Limits.AttachmentBytesMax;

    /// <summary>How long one upload may take.</summary>
    public TimeSpan UploadTakesAtMost { get; init; } = TimeSpan.FromSeconds(Limits.UploadSecondsMax);

    /// <summary>
    /// Files in the MMDB format that say where network addresses are; the first that knows one is believed. Empty: nobody is located.
    /// </summary>
    public ImmutableArray<string> LocationDatabases { get; init; } =
        [Path.Combine(AppContext.BaseDirectory, "locations", "iptoasn-country.mmdb")];

    /// <summary>Reads the section "MessageCenter"; what is not there keeps its safe default.</summary>
    public static WebFrontSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("MessageCenter");
        var safe = new WebFrontSettings();
        return safe with
        {
            KeysFolder = section["Keys"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
            AllowedHosts = [.. section.GetSection("AllowedHosts").Get<string[]>() ?? []],
            TrustedProxies = [.. (section.GetSection("TrustedProxies").Get<string[]>() ?? []).Select(Proxy)],
            LocationDatabases = section.GetSection("LocationDatabases").Get<string[]>() is { } paths
                ? [.. paths.Where(path => path.Length > 0).Select(Path.GetFullPath)]
                : safe.LocationDatabases,
            MetricsArePublic = section.GetValue("MetricsArePublic", safe.MetricsArePublic),
            NewContactsPerAddressPerMinute = section.GetValue(
                nameof(NewContactsPerAddressPerMinute), safe.NewContactsPerAddressPerMinute),
            AttachmentBytesMax = Math.Clamp(
                section.GetValue(nameof(AttachmentBytesMax), safe.AttachmentBytesMax), 1, Limits.AttachmentBytesMax),
            SetupIsOffered = section.GetValue("SetupIsOffered", safe.SetupIsOffered),
        };
    }

    private static IPAddress Proxy(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new SettingIsRefusedException("MessageCenter:TrustedProxies", "it lists IP addresses");

    /// <summary>Where the built clients lie: folders "app" and "widget".</summary>
    public string ClientFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");
}
