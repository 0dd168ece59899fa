using MessageCenter.EndToEnd.Tests.Browsing;
using MimeKit;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Mails with which something goes wrong: what the operator reads, what the administrator does, what arrives twice.</summary>
[Trait("Story", "transcript")]
public sealed class UndeliveredStory(Chromium chromium) : Story(chromium), IAsyncDisposable
{
    private readonly ScriptedMailServer server = ScriptedMailServer.Start();

    private protected override ProductOptions Beginning => base.Beginning with { Settings = MailServer.SettingsOf(server.Port) };

    [Fact]
    public async Task A_refused_address_is_said_and_tried_again_only_when_somebody_asks()
    {
        server.Script = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 nobody of this name here" : null;
        var olivia = await OperatorInChat("Where is my parcel?");
        await olivia.Say("$dispatch boss@shop.example");
        const string Refused = "The transcript could not be mailed to boss@shop.example: the mail server does not accept this address";
        await olivia.Tells(Refused);

        await olivia.Page.GetByRole(AriaRole.Link, new() { Name = "E-mail", Exact = true }).ClickAsync();
        var row = olivia.Page.GetByRole(AriaRole.List, new() { Name = "E-mail" }).GetByRole(AriaRole.Listitem);
        await Expect(row).ToHaveCountAsync(1);
        foreach (var words in new[]
        {
            "boss@shop.example", "Asked for by Olivia", "Not sent", "1 try", "the mail server does not accept this address",
            "nobody of this name here",
        })
        {
            await Expect(row).ToContainTextAsync(words);
        }
        await Look(olivia.Page, "deliveries");
        Assert.Single(server.Lines, line => line.StartsWith("RCPT", StringComparison.Ordinal));

        server.Script = _ => null;
        await row.GetByRole(AriaRole.Button, new() { Name = "Try again: boss@shop.example" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Sent", new() { Timeout = Waits.AfterGrace });
        await row.GetByRole(AriaRole.Link, new() { Name = "Transcript" }).ClickAsync();
        await olivia.Tells("The transcript was mailed to boss@shop.example");
        await Expect(olivia.Timeline.GetByText(Refused)).ToHaveCountAsync(0);
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_process_that_is_killed_before_it_hears_that_a_mail_was_taken_sends_the_same_mail_again()
    {
        server.BeforeItSaysSo = Product.Kill;
        var olivia = await OperatorInChat("Where is my parcel?");
        await olivia.Say("$dispatch boss@shop.example");
        await Poll.Until(() => !Product.IsRunning, "the product is killed while the mail server has the mail");
        server.BeforeItSaysSo = () => Task.CompletedTask;
        await Product.Restart();
        await Expect(olivia.Timeline.GetByText("The transcript was mailed to boss@shop.example"))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(IdOf).Distinct());
    }

    [Fact]
    public async Task An_agent_is_shown_no_mail_of_the_account()
    {
        var omar = await OperatorAt(Demo.Omar);
        await Expect(omar.Page.GetByRole(AriaRole.Link, new() { Name = "E-mail", Exact = true })).ToHaveCountAsync(0);
        await omar.Page.GotoAsync(new Uri(Running.Address, "/app/email").ToString());
        await Expect(omar.Page.GetByText("Only admins and the owner of the account see its e-mail.")).ToBeVisibleAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await server.DisposeAsync();
    }

    private static string IdOf(string mail)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail));
        return MimeMessage.Load(stream).MessageId!;
    }

    private static async Task Look(IPage page, string name)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, $"{name}.png") });
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, $"{name}-dark.png") });
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(390, 800);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, $"{name}-phone.png") });
        await page.SetViewportSizeAsync(1280, 720);
    }
}
