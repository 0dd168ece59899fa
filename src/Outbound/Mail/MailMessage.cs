using MimeKit;
using MimeKit.Text;

namespace MessageCenter.Outbound.Mail;

/// <summary>
/// A mail in its wire form. Every name and address goes in as a value of its own field, never as a piece of a header: a line end
/// in a name is no line end in the mail.
/// </summary>
internal static class MailMessage
{
    internal static MimeMessage Of(Grains.Deliveries.Mail mail, SmtpSettings settings, DateTimeOffset now)
    {
        var message = new MimeMessage { Date = now, Subject = OneLine(mail.Content.Subject) };
        message.From.Add(new MailboxAddress(OneLine(mail.SenderName), settings.From));
        message.To.Add(new MailboxAddress(null, mail.Recipient));
        message.ReplyTo.Add(new MailboxAddress(OneLine(mail.SenderName), settings.ReplyTo ?? settings.From));
        // The same for every try: whoever gets it twice can tell.
        message.MessageId = $"{mail.Id.Value:N}@{settings.From[(settings.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}";
        // No answering machine shall answer.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add(HeaderId.ContentLanguage, mail.Content.Language);
        message.Body = new MultipartAlternative
        {
            new TextPart(TextFormat.Plain) { Text = mail.Content.Text },
            new TextPart(TextFormat.Html) { Text = mail.Content.Html },
        };
        return message;
    }

    private static string OneLine(string text) => string.Concat(text.Select(unit => char.IsControl(unit) ? ' ' : unit));
}
