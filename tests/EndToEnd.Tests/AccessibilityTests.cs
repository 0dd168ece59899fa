using Deque.AxeCore.Playwright;
using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>No automatically detectable barrier, in light and dark.</summary>
public sealed class AccessibilityTests(Chromium chromium) : Story(chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Widget_and_dashboard_have_no_violation(ColorScheme colors)
    {
        var door = await Page(await Chromium.Visitor(colors));
        await door.GotoAsync(Product.Address.ToString());
        await Expect(door.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await HasNoViolation(door, "sign-in");

        var olivia = await OperatorAt(Demo.Olivia, colors);
        await HasNoViolation(olivia.Page, "inbox without conversations");
        await olivia.GoOnline();
        var mia = await VisitorInShop(colors);
        await mia.OpenWidget();
        await Expect(mia.StartButton).ToBeVisibleAsync();
        await HasNoViolation(mia.Page, "widget board");
        await mia.Start("Is this readable?");
        await mia.Tells("You're chatting live with Olivia.");
        await olivia.Open(Desk.Row(olivia.Mine, "Is this readable?"));
        await olivia.Say("I hope so.");
        await mia.Shows("I hope so.");
        await HasNoViolation(mia.Page, "widget conversation");
        await HasNoViolation(olivia.Page, "dashboard conversation");
        await olivia.Type("$");
        await Expect(olivia.Suggestions).ToBeVisibleAsync();
        await HasNoViolation(olivia.Page, "dashboard suggestions");
        await olivia.Composer.FillAsync("Hello {contact.name}\n$name Anna\n$nmae Berta");
        await Expect(olivia.Preview.Filter(new() { HasText = "There is no command $nmae." })).ToBeVisibleAsync();
        await HasNoViolation(olivia.Page, "dashboard preview");
        await olivia.Say("$name Anna");
        await olivia.Tells("Olivia named the contact Anna");
        await HasNoViolation(olivia.Page, "dashboard line with undo");
        await mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Choose an emoji" }).ClickAsync();
        // One is looked at: two thousand alike would only take their time.
        await mia.Widget.GetByRole(AriaRole.Searchbox).FillAsync("parrot");
        await Expect(mia.Widget.Locator(".emoji-grid button")).ToHaveCountAsync(1);
        await HasNoViolation(mia.Page, "widget emoji");
        await mia.Page.Keyboard.PressAsync("Escape");
        await olivia.EndConversation();
        await Expect(mia.Widget.GetByText("How was it?")).ToBeVisibleAsync();
        await HasNoViolation(mia.Page, "widget rating");
    }

    private static async Task HasNoViolation(IPage page, string screen)
    {
        var result = await page.RunAxe();
        var found = result.Violations.SelectMany(violation => violation.Nodes.Select(node =>
            $"{violation.Id}: {violation.Help}\n    {node.Html}\n    {string.Join(' ', node.Any.Select(check => check.Message))}"));
        Assert.True(result.Violations.Length == 0, $"{screen}:\n{string.Join('\n', found)}");
    }
}
