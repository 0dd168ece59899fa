using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MessageCenter.Clustering.Tests.Tls;

/// <summary>An authority that lives as long as a test, and the certificates that it signs, as files in a folder.</summary>
public sealed class ThrowawayAuthority : IDisposable
{
    public const string SiloName = "silo.message-center";

    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("message-center-tls-");
    private readonly X509Certificate2 root;

    public ThrowawayAuthority(string name = "authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
        File.WriteAllText(RootFile, root.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate.</summary>
    public string RootFile => PathOf("authority.pem");

    /// <summary>A file beside it.</summary>
    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A certificate with its key in one PEM file; the path.</summary>
    public string SignPem(string file, string? name, int validUntilDays = 5)
    {
        using var certificate = Sign(name, validUntilDays);
        using var key = certificate.GetECDsaPrivateKey();
        File.WriteAllText(PathOf(file), $"{certificate.ExportCertificatePem()}\n{key!.ExportPkcs8PrivateKeyPem()}");
        return PathOf(file);
    }

    /// <summary>A certificate with its key in a locked PFX file; the path.</summary>
    public string SignPfx(string file, string? name, string password)
    {
        using var certificate = Sign(name, 5);
        File.WriteAllBytes(PathOf(file), certificate.Export(X509ContentType.Pfx, password));
        return PathOf(file);
    }

    public void Dispose()
    {
        root.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>With a name it is a silo's, without one a front's.</summary>
    private X509Certificate2 Sign(string? name, int validUntilDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name ?? "front"}", key, HashAlgorithmName.SHA256);
        var uses = new OidCollection { new(ClientUse) };
        if (name is not null)
        {
            uses.Add(new(ServerUse));
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(uses, critical: false));
        using var signed = request.Create(root, Now.AddDays(-9), Now.AddDays(validUntilDays), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
