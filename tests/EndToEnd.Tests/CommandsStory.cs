using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>An operator types commands: she sees what they will do, what they did, and takes it back; the visitor sees nothing.</summary>
[Trait("Story", "commands")]
public sealed class CommandsStory(Chromium chromium) : Story(chromium)
{
    /// <summary>A mail server is set up, and is not there.</summary>
    private protected override ProductOptions Beginning => base.Beginning with { Settings = MailServer.SettingsOf(MailServer.FreePort()) };

    [Fact]
    public async Task Commands_are_completed_previewed_carried_out_and_taken_back()
    {
        var (olivia, mia) = await Chat();

        await olivia.Type("$na");
        await Expect(olivia.Suggestions.GetByRole(AriaRole.Option)).ToContainTextAsync(["$name"]);
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "commands-list.png") });
        await olivia.Composer.PressAsync("Enter");
        await Expect(olivia.Composer).ToHaveValueAsync("$name ");
        await olivia.Type("Anna");
        await Expect(olivia.Preview.Filter(new() { HasText = "Names the contact Anna." })).ToBeVisibleAsync();
        await olivia.Composer.PressAsync("Enter");
        await olivia.Tells("Olivia named the contact Anna");
        await Expect(olivia.Composer).ToHaveValueAsync("");
        await Expect(olivia.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message to Anna" })).ToBeVisibleAsync();

        await olivia.Type("$topic deli");
        await olivia.Composer.PressAsync("Tab");
        await Expect(olivia.Composer).ToHaveValueAsync("$topic Delivery");
        await olivia.Composer.PressAsync("Enter");
        await olivia.Tells("Olivia added the topic Delivery");
        await Undo(olivia, "added the topic Delivery").ClickAsync();
        await olivia.Tells("Olivia removed the topic Delivery");
        await Expect(Undo(olivia, "added the topic Delivery")).ToHaveCountAsync(0);

        await olivia.Run("$email anna@shop.example", "Olivia set the contact’s e-mail to anna@shop.example");
        await olivia.Run("$locale de", "Olivia set the language to German");
        await olivia.Run("$dispatch boss@shop.example", "Olivia asked for the transcript to be mailed to boss@shop.example");
        await olivia.Run("$note She asked before.", "She asked before.");
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "commands-done.png") });

        await olivia.Say("It comes tomorrow.");
        await mia.Shows("It comes tomorrow.");
        foreach (var hidden in new[] { "Anna", "Delivery", "boss@shop.example", "She asked before." })
        {
            await Expect(mia.Timeline.GetByText(hidden)).ToHaveCountAsync(0);
        }

        await olivia.Say("$status ended");
        await Expect(olivia.Foot.GetByText("This conversation has ended.")).ToBeVisibleAsync();
        await olivia.Act("Send transcript", "To the contact");
        await olivia.Tells("Olivia asked for the transcript to be mailed to the contact, anna@shop.example");
    }

    [Fact]
    public async Task What_is_no_command_is_never_sent_and_stays_until_it_is_mended()
    {
        var (olivia, mia) = await Chat();

        await olivia.Say("$nmae Anna");
        await Expect(olivia.Preview.Filter(new() { HasText = "There is no command $nmae." })).ToBeVisibleAsync();
        await Expect(olivia.Composer).ToHaveValueAsync("$nmae Anna");
        await olivia.Say("$email anna");
        await Expect(olivia.Preview.Filter(new() { HasText = "Write one e-mail address behind $email." })).ToBeVisibleAsync();
        await Expect(olivia.Composer).ToHaveValueAsync("$email anna");
        await olivia.Say("$help");
        await Expect(olivia.Suggestions.GetByRole(AriaRole.Option)).ToHaveCountAsync(9);
        await olivia.Composer.PressAsync("Escape");
        await olivia.Say("$$name is what I type. $5 is the price.");
        await mia.Shows("$name is what I type. $5 is the price.");
        await olivia.Say("$5 is the price.");
        await mia.Shows("$5 is the price.");
        await Expect(mia.Timeline.GetByText("nmae")).ToHaveCountAsync(0);

        await mia.Say("$note I am a visitor");
        await olivia.Shows("$note I am a visitor");
    }

    [Fact]
    public async Task Commands_are_there_in_German_in_the_dark_and_on_a_phone()
    {
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Hallo?");
        var context = await Chromium.Visitor(ColorScheme.Dark);
        var page = await Page(context);
        await page.AddInitScriptAsync("localStorage.setItem('messagecenter.settings', JSON.stringify({ language: 'de' }))");
        await page.SetViewportSizeAsync(360, 700);
        await page.GotoAsync(Running.Address.ToString());
        await page.GetByLabel("E-Mail").FillAsync(Demo.Olivia);
        await page.GetByLabel("Passwort", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
        await page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Hallo?" }).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mir zuweisen" }).ClickAsync();
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = "Nachricht an" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Befehle" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(9);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "commands-german-phone.png") });
        await field.PressSequentiallyAsync("name Anna");
        await Expect(page.GetByText("Nennt den Kontakt Anna.")).ToBeVisibleAsync();
        await field.PressAsync("Enter");
        await Expect(page.GetByText("Olivia hat den Kontakt Anna genannt")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "commands-german-phone-done.png") });
    }

    private static ILocator Undo(Desk desk, string line) =>
        desk.Timeline.Locator("div").Filter(new() { HasText = line }).Last.GetByRole(AriaRole.Button, new() { Name = "Undo" });

    private async Task<(Desk Olivia, Shop Mia)> Chat()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Where is my parcel?");
        await olivia.Open(Desk.Row(olivia.Mine, "Where is my parcel?"));
        return (olivia, mia);
    }
}
