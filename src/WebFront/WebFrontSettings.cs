using System.Collections.Immutable;
using System.Net;
using MessageCenter.Domain;

namespace MessageCenter.WebFront;

/// <summary>What a web front must be told. The defaults are safe; each wider one is a decision of whoever runs it.</summary>
public sealed record WebFrontSettings
{
    /// <summary>Keys that sign and encrypt sessions; shared by all web fronts of a cluster.</summary>
    public required string KeysFolder { get; init; }

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

    /// <summary>Where the built clients lie: folders "app" and "widget".</summary>
    public string ClientFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");
}
