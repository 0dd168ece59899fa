using System.Globalization;
using System.Net;
using MessageCenter.Clustering.Tls;
using Microsoft.Extensions.Configuration;

namespace MessageCenter.Clustering;

/// <summary>How silos and web fronts find each other.</summary>
public enum ClusteringKind
{
    /// <summary>One silo on this machine, at the ports that the settings name: no list of silos is kept anywhere.</summary>
    Localhost,

    /// <summary>The list of silos is a table in PostgreSQL, kept by the runtime.</summary>
    Postgres,

    /// <summary>The list of silos is a table in an Azure storage account, kept by the runtime.</summary>
    Azure,
}

/// <summary>
/// What a silo and a web front must be told to belong to the same cluster. Read from the section "MessageCenter" of the
/// configuration (file, environment, command line); a value that makes no sense is refused with the name of its setting.
/// </summary>
public sealed record ClusterSettings
{
    private const int PortMax = 65_535;

    /// <summary>How silos and fronts find each other.</summary>
    public ClusteringKind Clustering { get; init; }

    /// <summary>Names the cluster in the list of silos, so that several can share a database.</summary>
    public string Id { get; init; } = "message-center";

    /// <summary>Where the list of silos lies; null where none is kept.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The address at which this silo is reached by the others. Loopback unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Where silos talk to each other.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Where web fronts of other processes come in; 0: none do.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>How connections are encrypted; null: they are not, and go through private networks only.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>The silo runs in a pod and takes its name, addresses and cluster from Kubernetes.</summary>
    public bool IsOnKubernetes { get; init; }

    /// <summary>Reads them.</summary>
    public static ClusterSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("MessageCenter");
        var kind = section["Clustering"] switch
        {
            null or "" or "localhost" => ClusteringKind.Localhost,
            "postgres" => ClusteringKind.Postgres,
            "azure" => ClusteringKind.Azure,
            _ => throw new SettingIsRefusedException("MessageCenter:Clustering", "it is \"localhost\", \"postgres\" or \"azure\""),
        };
        var cluster = section.GetSection("Cluster");
        var settings = new ClusterSettings();
        var id = IdOf(cluster) ?? settings.Id;
        var tls = TlsSettings.Read(cluster, id);
        return settings with
        {
            Clustering = kind,
            Id = id,
            ConnectionString = kind == ClusteringKind.Localhost ? null : ConnectionStringOf(configuration, kind),
            Tls = tls,
            Address = AddressOf(cluster, tls) ?? settings.Address,
            SiloPort = Port(cluster, "SiloPort", 1) ?? settings.SiloPort,
            GatewayPort = Port(cluster, "GatewayPort", 0) ?? settings.GatewayPort,
            IsOnKubernetes = Flag(cluster, "Kubernetes"),
        };
    }

    private static string? IdOf(IConfigurationSection cluster) => cluster["Id"] switch
    {
        null or "" => null,
        { } id when id.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.') => id,
        // It is part of keys and names, which hold no other signs everywhere.
        _ => throw new SettingIsRefusedException("MessageCenter:Cluster:Id", "it consists of letters, digits, \"-\", \"_\" and \".\""),
    };

    private static string ConnectionStringOf(IConfiguration configuration, ClusteringKind kind) =>
        configuration.GetConnectionString(kind.ToString()) is { Length: > 0 } text
            ? text
            : throw new SettingIsRefusedException(
                $"ConnectionStrings:{kind}", "the list of silos is kept there, and it is missing");

    private static IPAddress? AddressOf(IConfigurationSection cluster, TlsSettings? tls)
    {
        if (cluster["Address"] is not { Length: > 0 } text)
        {
            return null;
        }
        var address = IPAddress.TryParse(text, out var parsed)
            ? parsed
            : throw new SettingIsRefusedException(SiloAddresses.Setting, "it is an IP address such as 10.0.0.7");
        SiloAddresses.Check(address, tls);
        return address;
    }

    private static int? Port(IConfigurationSection cluster, string name, int min)
    {
        if (cluster[name] is not { Length: > 0 } text)
        {
            return null;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= min && port <= PortMax
            ? port
            : throw new SettingIsRefusedException(
                $"MessageCenter:Cluster:{name}", string.Create(CultureInfo.InvariantCulture, $"it is a number from {min} to {PortMax}"));
    }

    private static bool Flag(IConfigurationSection cluster, string name) => cluster[name] switch
    {
        null or "" => false,
        { } text when bool.TryParse(text, out var flag) => flag,
        _ => throw new SettingIsRefusedException($"MessageCenter:Cluster:{name}", "it is \"true\" or \"false\""),
    };
}
