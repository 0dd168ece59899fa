using System.Text.RegularExpressions;

namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>The demo shop with the widget, as a visitor uses it.</summary>
internal sealed partial class Shop(IPage page, IRunningProduct product)
{
    public IPage Page => page;

    public ILocator Launcher => page.GetByRole(AriaRole.Button, new() { NameRegex = OpenChat() });

    public IFrameLocator Widget => page.FrameLocator("iframe[title='Chat']");

    public ILocator Composer => Widget.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

    public ILocator Timeline => Widget.GetByRole(AriaRole.Region, new() { Name = "Messages so far", Exact = true });

    public ILocator StartButton => Widget.GetByRole(AriaRole.Button, new() { NameRegex = StartConversation() });

    public ILocator Reconnecting => Widget.GetByText("Reconnecting… your messages are kept.");

    /// <summary>The rows of the board.</summary>
    public ILocator Conversations =>
        Widget.GetByRole(AriaRole.Region, new() { Name = "Your conversations" }).GetByRole(AriaRole.Listitem);

    public async Task Enter() => await page.GotoAsync(product.DemoAddress.ToString());

    public async Task OpenWidget()
    {
        await Launcher.ClickAsync();
        await Expect(Widget.Locator("main")).ToBeVisibleAsync();
    }

    /// <summary>From the board: a new conversation.</summary>
    public async Task Start(string text)
    {
        await StartButton.ClickAsync();
        await Say(text);
        await Shows(text);
    }

    public async Task Say(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    public async Task Shows(string text) =>
        await Expect(Timeline.Locator(".bubble").GetByText(text, new() { Exact = true })).ToHaveCountAsync(1);

    /// <summary>What the widget says about who answers and when.</summary>
    public async Task Tells(string words) =>
        await Expect(Widget.GetByRole(AriaRole.Status).Filter(new() { HasText = words }))
            .ToBeVisibleAsync(new() { Timeout = Waits.AfterGrace });

    /// <summary>How far the newest own message has come.</summary>
    public async Task ShowsDelivery(string word) =>
        await Expect(Timeline.Locator("[data-delivery]").Last).ToContainTextAsync(word, new() { Timeout = Waits.Soon });

    public async Task BackToBoard()
    {
        await Widget.GetByRole(AriaRole.Button, new() { Name = "Back to your conversations" }).ClickAsync();
        await Expect(StartButton).ToBeVisibleAsync();
    }

    [GeneratedRegex("^Open chat")]
    private static partial Regex OpenChat();

    [GeneratedRegex("^Start a conversation")]
    private static partial Regex StartConversation();
}
