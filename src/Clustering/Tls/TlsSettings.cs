using Microsoft.Extensions.Configuration;

namespace MessageCenter.Clustering.Tls;

/// <summary>
/// The files by which a process shows the others who it is, and by which it knows them. Either all processes of a cluster
/// have them or none.
/// </summary>
public sealed class TlsSettings
{
    /// <summary>The setting that names this process's certificate.</summary>
    internal const string CertificateSetting = "MessageCenter:Cluster:Certificate";

    /// <summary>The setting that names the authority's certificate.</summary>
    internal const string AuthoritySetting = "MessageCenter:Cluster:Authority";

    /// <summary>This process's certificate: a PFX file with its key, or a PEM file.</summary>
    public required string Certificate { get; init; }

    /// <summary>The key that belongs to a PEM file; null: it is in that file too, or the file is a PFX.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Opens the PFX or the key; null: neither is locked.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>A PEM file with the certificates of whoever signed those of the others.</summary>
    public required string Authority { get; init; }

    /// <summary>The name that every silo's certificate holds, and no front's does.</summary>
    public required string SiloName { get; init; }

    /// <summary>Reads the section "MessageCenter:Cluster"; null: connections are not encrypted.</summary>
    internal static TlsSettings? Read(IConfigurationSection cluster, string clusterId) =>
        (Text(cluster, "Certificate"), Text(cluster, "Authority")) switch
        {
            (null, null) => null,
            (null, _) => throw new SettingIsRefusedException(CertificateSetting, $"it is missing beside {AuthoritySetting}"),
            (_, null) => throw new SettingIsRefusedException(AuthoritySetting, $"it is missing beside {CertificateSetting}"),
            ({ } certificate, { } authority) => new()
            {
                Certificate = certificate,
                CertificateKey = Text(cluster, "CertificateKey"),
                CertificatePassword = Text(cluster, "CertificatePassword"),
                Authority = authority,
                SiloName = Text(cluster, "SiloName") ?? $"silo.{clusterId}",
            },
        };

    private static string? Text(IConfigurationSection cluster, string name) => cluster[name] is { Length: > 0 } text ? text : null;
}
