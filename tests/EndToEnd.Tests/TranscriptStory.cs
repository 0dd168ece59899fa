using MessageCenter.EndToEnd.Tests.Browsing;
using MimeKit;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Transcripts by mail: what arrives, in whose language, and what becomes of them when the mail server is not there.</summary>
[Trait("Story", "transcript")]
public sealed class TranscriptStory(Chromium chromium) : Story(chromium), IAsyncDisposable
{
    private static readonly TimeSpan ArrivesWithin = TimeSpan.FromSeconds(30);

    private MailServer? server;

    private MailServer Server => server ?? throw new InvalidOperationException("There is no mail server.");

    private protected override ProductOptions Beginning => base.Beginning with { Settings = MailServer.SettingsOf(Server.Port) };

    [Fact]
    public async Task A_contact_gets_the_transcript_and_no_note_in_it()
    {
        var (olivia, mia, id) = await Chat();
        await mia.Say("<script>alert('a')</script> & so on");
        await olivia.Shows("<script>alert('a')</script> & so on");
        await Expect(olivia.Composer).ToHaveValueAsync("");
        await olivia.Say("It left our house on Monday,\nand is with you tomorrow.");
        await olivia.Run("$note She asked before.", "She asked before.");
        await olivia.Run("$name Anna Jones", "Olivia named the contact Anna Jones");
        await olivia.Run("$email anna@shop.example", "Olivia set the contact’s e-mail to anna@shop.example");
        await olivia.Say("$status ended");
        await olivia.Act("Send transcript", "To the contact");
        await olivia.Tells("The transcript was mailed to the contact, anna@shop.example");
        await Expect(olivia.Timeline.GetByText("asked for the transcript")).ToHaveCountAsync(0);

        var mail = Assert.Single(await Mails(1));
        Assert.Equal("Your conversation with Demo Shop", mail.Subject);
        Assert.Equal("\"Demo Shop\" <chat@demo.example>", mail.From.ToString());
        Assert.Equal("anna@shop.example", mail.To.ToString());
        Assert.Equal("\"Demo Shop\" <help@demo.example>", mail.ReplyTo.ToString());
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("en", mail.Body?.Headers[HeaderId.ContentLanguage]);
        Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.Contains("It left our house on Monday,\n       and is with you tomorrow.", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("<script>alert('a')</script> & so on", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;a&#39;)&lt;/script&gt; &amp; so on", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        foreach (var body in new[] { mail.TextBody, mail.HtmlBody })
        {
            Assert.Contains("Anna Jones", body, StringComparison.Ordinal);
            Assert.Contains("Europe/Berlin (UTC+01:00)", body, StringComparison.Ordinal);
            Assert.Contains(id, body, StringComparison.Ordinal);
            Assert.Contains(Running.DemoAddress.GetLeftPart(UriPartial.Authority), body, StringComparison.Ordinal);
            Assert.DoesNotContain("She asked before", body, StringComparison.Ordinal);
            Assert.DoesNotContain("set the contact", body, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("It left our house", Running.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("anna@shop.example", Running.Output, StringComparison.Ordinal);
        await Look(mail, "transcript-english");
    }

    [Fact]
    public async Task A_transcript_speaks_German_and_waits_for_a_mail_server_that_is_away()
    {
        await Server.Stop();
        var (olivia, mia, _) = await Chat();
        await olivia.Run("$locale de", "Olivia set the language to German");
        await olivia.Run("$name Änne Müller", "Olivia named the contact Änne Müller");
        await olivia.Say("Ihr Paket ist unterwegs.");
        await mia.Shows("Ihr Paket ist unterwegs.");
        await olivia.Run("$dispatch chefin@shop.example", "Olivia asked for the transcript to be mailed to chefin@shop.example");

        await Server.Restart();
        await Expect(olivia.Timeline.GetByText("The transcript was mailed to chefin@shop.example"))
            .ToBeVisibleAsync(new() { Timeout = (float)ArrivesWithin.TotalMilliseconds });
        var mail = Assert.Single(await Mails(1));
        Assert.Equal("Demo Shop: Gespräch mit Änne Müller", mail.Subject);
        Assert.Contains("Olivia hat dieses Gespräch an Sie weitergeleitet.", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Gespräch fortsetzen", mail.HtmlBody, StringComparison.Ordinal);
        await Look(mail, "transcript-german");
    }

    private protected override async Task<IRunningProduct> StartProduct()
    {
        server = await MailServer.Start();
        return await base.StartProduct();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private async Task<(Desk Olivia, Shop Mia, string Conversation)> Chat()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Where is my parcel?");
        await olivia.Open(Desk.Row(olivia.Mine, "Where is my parcel?"));
        return (olivia, mia, olivia.Page.Url.Split('/')[^1]);
    }

    private async Task<IReadOnlyList<MimeMessage>> Mails(int count)
    {
        await Poll.Until(() => Server.Files.Count >= count, $"{count} mails arrive", ArrivesWithin);
        return [.. Server.Files.Select(file => MimeMessage.Load(file))];
    }

    /// <summary>As a mail program shows it: bright, in the dark, on a phone.</summary>
    private async Task Look(MimeMessage mail, string name)
    {
        foreach (var (colors, width) in new[] { (ColorScheme.Light, 900), (ColorScheme.Dark, 900), (ColorScheme.Light, 390) })
        {
            var page = await Page(await Chromium.Visitor(colors));
            await page.SetViewportSizeAsync(width, 800);
            await page.SetContentAsync(mail.HtmlBody!);
            Assert.Equal(0, await page.Locator("script, img, link, iframe").CountAsync());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "It is wider than the screen.");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, $"{name}-{colors}-{width}.png".ToLowerInvariant()), FullPage = true });
        }
    }
}
