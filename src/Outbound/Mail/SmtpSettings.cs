using MailKit.Security;

namespace MessageCenter.Outbound.Mail;

/// <summary>The mail server, and what we say we are.</summary>
public sealed record SmtpSettings
{
    /// <summary>Name or address of the server.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How the connection is encrypted.</summary>
    public required SecureSocketOptions Security { get; init; }

    /// <summary>Who signs in; null: nobody does.</summary>
    public string? User { get; init; }

    /// <summary>The password.</summary>
    public string? Password { get; init; }

    /// <summary>The address that mail comes from; the name beside it is the account's.</summary>
    public required string From { get; init; }

    /// <summary>Where answers go; null: to <see cref="From"/>.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>How long one mail may take.</summary>
    public required TimeSpan TimeLimit { get; init; }
}
