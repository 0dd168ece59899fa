using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Operators leave notes for each other, change them, and call each other; the visitor never sees any of it.</summary>
[Trait("Story", "notes")]
public sealed class NotesStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task Notes_are_written_in_Markdown_edited_deleted_and_call_a_colleague()
    {
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Where is my parcel?");
        var omar = await OperatorAt(Demo.Omar);
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.Open(Desk.Row(olivia.Unassigned, "Where is my parcel?"));
        await olivia.AssignToMe.ClickAsync();
        await Expect(olivia.Composer).ToBeVisibleAsync();

        await olivia.Page.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true }).ClickAsync();
        var field = olivia.Page.GetByRole(AriaRole.Textbox, new() { Name = "Note for operators" });
        await field.PressSequentiallyAsync("Asked **twice** <b>before</b>, see [the list](https://shop.example/list) @om");
        await Expect(olivia.Suggestions.GetByRole(AriaRole.Option)).ToHaveTextAsync(["@Omar "]);
        await field.PressAsync("Enter");
        await field.PressAsync("Enter");
        var shown = olivia.Timeline.GetByText("twice", new() { Exact = true });
        await Expect(shown).ToHaveCSSAsync("font-weight", "700");
        await Expect(olivia.Timeline.GetByText("<b>before</b>")).ToBeVisibleAsync();
        await Expect(olivia.Timeline.GetByRole(AriaRole.Link, new() { Name = "the list" })).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
        await Expect(Panel(olivia).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "notes.png") });

        var mention = omar.Page.GetByRole(AriaRole.Link, new() { Name = "Olivia named you in a note" });
        await Expect(mention).ToBeVisibleAsync();
        await omar.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "notes-mention.png") });
        await mention.ClickAsync();
        await Expect(omar.Timeline.GetByText("@Omar")).ToBeVisibleAsync();
        await Expect(omar.Page.GetByText("named you in a note")).ToHaveCountAsync(0);

        await olivia.Timeline.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        var dialog = olivia.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("- asked once\n- asked again");
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "notes-edit.png") });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(omar.Timeline.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["asked once", "asked again"]);
        await omar.Tells("Olivia edited a note");

        await Panel(olivia).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await omar.Tells("Olivia deleted a note");
        await Expect(omar.Timeline.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        await Expect(olivia.Page.GetByText("No notes yet.")).ToBeVisibleAsync();

        await olivia.Page.GetByRole(AriaRole.Button, new() { Name = "Message", Exact = true }).ClickAsync();
        await olivia.Say("It comes tomorrow.");
        await mia.Shows("It comes tomorrow.");
        await Expect(mia.Timeline.GetByText("asked")).ToHaveCountAsync(0);
        await Expect(mia.Timeline.GetByText("note")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Notes_are_there_in_German_in_the_dark_and_on_a_phone()
    {
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Hallo?");
        var page = await Page(await Chromium.Visitor(ColorScheme.Dark));
        await page.AddInitScriptAsync("localStorage.setItem('messagecenter.settings', JSON.stringify({ language: 'de' }))");
        await page.SetViewportSizeAsync(390, 760);
        await page.GotoAsync(Running.Address.ToString());
        await page.GetByLabel("E-Mail").FillAsync(Demo.Olivia);
        await page.GetByLabel("Passwort", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
        await page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Hallo?" }).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Notiz hinzufügen" }).First.ClickAsync();
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = "Notiz für das Team" });
        await field.FillAsync("**Wichtig:** zurückrufen\n1. Lager\n2. `Spedition`");
        await field.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Nachrichten", Exact = true }).GetByText("Wichtig:")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "notes-german-phone.png") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Informationen" }).ClickAsync();
        var panel = page.GetByRole(AriaRole.List, new() { Name = "Notizen" });
        await Expect(panel.GetByText("Wichtig:")).ToBeVisibleAsync();
        await panel.ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "notes-german-phone-panel.png") });
    }

    private static ILocator Panel(Desk desk) => desk.Page.GetByRole(AriaRole.List, new() { Name = "Notes", Exact = true });
}
