using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>The server dies without a word while both write, and comes back.</summary>
[Trait("Story", "reconnect")]
public sealed class ReconnectStory(Chromium chromium) : Story(chromium)
{
    private static readonly string[] Said =
    [
        "Before one", "Before two", "Before three", "Before four", "Visitor while away", "Olivia while away", "After all",
    ];

    [Fact]
    public async Task Both_sides_keep_what_was_typed_and_queued_and_go_on_by_themselves()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Before one");
        await olivia.Open(Desk.Row(olivia.Mine, "Before one"));
        await olivia.Say("Before two");
        await mia.Shows("Before two");
        await mia.Say("Before three");
        await olivia.Shows("Before three");
        await olivia.Say("Before four");
        await mia.Shows("Before four");
        await mia.Composer.PressSequentiallyAsync("Visitor while");
        await olivia.Composer.PressSequentiallyAsync("Olivia while");

        await Product.Kill();
        await Expect(mia.Reconnecting).ToBeVisibleAsync(new() { Timeout = Waits.AfterGrace });
        await Expect(olivia.Reconnecting).ToBeVisibleAsync(new() { Timeout = Waits.AfterGrace });
        await Expect(mia.Composer).ToHaveValueAsync("Visitor while");
        await Expect(olivia.Composer).ToHaveValueAsync("Olivia while");
        await mia.Say("Visitor while away");
        await mia.Shows("Visitor while away");
        await mia.ShowsDelivery("Waiting to be sent");
        await mia.Composer.FillAsync("Kept by the visitor");
        await olivia.Composer.FillAsync("Kept by Olivia");

        await Product.Restart();
        await Expect(mia.Reconnecting).ToBeHiddenAsync(new() { Timeout = Waits.AfterGrace });
        await Expect(olivia.Reconnecting).ToBeHiddenAsync(new() { Timeout = Waits.AfterGrace });
        await olivia.Shows("Visitor while away");
        await Expect(mia.Composer).ToHaveValueAsync("Kept by the visitor");
        await Expect(olivia.Composer).ToHaveValueAsync("Kept by Olivia");

        await Product.Kill();
        await Expect(olivia.Reconnecting).ToBeVisibleAsync(new() { Timeout = Waits.AfterGrace });
        await olivia.Say("Olivia while away");
        await olivia.Shows("Olivia while away");
        await Product.Restart();
        await Expect(olivia.Reconnecting).ToBeHiddenAsync(new() { Timeout = Waits.AfterGrace });
        await mia.Shows("Olivia while away");
        await mia.Say("After all");
        await olivia.Shows("After all");

        await ShowsAllInOrder(mia.Timeline);
        await ShowsAllInOrder(olivia.Timeline);
    }

    private static async Task ShowsAllInOrder(ILocator timeline)
    {
        foreach (var text in Said)
        {
            await Expect(timeline.GetByText(text, new() { Exact = true })).ToHaveCountAsync(1);
        }
        var all = await timeline.InnerTextAsync();
        var places = Said.Select(text => all.IndexOf(text, StringComparison.Ordinal)).ToArray();
        Assert.Equal(places.Order(), places);
    }
}
