using MessageCenter.Domain;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Transcripts;

namespace MessageCenter.Grains.Deliveries;

/// <summary>One mail, ready to go.</summary>
/// <param name="Id">Its Message-ID is made of this: the same for every try.</param>
/// <param name="SenderName">The account's name; the address is the installation's.</param>
/// <param name="Recipient">One address.</param>
/// <param name="Content">What it says.</param>
public sealed record Mail(CommandId Id, string SenderName, string Recipient, TranscriptMail Content);

/// <summary>Hands one mail to a server. Never throws for what a server can do; does when it is told to stop.</summary>
public interface IMailer
{
    /// <summary>One try.</summary>
    Task<DeliveryOutcome> Send(Mail mail, CancellationToken cancel);
}

/// <summary>What grains must know of how mail is sent.</summary>
/// <param name="Sender">The address that it comes from; null: none is sent.</param>
public sealed record MailSetUp(string? Sender)
{
    /// <summary>No mail.</summary>
    public static MailSetUp None { get; } = new(Sender: null);

    /// <summary>The zone that times in mails are told in.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How long the first wait before another try is.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the outbox is looked into.</summary>
    public TimeSpan LooksEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an item belongs to whoever took it: until after the longest try.</summary>
    public TimeSpan Lease => 2 * TimeLimit;
}
