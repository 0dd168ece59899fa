using MailKit.Security;
using MessageCenter.Clustering;
using MessageCenter.Silo;
using Microsoft.Extensions.Configuration;

namespace MessageCenter.Outbound.Tests.Mail;

/// <summary>What a start accepts of its settings of mail.</summary>
public sealed class MailSettingsTests
{
    private static MailSettings Read(params string[] settings) => MailSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => one.Split('=', 2)).ToDictionary(one => "MessageCenter:Mail:" + one[0], one => (string?)one[1]))
        .Build());

    [Fact]
    public void Without_any_there_is_no_mail()
    {
        var settings = Read();
        Assert.Null(settings.Server);
        Assert.Null(settings.SetUp.Sender);
    }

    [Fact]
    public void A_host_and_a_sender_are_enough()
    {
        var settings = Read("Host=mail.example", "From=chat@shop.example");
        Assert.Equal(("mail.example", 587, SecureSocketOptions.StartTls), (settings.Server?.Host, settings.Server?.Port, settings.Server?.Security));
        Assert.Equal("chat@shop.example", settings.SetUp.Sender);
        Assert.Equal(2 * settings.SetUp.TimeLimit, settings.SetUp.Lease);
    }

    [Fact]
    public void A_password_goes_in_the_clear_to_this_machine_only() =>
        Assert.NotNull(Read("Host=127.0.0.1", "From=a@shop.example", "Security=none", "User=u", "Password=p").Server);

    [Theory]
    [InlineData("MessageCenter:Mail:Host", "From=chat@shop.example")]
    [InlineData("MessageCenter:Mail:From", "Host=mail.example")]
    [InlineData("MessageCenter:Mail:From", "Host=mail.example", "From=Shop <chat@shop.example>")]
    [InlineData("MessageCenter:Mail:From", "Host=mail.example", "From=chat@shop.example\r\nBcc: b@evil.example")]
    [InlineData("MessageCenter:Mail:ReplyTo", "Host=mail.example", "From=a@shop.example", "ReplyTo=nobody")]
    [InlineData("MessageCenter:Mail:Port", "Host=mail.example", "From=a@shop.example", "Port=0")]
    [InlineData("MessageCenter:Mail:Port", "Host=mail.example", "From=a@shop.example", "Port=smtp")]
    [InlineData("MessageCenter:Mail:Security", "Host=mail.example", "From=a@shop.example", "Security=ssl")]
    [InlineData("MessageCenter:Mail:Security", "Host=mail.example", "From=a@shop.example", "Security=none", "User=u", "Password=p")]
    [InlineData("MessageCenter:Mail:Password", "Host=mail.example", "From=a@shop.example", "User=u")]
    [InlineData("MessageCenter:Mail:User", "Host=mail.example", "From=a@shop.example", "Password=p")]
    [InlineData("MessageCenter:Mail:TimeZone", "Host=mail.example", "From=a@shop.example", "TimeZone=Moon/Crater")]
    [InlineData("MessageCenter:Mail:Pasword", "Host=mail.example", "From=a@shop.example", "Pasword=p")]
    public void What_makes_no_sense_is_refused_by_name(string name, params string[] settings)
    {
        var refusal = Assert.Throws<SettingIsRefusedException>(() => Read(settings));
        Assert.Contains($"The setting {name} is refused", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Password=", refusal.Message, StringComparison.Ordinal);
    }
}
