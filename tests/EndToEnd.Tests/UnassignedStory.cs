using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Nobody is online: the conversation waits, and whoever takes it first has it.</summary>
[Trait("Story", "unassigned")]
public sealed class UnassignedStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task A_conversation_nobody_could_take_is_assigned_by_hand()
    {
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Do you open on Sunday?");
        await mia.Tells("Nobody is free right now.");

        var olivia = await OperatorAt(Demo.Olivia);
        var row = Desk.Row(olivia.Unassigned, "Do you open on Sunday?");
        await Expect(row).ToContainTextAsync("New");
        await Expect(Desk.Mark(row, "Nobody yet")).ToBeVisibleAsync();
        await olivia.Open(row);
        await Expect(olivia.Foot.GetByText("Nobody has this conversation yet.")).ToBeVisibleAsync();
        await olivia.AssignToMe.ClickAsync();

        await Expect(Desk.Row(olivia.Mine, "Do you open on Sunday?")).ToBeVisibleAsync();
        await Expect(olivia.Unassigned.GetByText("Everybody has somebody.")).ToBeVisibleAsync();
        await olivia.Say("Yes, from ten to four.");
        await mia.Shows("Yes, from ten to four.");
        await mia.Tells("Olivia will answer here as soon as possible.");
    }

    [Fact]
    public async Task Two_take_it_at_once_and_one_is_told_who_has_it()
    {
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Anybody there?");
        var olivia = await OperatorAt(Demo.Olivia);
        var omar = await OperatorAt(Demo.Omar);
        var buttons = new List<IElementHandle>();
        foreach (var desk in new[] { olivia, omar })
        {
            await desk.Open(Desk.Row(desk.Unassigned, "Anybody there?"));
            await Expect(desk.AssignToMe).ToBeEnabledAsync();
            buttons.Add(await desk.AssignToMe.ElementHandleAsync());
        }

        // The buttons that are there now: to look for them once more would give one a head start, or find that the other was faster.
        await Task.WhenAll(buttons.Select(button => button.DispatchEventAsync("click")));

        await Expect(olivia.Composer.Or(olivia.Foot.GetByText("Omar has this conversation.").First)).ToBeVisibleAsync();
        await Expect(omar.Composer.Or(omar.Foot.GetByText("Olivia has this conversation.").First)).ToBeVisibleAsync();
        var hasOlivia = await olivia.Composer.IsVisibleAsync();
        Assert.NotEqual(hasOlivia, await omar.Composer.IsVisibleAsync());
        var (winner, text) = hasOlivia ? (olivia, "Olivia is here.") : (omar, "Omar is here.");
        await winner.Say(text);
        await mia.Shows(text);
    }
}
