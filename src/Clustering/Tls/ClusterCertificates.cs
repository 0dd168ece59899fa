using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MessageCenter.Clustering.Tls;

/// <summary>
/// What this process shows, and what it asks of the others: a certificate that the cluster's authority signed and that is
/// valid now, and of silos that it holds their name. Nobody else's authority counts, and nothing is looked up over the network.
/// </summary>
internal sealed class ClusterCertificates
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private const string PemBegins = "-----BEGIN";

    private readonly X509Certificate2Collection authority;

    private ClusterCertificates(X509Certificate2 own, X509Certificate2Collection authority, string siloName) =>
        (Own, this.authority, SiloName) = (own, authority, siloName);

    /// <summary>What this process shows.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>What a silo's certificate holds.</summary>
    public string SiloName { get; }

    /// <summary>Reads a silo's. One that the others would refuse ends the start here, where it can be said why.</summary>
    public static ClusterCertificates OfSilo(TlsSettings settings)
    {
        var read = Read(settings);
        read.CheckOwn(ServerUse, ClientUse);
        if (!read.IsSilo(read.Own))
        {
            throw Refused($"it does not hold the name {read.SiloName}, by which silos are told from web fronts");
        }
        return read;
    }

    /// <summary>Reads a web front's.</summary>
    public static ClusterCertificates OfFront(TlsSettings settings)
    {
        var read = Read(settings);
        read.CheckOwn(ClientUse);
        return read;
    }

    /// <summary>How a chain is built: up to this cluster's authority, from what both sides have at hand.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authority);
        return policy;
    }

    /// <summary>Why the other side is not let in; null: it is.</summary>
    public string? RefusalOf(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, bool mustBeSilo) => certificate switch
    {
        not X509Certificate2 => "it shows no certificate",
        _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) =>
            $"its certificate is not one that this cluster's authority signed and that is valid now ({StatusOf(chain)})",
        X509Certificate2 shown when mustBeSilo && !IsSilo(shown) => $"its certificate does not hold the name {SiloName}",
        _ => null,
    };

    private bool IsSilo(X509Certificate2 certificate) =>
        certificate.MatchesHostname(SiloName, allowWildcards: false, allowCommonName: false);

    private void CheckOwn(params ReadOnlySpan<string> uses)
    {
        using var chain = new X509Chain { ChainPolicy = Policy() };
        foreach (var use in uses)
        {
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        }
        if (!chain.Build(Own))
        {
            throw Refused($"it is not one that {TlsSettings.AuthoritySetting} signed and that is valid now ({StatusOf(chain)})");
        }
    }

    private static ClusterCertificates Read(TlsSettings settings)
    {
        var signers = new X509Certificate2Collection();
        Open(TlsSettings.AuthoritySetting, () => signers.ImportFromPemFile(settings.Authority));
        if (signers.Count == 0)
        {
            throw new SettingIsRefusedException(TlsSettings.AuthoritySetting, "the file holds no certificate");
        }
        X509Certificate2? own = null;
        Open(TlsSettings.CertificateSetting, () => own = ReadOwn(settings));
        return own is { HasPrivateKey: true }
            ? new(own, signers, settings.SiloName)
            : throw Refused("its private key is missing");
    }

    private static X509Certificate2 ReadOwn(TlsSettings settings)
    {
        if (!File.ReadAllText(settings.Certificate).Contains(PemBegins, StringComparison.Ordinal))
        {
            return X509CertificateLoader.LoadPkcs12FromFile(settings.Certificate, settings.CertificatePassword);
        }
        return settings.CertificatePassword is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(settings.Certificate, password, settings.CertificateKey)
            : X509Certificate2.CreateFromPemFile(settings.Certificate, settings.CertificateKey);
    }

    private static void Open(string setting, Action read)
    {
        try
        {
            read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingIsRefusedException(setting, $"the file cannot be read ({problem.Message.TrimEnd('.')})", problem);
        }
    }

    private static string StatusOf(X509Chain? chain) =>
        chain is null ? "no chain" : string.Join(", ", chain.ChainStatus.Select(status => status.Status));

    private static SettingIsRefusedException Refused(string why) => new(TlsSettings.CertificateSetting, why);
}
