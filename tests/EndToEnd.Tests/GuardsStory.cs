using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Operators see who else is at a conversation and what the visitor is about to say, and are asked before words cross.</summary>
[Trait("Story", "guards")]
public sealed class GuardsStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task Operators_see_each_other_and_what_the_visitor_is_typing()
    {
        var (olivia, omar, mia) = await Three();
        await Expect(omar.Foot.GetByText("Olivia is looking at this too")).ToBeVisibleAsync();
        await Expect(olivia.Foot.GetByText("Omar is looking at this too")).ToBeVisibleAsync();
        await olivia.Type("It is");
        await Expect(omar.Foot.GetByText("Olivia is writing…")).ToBeVisibleAsync();

        await Expect(mia.Widget.GetByText("We can see what you write before you send it.")).ToBeVisibleAsync();
        await mia.Composer.PressSequentiallyAsync("Please hur");
        await Expect(olivia.Timeline.GetByText("Please hur", new() { Exact = true })).ToBeVisibleAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "guards-preview.png") });
        await mia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "guards-widget.png") });
        await mia.Say("Please, soon");
        await olivia.Shows("Please, soon");
        await Expect(olivia.Timeline.GetByText("Please hur")).ToHaveCountAsync(0);

        await omar.Page.GotoAsync(new Uri(Running.Address, "/app/inbox").ToString());
        await Expect(olivia.Foot.GetByText("Omar is looking at this too")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_began_before_another_answered_is_asked_first()
    {
        var (olivia, omar, mia) = await Three();
        await olivia.Composer.FillAsync("I will look it up.");
        await omar.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await omar.Say("It comes tomorrow.");
        await mia.Shows("It comes tomorrow.");
        await olivia.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(olivia.Composer).ToHaveValueAsync("I will look it up.");

        await olivia.Composer.PressAsync("Enter");
        var question = olivia.Page.GetByRole(AriaRole.Alertdialog);
        await Expect(question).ToContainTextAsync("Omar has written since you began. Send it anyway?");
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "guards-question.png") });
        await question.GetByRole(AriaRole.Button, new() { Name = "Keep writing" }).ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        await Expect(mia.Timeline.GetByText("I will look it up.")).ToHaveCountAsync(0);
        await olivia.Composer.PressAsync("Enter");
        await question.GetByRole(AriaRole.Button, new() { Name = "Send anyway" }).ClickAsync();
        await mia.Shows("I will look it up.");
        // What is begun now is begun with his answer before her eyes.
        await olivia.Say("Yes, tomorrow.");
        await mia.Shows("Yes, tomorrow.");
    }

    private async Task<(Desk Olivia, Desk Omar, Shop Mia)> Three()
    {
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Where is my parcel?");
        var omar = await OperatorAt(Demo.Omar);
        var olivia = await OperatorAt(Demo.Olivia);
        await omar.Open(Desk.Row(omar.Unassigned, "Where is my parcel?"));
        await olivia.Open(Desk.Row(olivia.Unassigned, "Where is my parcel?"));
        await olivia.AssignToMe.ClickAsync();
        await Expect(olivia.Composer).ToBeVisibleAsync();
        return (olivia, omar, mia);
    }
}
