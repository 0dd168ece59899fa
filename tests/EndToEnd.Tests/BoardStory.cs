using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Several conversations at once, and everything is there after a reload and after the browser was closed.</summary>
[Trait("Story", "board")]
public sealed class BoardStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task Several_conversations_survive_reload_and_the_end_of_the_browser()
    {
        var profile = Directory.CreateTempSubdirectory("messagecenter-profile-").FullName;
        try
        {
            await Tell(profile);
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    private async Task Tell(string profile)
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var browser = await Chromium.Resident(profile);
        var mia = await VisitorInShop(browser);
        await mia.OpenWidget();
        await mia.Start("About my parcel");
        await mia.BackToBoard();
        await mia.Start("About my invoice");
        await mia.BackToBoard();
        await Expect(mia.Conversations).ToHaveCountAsync(2);

        await olivia.Open(Desk.Row(olivia.Mine, "About my parcel"));
        await olivia.Say("It comes tomorrow.");
        await ShowsBoard(mia);

        await mia.Page.ReloadAsync();
        await OpenBoard(mia);
        await ShowsBoard(mia);

        await browser.CloseAsync();
        browser = await Chromium.Resident(profile);
        mia = await VisitorInShop(browser);
        await OpenBoard(mia);
        await ShowsBoard(mia);

        await mia.Conversations.Filter(new() { HasText = "It comes tomorrow." }).GetByRole(AriaRole.Button).ClickAsync();
        await mia.Shows("About my parcel");
        await mia.Shows("It comes tomorrow.");
        await mia.BackToBoard();
        await Expect(mia.Widget.GetByText("1 unread message")).ToHaveCountAsync(0);
        await mia.Conversations.Filter(new() { HasText = "About my invoice" }).GetByRole(AriaRole.Button).ClickAsync();
        await mia.Shows("About my invoice");
        await mia.Say("Still there?");
        await Expect(Desk.Row(olivia.Mine, "Still there?")).ToBeVisibleAsync();
    }

    private static async Task ShowsBoard(Shop mia)
    {
        await Expect(mia.Conversations).ToHaveCountAsync(2);
        var answered = mia.Conversations.Filter(new() { HasText = "It comes tomorrow." });
        await Expect(answered.GetByText("1 unread message")).ToBeAttachedAsync();
        await Expect(mia.Conversations.Filter(new() { HasText = "About my invoice" })).ToBeVisibleAsync();
    }

    private static async Task OpenBoard(Shop mia)
    {
        await mia.OpenWidget();
        if (await mia.Composer.IsVisibleAsync())
        {
            await mia.BackToBoard();
        }
    }
}
