using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>A visitor writes, an operator answers at once, they talk, it ends, it is rated.</summary>
[Trait("Story", "live-chat")]
public sealed class LiveChatStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task Visitor_and_operator_chat_live_until_the_end_and_the_rating()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await Expect(olivia.Page.GetByText("You are away.")).ToBeVisibleAsync();
        await olivia.GoOnline();

        var mia = await VisitorInShop();
        await Expect(mia.Launcher).ToBeVisibleAsync();
        await mia.OpenWidget();
        await mia.Start("Where is my parcel?");

        var row = Desk.Row(olivia.Mine, "Where is my parcel?");
        await Expect(Desk.Mark(row, "Live")).ToBeVisibleAsync();
        await Expect(Desk.Mark(row, "1 unread message")).ToBeVisibleAsync();
        await Expect(olivia.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\(1\)"));
        await Poll.Until(async () => await olivia.Tones() > 0, "the dashboard rings for a new live conversation");
        await mia.Tells("You're chatting live with Olivia.");
        await mia.ShowsDelivery("Delivered");

        await olivia.Open(row);
        await mia.ShowsDelivery("Read");
        await Expect(Desk.Mark(row, "1 unread message")).ToBeHiddenAsync();

        await TheyTalk(olivia, mia);
        await TheyEnd(olivia, mia);
    }

    private static async Task TheyTalk(Desk olivia, Shop mia)
    {
        await olivia.Composer.PressSequentiallyAsync("I'll look it up", new() { Delay = 20 });
        await Expect(mia.Widget.GetByText("Olivia is typing")).ToBeAttachedAsync();
        await olivia.Say("I'll look it up for you.");
        await mia.Shows("I'll look it up for you.");
        await Expect(olivia.Timeline.Locator("[data-delivery=read]")).ToBeVisibleAsync();

        await mia.Composer.PressSequentiallyAsync("Thank", new() { Delay = 20 });
        await Expect(olivia.Timeline.GetByText("is typing…")).ToBeVisibleAsync();
        await mia.Say("Thank you 😀");
        await mia.Composer.FillAsync("It is this one:");
        await mia.Composer.PressAsync("Shift+Enter");
        await mia.Composer.PressSequentiallyAsync("https://shop.example/orders/12");
        await mia.Composer.PressAsync("Enter");
        await olivia.Shows("Thank you 😀");

        var link = olivia.Timeline.GetByRole(AriaRole.Link, new() { Name = "https://shop.example/orders/12" });
        await Expect(link).ToHaveAttributeAsync("href", "https://shop.example/orders/12");
        await Expect(link).ToHaveAttributeAsync("rel", new System.Text.RegularExpressions.Regex("noopener"));
        var lines = await olivia.Timeline.GetByText("It is this one:").First.InnerTextAsync();
        Assert.Contains("It is this one:\n", lines, StringComparison.Ordinal);

        // One day, one separator; what was said in a row stands in one group.
        await Expect(mia.Timeline.GetByText("Today", new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(olivia.Timeline.GetByText("Today", new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(mia.Timeline.GetByRole(AriaRole.Group, new() { Name = "You" }).Last.Locator(".bubble")).ToHaveCountAsync(2);
        await Expect(mia.Timeline.GetByRole(AriaRole.Group, new() { Name = "Olivia" }).Locator("time")).ToBeVisibleAsync();
    }

    private static async Task TheyEnd(Desk olivia, Shop mia)
    {
        await olivia.EndConversation();
        await Expect(mia.Widget.GetByText("How was it?")).ToBeVisibleAsync();
        await mia.Widget.GetByRole(AriaRole.Radio, new() { NameRegex = new("^4 stars") }).CheckAsync(new() { Force = true });
        await mia.Widget.GetByRole(AriaRole.Textbox, new() { Name = "Tell us more (optional)" }).FillAsync("Quick and kind");
        await mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Send rating" }).ClickAsync();
        await Expect(mia.Widget.GetByText("Thank you.", new() { Exact = true })).ToBeVisibleAsync();

        await Expect(olivia.Timeline.GetByRole(AriaRole.Img, new() { Name = "4 of 5 stars" })).ToBeVisibleAsync();
        await olivia.Shows("Quick and kind");
    }
}
