using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;

namespace MessageCenter.Clustering.Tls;

/// <summary>
/// Encrypts what silos and fronts say to each other, and lets nobody in who does not belong to the cluster. Both sides show a
/// certificate. Whoever plays the part of a silo, at either end of a connection, has to be one.
/// </summary>
internal static class ClusterTls
{
    private static readonly object Refusal = new();

    /// <summary>Everything that a silo says and hears.</summary>
    public static void UseTls(this ISiloBuilder silo, TlsSettings settings)
    {
        var certificates = ClusterCertificates.OfSilo(settings);
        silo.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(inbound => Receive(inbound, certificates, mustBeSilo: true));
            connections.ConfigureGatewayInboundConnection(inbound => Receive(inbound, certificates, mustBeSilo: false));
            connections.ConfigureSiloOutboundConnection(outbound => Call(outbound, certificates));
        });
    }

    /// <summary>Everything that a client of the cluster says and hears.</summary>
    public static void UseTls(this IClientBuilder client, TlsSettings settings)
    {
        var certificates = ClusterCertificates.OfFront(settings);
        client.Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(outbound => Call(outbound, certificates)));
    }

    private static void Receive(IConnectionBuilder inbound, ClusterCertificates certificates, bool mustBeSilo)
    {
        TellWhoIsRefused(inbound);
        inbound.UseServerTls(Options(certificates, tls => tls.OnAuthenticateAsServer = (connection, options) =>
        {
            var ssl = (SslServerAuthenticationOptions)options.SslServerAuthenticationOptions;
            ssl.ClientCertificateRequired = true;
            ssl.CertificateChainPolicy = certificates.Policy();
            ssl.RemoteCertificateValidationCallback = Check(connection, certificates, mustBeSilo);
        }));
    }

    private static void Call(IConnectionBuilder outbound, ClusterCertificates certificates)
    {
        TellWhoIsRefused(outbound);
        outbound.UseClientTls(Options(certificates, tls => tls.OnAuthenticateAsClient = (connection, options) =>
        {
            var ssl = (SslClientAuthenticationOptions)options.SslClientAuthenticationOptions;
            ssl.TargetHost = certificates.SiloName;
            ssl.CertificateChainPolicy = certificates.Policy();
            ssl.RemoteCertificateValidationCallback = Check(connection, certificates, mustBeSilo: true);
        }));
    }

    /// <summary>
    /// The package's own check is left out for ours, which knows the connection and so can say who was refused, and which is asked
    /// about a missing certificate too.
    /// </summary>
    private static TlsOptions Options(ClusterCertificates certificates, Action<TlsOptions> check)
    {
        var tls = new TlsOptions { LocalCertificate = certificates.Own, RemoteCertificateMode = RemoteCertificateMode.NoCertificate };
        check(tls);
        return tls;
    }

    private static RemoteCertificateValidationCallback Check(
        ConnectionContext connection, ClusterCertificates certificates, bool mustBeSilo) =>
        (_, certificate, chain, errors) =>
        {
            if (certificates.RefusalOf(certificate, chain, errors, mustBeSilo) is not { } why)
            {
                return true;
            }
            connection.Items[Refusal] = why;
            return false;
        };

    /// <summary>The package says of a failed handshake that it failed, with a stack; who was refused and why is one line here.</summary>
    private static void TellWhoIsRefused(IConnectionBuilder connections)
    {
        var logger = connections.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ClusterTls));
        connections.Use(next => async connection =>
        {
            await next(connection);
            if (connection.Features.Get<ITlsHandshakeFeature>() is { Protocol: SslProtocols.None })
            {
                Log.ConnectionRefused(logger, connection.RemoteEndPoint, connection.Items.TryGetValue(Refusal, out var why) ? why : "it shook no hands");
            }
        });
    }
}
