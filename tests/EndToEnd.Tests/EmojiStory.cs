using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Both sides pick emoji: found by a word, put where the caret stands, and the last ones are remembered.</summary>
[Trait("Story", "emoji")]
public sealed class EmojiStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task A_visitor_finds_an_emoji_by_keyboard_and_finds_it_first_the_next_time()
    {
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.StartButton.ClickAsync();
        await mia.Composer.FillAsync("Hello there");
        await mia.Composer.PressAsync("Home");
        await OpenPicker(mia);
        var search = mia.Widget.GetByRole(AriaRole.Searchbox, new() { Name = "Find an emoji" });
        await Expect(search).ToBeFocusedAsync();
        await search.PressSequentiallyAsync("parrot");
        await Expect(Emoji(mia)).ToHaveCountAsync(1);
        await mia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "emoji-widget.png") });
        await search.PressAsync("ArrowDown");
        await mia.Page.Keyboard.PressAsync("Enter");
        await Expect(mia.Composer).ToHaveValueAsync("🦜Hello there");
        await Expect(mia.Composer).ToBeFocusedAsync();

        await mia.Page.ReloadAsync();
        await mia.OpenWidget();
        await Expect(mia.StartButton.Or(mia.Composer)).ToBeVisibleAsync();
        if (await mia.StartButton.IsVisibleAsync())
        {
            await mia.StartButton.ClickAsync();
        }
        await Expect(mia.Composer).ToHaveValueAsync("🦜Hello there");
        await OpenPicker(mia);
        await Expect(Emoji(mia).First).ToHaveTextAsync("🦜");
        await mia.Page.Keyboard.PressAsync("Escape");
        await Expect(Emoji(mia)).ToHaveCountAsync(0);
        await mia.Composer.PressAsync("Enter");
        await mia.Shows("🦜Hello there");
    }

    [Fact]
    public async Task An_operator_finds_an_emoji_and_it_stands_at_the_caret()
    {
        var olivia = await OperatorAt(Demo.Olivia, ColorScheme.Dark);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Hello?");
        await olivia.Open(Desk.Row(olivia.Mine, "Hello?"));
        await olivia.Composer.FillAsync("Good  news");
        await olivia.Composer.EvaluateAsync("field => field.setSelectionRange(5, 5)");
        await olivia.Page.GetByRole(AriaRole.Button, new() { Name = "Insert emoji" }).ClickAsync();
        var search = olivia.Page.Locator("emoji-picker input[type=search]");
        await search.FillAsync("parrot");
        var found = olivia.Page.Locator("emoji-picker [role=option]").Filter(new() { HasText = "🦜" });
        await Expect(found).ToBeVisibleAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "emoji-desk.png") });
        await search.PressAsync("ArrowDown");
        await olivia.Page.Keyboard.PressAsync("Enter");
        await Expect(olivia.Composer).ToHaveValueAsync("Good 🦜 news");
        await olivia.Page.ReloadAsync();
        await Expect(olivia.Composer).ToHaveValueAsync("Good 🦜 news");
        await olivia.Composer.PressAsync("Enter");
        await mia.Shows("Good 🦜 news");
        await Expect(olivia.Composer).ToHaveValueAsync("");
        await olivia.Page.ReloadAsync();
        await Expect(olivia.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task The_picker_fits_a_small_phone_in_the_dark()
    {
        var context = await Chromium.Visitor(ColorScheme.Dark);
        var mia = new Shop(await Page(context), Running);
        await mia.Page.SetViewportSizeAsync(320, 568);
        await mia.Enter();
        await mia.OpenWidget();
        await mia.StartButton.ClickAsync();
        await OpenPicker(mia);
        var picker = mia.Widget.GetByRole(AriaRole.Dialog, new() { Name = "Choose an emoji" });
        var place = await picker.BoundingBoxAsync();
        Assert.NotNull(place);
        Assert.InRange(place.X, 0, 320 - place.Width);
        Assert.InRange(place.Y, 0, 568 - place.Height);
        await mia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "emoji-phone.png") });
    }

    private static ILocator Emoji(Shop shop) => shop.Widget.Locator(".emoji-grid button");

    private static async Task OpenPicker(Shop shop)
    {
        await shop.Widget.GetByRole(AriaRole.Button, new() { Name = "Choose an emoji" }).ClickAsync();
        // All of them, and not only the few that are there at once.
        await Expect(Emoji(shop).Nth(500)).ToBeAttachedAsync();
    }
}
