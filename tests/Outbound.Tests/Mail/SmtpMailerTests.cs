using MailKit.Security;
using MessageCenter.Domain;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Transcripts;
using MessageCenter.Outbound.Mail;
using MimeKit;

namespace MessageCenter.Outbound.Tests.Mail;

/// <summary>What a mail server can do to a mail, and what a mail can do to a server.</summary>
public sealed class SmtpMailerTests
{
    private static readonly CommandId Id = new(Guid.Parse("0b5f3a52-93c1-4a3c-8d52-6d3f5f6f2a10"));

    private static Grains.Deliveries.Mail Letter(string recipient = "vera@shop.example", string account = "Demo Shop", string subject = "Hello") =>
        new(Id, account, recipient, new TranscriptMail("en", subject, "Text", "<p>Text</p>"));

    private static SmtpMailer Mailer(int port, TimeSpan? limit = null) => new(
        new()
        {
            Host = "127.0.0.1",
            Port = port,
            Security = SecureSocketOptions.None,
            From = "chat@demo.example",
            TimeLimit = limit ?? TimeSpan.FromSeconds(20),
        },
        TimeProvider.System);

    [Fact]
    public async Task A_mail_is_the_servers_once_it_has_said_so()
    {
        await using var server = ScriptedMailServer.Start();
        Assert.Equal(DeliveryOutcome.Sent, await Mailer(server.Port).Send(Letter(), default));
        Assert.Contains("Message-Id: <0b5f3a5293c14a3c8d526d3f5f6f2a10@demo.example>", Assert.Single(server.Mails), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such person", DeliveryProblem.AddressRefused, true)]
    [InlineData("RCPT", "450 4.2.1 come back later", DeliveryProblem.ServerBusy, false)]
    [InlineData("MAIL", "553 5.1.8 not from here", DeliveryProblem.MailRefused, true)]
    [InlineData("MAIL", "530 5.7.0 sign in first", DeliveryProblem.SignInRefused, false)]
    [InlineData("DATA", "451 4.3.0 not now", DeliveryProblem.ServerBusy, false)]
    [InlineData(".", "554 5.7.1 looks like spam", DeliveryProblem.MailRefused, true)]
    [InlineData("EHLO", "421 4.3.2 closing", DeliveryProblem.ServerBusy, false)]
    public async Task Refusals_are_for_good_or_for_now(string command, string answer, DeliveryProblem problem, bool isFinal)
    {
        await using var server = ScriptedMailServer.Start();
        server.Script = line => line.StartsWith(command, StringComparison.Ordinal) || (command == "EHLO" && line.StartsWith("HELO", StringComparison.Ordinal))
            ? answer : null;
        var outcome = await Mailer(server.Port).Send(Letter(), default);
        Assert.Equal((problem, isFinal), (outcome.Problem, outcome.IsFinal));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_asked_again_later()
    {
        var outcome = await Mailer(MailServer.FreePort()).Send(Letter(), default);
        Assert.Equal((DeliveryProblem.ServerNotReached, false), (outcome.Problem, outcome.IsFinal));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_when_the_time_is_over()
    {
        await using var server = ScriptedMailServer.Start();
        server.Script = line => line.StartsWith("MAIL", StringComparison.Ordinal) ? "" : null;
        var outcome = await Mailer(server.Port, TimeSpan.FromMilliseconds(300)).Send(Letter(), default);
        Assert.Equal((DeliveryProblem.TimeLimit, false), (outcome.Problem, outcome.IsFinal));
    }

    [Fact]
    public async Task Whoever_is_told_to_stop_stops_and_says_nothing_about_the_mail()
    {
        await using var server = ScriptedMailServer.Start();
        using var stop = new CancellationTokenSource();
        server.Script = line => line.StartsWith("MAIL", StringComparison.Ordinal) ? "" : null;
        var sending = Mailer(server.Port).Send(Letter(), stop.Token);
        await Poll.Until(() => server.Lines.Any(line => line.StartsWith("MAIL", StringComparison.Ordinal)), "the sender has begun");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_farewell_that_goes_wrong_sends_nothing_twice()
    {
        await using var server = ScriptedMailServer.Start();
        server.Script = line => line.StartsWith("QUIT", StringComparison.Ordinal) ? "" : null;
        Assert.Equal(DeliveryOutcome.Sent, await Mailer(server.Port, TimeSpan.FromSeconds(2)).Send(Letter(), default));
    }

    [Theory]
    [InlineData("Demo\r\nBcc: b@evil.example", "Hello")]
    [InlineData("Demo Shop", "Hello\r\nBcc: b@evil.example\r\n\r\nbody")]
    [InlineData("Demo\0Shop\n<b@evil.example>", "Hello\nX: y")]
    [InlineData("\" <b@evil.example>, \"", "=?utf-8?q?Hello=0D=0ABcc:_b@evil.example?=")]
    [BadInput(82)]
    public async Task No_name_can_add_a_header_or_a_recipient(string account, string subject)
    {
        await using var server = ScriptedMailServer.Start();
        Assert.Equal(DeliveryOutcome.Sent, await Mailer(server.Port).Send(Letter(account: account, subject: subject), default));
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(server.Mails)));
        using var mail = await MimeMessage.LoadAsync(stream);
        Assert.Equal("chat@demo.example", Assert.Single(mail.From.Mailboxes).Address);
        Assert.Equal("vera@shop.example", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Empty(mail.Bcc);
        Assert.Null(mail.Headers["X"]);
        Assert.Equal("RCPT TO:<vera@shop.example>", Assert.Single(server.Lines, line => line.StartsWith("RCPT", StringComparison.Ordinal)));
    }
}
