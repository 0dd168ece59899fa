using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MessageCenter.Clustering.Tls;
using MessageCenter.Silo;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace MessageCenter.Clustering.Tests.Tls;

/// <summary>Who has a certificate of the cluster's authority talks to the others, and nobody else does.</summary>
public sealed class ClusterTlsTests : IDisposable
{
    private const string OtherAuthority = "was refused: its certificate is not one that this cluster's authority signed";

    private readonly ThrowawayAuthority authority = new();
    private readonly ThrowawayAuthority otherAuthority = new();

    public void Dispose()
    {
        authority.Dispose();
        otherAuthority.Dispose();
    }

    [Fact]
    public async Task Silos_and_a_front_of_one_authority_talk()
    {
        await using var cluster = await TlsCluster.Create();
        await cluster.StartSilo(Silo(authority));
        await cluster.StartSilo(Silo(authority));
        var front = cluster.MakeClient(Front(authority));
        await front.Host.StartAsync(TestContext.Current.CancellationToken);

        var management = front.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var members = await Poll.For(
            () => management.GetHosts(onlyActive: true), silos => silos.Count == 2, "both silos are members", "two silos");
        // Whichever silo holds the grain asks the other one for its figures.
        Assert.Equal(2, (await management.GetRuntimeStatistics([.. members.Keys])).Length);
    }

    [Fact]
    public async Task A_silo_of_another_authority_cannot_join_and_says_so()
    {
        await using var cluster = await TlsCluster.Create();
        await cluster.StartSilo(Silo(authority));
        await CannotJoin(cluster.MakeSilo(Silo(otherAuthority)), OtherAuthority);
    }

    [Fact]
    public async Task A_silo_without_a_certificate_cannot_join_and_says_so()
    {
        await using var cluster = await TlsCluster.Create();
        var member = await cluster.StartSilo(Silo(authority));
        await CannotJoin(cluster.MakeSilo(tls: null), said: null);
        Assert.True(member.Log.Says("was refused: it shook no hands"), member.Log.ToString());
    }

    [Fact]
    public async Task A_front_of_another_authority_cannot_come_in_and_says_so()
    {
        await using var cluster = await TlsCluster.Create();
        await cluster.StartSilo(Silo(authority));
        var front = cluster.MakeClient(Front(otherAuthority));
        await CannotComeIn(front, front, OtherAuthority);
    }

    [Fact]
    public async Task A_front_without_a_certificate_cannot_come_in()
    {
        await using var cluster = await TlsCluster.Create();
        var silo = await cluster.StartSilo(Silo(authority));
        await CannotComeIn(cluster.MakeClient(tls: null), silo, "was refused: it shook no hands");
    }

    [Fact]
    public async Task A_silo_asks_everybody_for_a_certificate_and_other_silos_for_the_name_of_one()
    {
        await using var cluster = await TlsCluster.Create();
        var silo = await cluster.StartSilo(Silo(authority));
        using var front = X509Certificate2.CreateFromPemFile(authority.SignPem("front.pem", name: null));
        using var foreign = X509Certificate2.CreateFromPemFile(otherAuthority.SignPem("silo.pem", ThrowawayAuthority.SiloName));

        await IsShutOut(silo.Settings.SiloPort, null);
        await Says(silo, "was refused: it shows no certificate");
        await IsShutOut(silo.Settings.GatewayPort, foreign);
        await Says(silo, OtherAuthority);
        await IsShutOut(silo.Settings.SiloPort, front);
        await Says(silo, $"was refused: its certificate does not hold the name {ThrowawayAuthority.SiloName}");
    }

    private static async Task CannotJoin(TlsMember silo, string? said)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => silo.Host.StartAsync(TestContext.Current.CancellationToken));
        var line = StartRefusal.Of(refused);
        Assert.True(line is not null, refused.ToString());
        Assert.StartsWith("The silo cannot join: ", line, StringComparison.Ordinal);
        Assert.True(said is null || silo.Log.Says(said), silo.Log.ToString());
    }

    private static async Task CannotComeIn(TlsMember client, TlsMember whoSays, string said)
    {
        using var givingUp = new CancellationTokenSource();
        var starting = client.Host.StartAsync(givingUp.Token);
        await Says(whoSays, said);
        Assert.False(starting.IsCompletedSuccessfully);
        await givingUp.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => starting);
    }

    private static Task<RecordedLog> Says(TlsMember member, string words) =>
        Poll.For(() => Task.FromResult(member.Log), log => log.Says(words), "the refusal is told", words);

    /// <summary>
    /// Shakes hands as a client would that trusts everybody, and expects the end of the connection. A silo that lets the client in
    /// waits for it to speak instead.
    /// </summary>
    private static async Task IsShutOut(int port, X509Certificate2? certificate)
    {
        using var patience = new CancellationTokenSource(Poll.Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, patience.Token);
        await using var stream = new SslStream(socket.GetStream());
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = ThrowawayAuthority.SiloName,
                    ClientCertificates = certificate is null ? null : [certificate],
                    RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
                },
                patience.Token);
            Assert.Equal(0, await stream.ReadAsync(new byte[1], patience.Token));
        }
        catch (Exception ended) when (ended is IOException or AuthenticationException)
        {
            // The silo ended it with an alert.
        }
    }

    private static TlsSettings Silo(ThrowawayAuthority authority) => Settings(authority, "silo.pem", ThrowawayAuthority.SiloName);

    private static TlsSettings Front(ThrowawayAuthority authority) => Settings(authority, "front.pem", name: null);

    private static TlsSettings Settings(ThrowawayAuthority authority, string file, string? name) => new()
    {
        Certificate = authority.SignPem(file, name),
        Authority = authority.RootFile,
        SiloName = ThrowawayAuthority.SiloName,
    };
}
