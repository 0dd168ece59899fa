using System.Globalization;
using System.Net;
using MailKit.Security;
using MessageCenter.Clustering;
using MessageCenter.Domain;
using MessageCenter.Grains;
using MessageCenter.Grains.Deliveries;
using MessageCenter.Outbound;
using MessageCenter.Outbound.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MessageCenter.Silo;

/// <summary>
/// How mail is sent: the section "MessageCenter:Mail". Without a host there is none, and whoever asks for one is told so. What
/// makes no sense, or would send a password in the clear through a network, ends the start.
/// </summary>
public sealed record MailSettings
{
    private const string Section = "MessageCenter:Mail";
    private const int DefaultPort = 587;

    private static readonly string[] Names =
        ["Host", "Port", "Security", "User", "Password", "From", "ReplyTo", "TimeZone", "TimeLimitSeconds", "RetrySeconds"];

    private MailSettings(MailSetUp setUp, SmtpSettings? server) => (SetUp, Server) = (setUp, server);

    /// <summary>What grains know of it.</summary>
    public MailSetUp SetUp { get; }

    /// <summary>The server; null: there is none.</summary>
    public SmtpSettings? Server { get; }

    /// <summary>Reads the section.</summary>
    public static MailSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section.GetChildren().FirstOrDefault(child => !Names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Refused(unknown.Key, $"nobody knows it; there are {string.Join(", ", Names)}");
        }
        if (section["Host"] is not { Length: > 0 } host)
        {
            return section.GetChildren().Any(child => child.Value is { Length: > 0 })
                ? throw Refused("Host", "the mail server is missing, while other settings of mail are there")
                : new(MailSetUp.None, null);
        }
        var limit = TimeSpan.FromSeconds(Number(section, "TimeLimitSeconds", 1, 600) ?? 60);
        var security = SecurityOf(section["Security"]);
        var user = section["User"] is { Length: > 0 } name ? name : null;
        if ((user is null) != string.IsNullOrEmpty(section["Password"]))
        {
            throw Refused(user is null ? "User" : "Password", "user and password go together");
        }
        if (user is not null && security == SecureSocketOptions.None && !IsThisMachine(host))
        {
            throw Refused("Security", "a password goes to another machine encrypted only: \"starttls\" or \"tls\"");
        }
        var from = Address(section, "From") ?? throw Refused("From", "the address that mail comes from is missing");
        var setUp = new MailSetUp(from)
        {
            Zone = ZoneOf(section["TimeZone"]),
            TimeLimit = limit,
            FirstWait = TimeSpan.FromSeconds(Number(section, "RetrySeconds", 1, 3_600) ?? 30),
        };
        return new(setUp, new()
        {
            Host = host,
            Port = Number(section, "Port", 1, 65_535) ?? DefaultPort,
            Security = security,
            User = user,
            Password = section["Password"],
            From = from,
            ReplyTo = Address(section, "ReplyTo"),
            TimeLimit = limit,
        });
    }

    /// <summary>Puts the server behind its port, and begins to look into the outbox.</summary>
    internal void AddTo(IServiceCollection services)
    {
        if (Server is not null)
        {
            services.AddSmtpMail(Server);
        }
        services.AddDeliveries(SetUp);
    }

    private static SecureSocketOptions SecurityOf(string? text) => text switch
    {
        null or "" or "starttls" => SecureSocketOptions.StartTls,
        "tls" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => throw Refused("Security", "it is \"starttls\", \"tls\" or \"none\""),
    };

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string? Address(IConfigurationSection section, string name) =>
        section[name] is not { Length: > 0 } text ? null
        : EmailAddress.IsValid(text) ? text
        : throw Refused(name, "it is one e-mail address, without a name");

    private static TimeZoneInfo ZoneOf(string? text) =>
        string.IsNullOrEmpty(text) ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone
        : throw Refused("TimeZone", "it is a zone's name such as Europe/Berlin");

    private static int? Number(IConfigurationSection section, string name, int min, int max) =>
        section[name] is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number
        : throw Refused(name, string.Create(CultureInfo.InvariantCulture, $"it is a number from {min} to {max}"));

    private static SettingIsRefusedException Refused(string name, string why) => new($"{Section}:{name}", why);
}
