using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Grains.Deliveries;

namespace MessageCenter.Outbound.Mail;

/// <summary>
/// One connection for one mail, within a time limit. What a server answers becomes an outcome: a refusal for good (5xx), one for
/// now (4xx), or a connection that came to nothing. Nothing of a mail or of the password is logged here, or anywhere below.
/// </summary>
internal sealed class SmtpMailer(SmtpSettings settings, TimeProvider clock) : IMailer
{
    /// <inheritdoc/>
    public async Task<DeliveryOutcome> Send(Grains.Deliveries.Mail mail, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(settings.TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await Talk(mail, either.Token);
            return DeliveryOutcome.Sent;
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested && OutcomeOf(problem) is { } outcome)
        {
            return outcome;
        }
    }

    private async Task Talk(Grains.Deliveries.Mail mail, CancellationToken cancel)
    {
        using var message = MailMessage.Of(mail, settings, clock.GetUtcNow());
        using var server = new SmtpClient();
        await server.ConnectAsync(settings.Host, settings.Port, settings.Security, cancel);
        if (settings.User is { } user)
        {
            await server.AuthenticateAsync(user, settings.Password ?? "", cancel);
        }
        await server.SendAsync(message, cancel);
        await TakeLeave(server, cancel);
    }

    /// <summary>The mail is the server's by now: whatever goes wrong with the farewell must not send it again.</summary>
    private static async Task TakeLeave(SmtpClient server, CancellationToken cancel)
    {
        try
        {
            await server.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception problem) when (OutcomeOf(problem) is not null)
        {
            // Nothing is lost with it.
        }
    }

    private static DeliveryOutcome? OutcomeOf(Exception problem) => problem switch
    {
        SmtpCommandException { StatusCode: >= SmtpStatusCode.SyntaxError } refused => DeliveryOutcome.Never(
            refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? DeliveryProblem.AddressRefused : DeliveryProblem.MailRefused,
            refused.Message),
        SmtpCommandException refused => DeliveryOutcome.Later(DeliveryProblem.ServerBusy, refused.Message),
        // A password is put right by people, soon or late.
        AuthenticationException or SaslException or ServiceNotAuthenticatedException => DeliveryOutcome.Later(DeliveryProblem.SignInRefused),
        // What is not supported is encryption, or a way to sign in.
        SslHandshakeException or NotSupportedException => DeliveryOutcome.Later(DeliveryProblem.ServerNotTrusted),
        OperationCanceledException or TimeoutException => DeliveryOutcome.Later(DeliveryProblem.TimeLimit),
        ProtocolException or IOException or SocketException or ServiceNotConnectedException =>
            DeliveryOutcome.Later(DeliveryProblem.ServerNotReached),
        _ => null,
    };
}
