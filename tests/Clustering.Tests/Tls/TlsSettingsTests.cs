using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace MessageCenter.Clustering.Tests.Tls;

/// <summary>What is read, and which certificates end the start before any other process has to refuse them.</summary>
public sealed class TlsSettingsTests : IDisposable
{
    private readonly ThrowawayAuthority authority = new();

    public void Dispose() => authority.Dispose();

    [Fact]
    public void Without_files_nothing_is_encrypted() => Assert.Null(Read().Tls);

    [Fact]
    public void Names_the_files_and_what_silos_are_called()
    {
        var tls = Read(
            ("Id", "europe"), ("Certificate", "silo.pfx"), ("CertificateKey", "silo.key"), ("CertificatePassword", "secret"),
            ("Authority", "authority.pem")).Tls!;
        Assert.Equal(
            ("silo.pfx", "silo.key", "secret", "authority.pem", "silo.europe"),
            (tls.Certificate, tls.CertificateKey, tls.CertificatePassword, tls.Authority, tls.SiloName));
        Assert.Equal("inside", Read(("Certificate", "a"), ("Authority", "b"), ("SiloName", "inside")).Tls!.SiloName);
    }

    [Theory]
    [InlineData("Certificate", "Authority")]
    [InlineData("Authority", "Certificate")]
    public void One_file_without_the_other_is_refused(string given, string missing)
    {
        var refused = Assert.Throws<SettingIsRefusedException>(() => Read((given, "file.pem")));
        Assert.StartsWith($"The setting MessageCenter:Cluster:{missing} is refused", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("2001:db8::1")]
    public void A_public_address_is_accepted_with_certificates_only(string address)
    {
        Assert.Equal(
            IPAddress.Parse(address), Read(("Address", address), ("Certificate", "silo.pem"), ("Authority", "authority.pem")).Address);
        var refused = Assert.Throws<SettingIsRefusedException>(() => Read(("Address", address)));
        Assert.Contains("set MessageCenter:Cluster:Certificate and MessageCenter:Cluster:Authority", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void An_address_that_stands_for_all_is_refused_with_certificates_too(string address) =>
        Assert.Throws<SettingIsRefusedException>(
            () => Read(("Address", address), ("Certificate", "silo.pem"), ("Authority", "authority.pem")));

    [Fact]
    public void A_silo_takes_a_PEM_file_and_a_locked_PFX_file()
    {
        Compose(authority.SignPem("silo.pem", ThrowawayAuthority.SiloName));
        Compose(authority.SignPfx("silo.pfx", ThrowawayAuthority.SiloName, "secret"), ("CertificatePassword", "secret"));
    }

    [Fact]
    public void A_key_of_another_authority_than_the_cluster_s_is_refused_at_the_start()
    {
        using var other = new ThrowawayAuthority();
        Refused(other.SignPem("silo.pem", ThrowawayAuthority.SiloName), "MessageCenter:Cluster:Certificate", "signed");
    }

    [Fact]
    public void A_certificate_that_has_expired_is_refused_at_the_start() =>
        Refused(authority.SignPem("silo.pem", ThrowawayAuthority.SiloName, validUntilDays: -1), "MessageCenter:Cluster:Certificate", "NotTimeValid");

    [Fact]
    public void A_silo_with_the_certificate_of_a_front_is_refused_at_the_start() =>
        Refused(authority.SignPem("front.pem", name: null), "MessageCenter:Cluster:Certificate");

    [Fact]
    public void A_silo_of_another_name_is_refused_at_the_start() =>
        Refused(authority.SignPem("silo.pem", "silo.elsewhere"), "MessageCenter:Cluster:Certificate", "silo.message-center");

    [Fact]
    public void A_wrong_password_is_refused_at_the_start() =>
        Refused(authority.SignPfx("silo.pfx", ThrowawayAuthority.SiloName, "secret"), "MessageCenter:Cluster:Certificate");

    [Fact]
    public void A_file_that_is_not_there_is_refused_at_the_start() => Refused(authority.PathOf("none.pem"), "MessageCenter:Cluster:Certificate");

    [Fact]
    public void A_certificate_without_its_key_is_refused_at_the_start() => Refused(authority.RootFile, "MessageCenter:Cluster:Certificate");

    private void Refused(string certificate, params string[] words)
    {
        var refused = Assert.Throws<SettingIsRefusedException>(() => Compose(certificate));
        Assert.DoesNotContain('\n', refused.Message);
        Assert.All(words, word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
    }

    private void Compose(string certificate, params (string Name, string Value)[] more)
    {
        var settings = Read([("Certificate", certificate), ("Authority", authority.RootFile), .. more]);
        using var host = new HostBuilder().UseOrleans(silo => silo.UseClustering(settings)).Build();
    }

    private static ClusterSettings Read(params (string Name, string Value)[] settings) =>
        ClusterSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create($"MessageCenter:Cluster:{setting.Name}", (string?)setting.Value))).Build());
}
