using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Two silos and two fronts behind one address: first one front dies in the middle of a chat, then one silo.</summary>
[Trait("Story", "cluster")]
public sealed class ClusterStory(Chromium chromium) : Story(chromium)
{
    private ClusterProduct Cluster => (ClusterProduct)Running;

    [Fact]
    public async Task A_live_chat_goes_on_over_whichever_front_and_silo_are_left()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Is anybody there?");
        await mia.Tells("You're chatting live with Olivia.");
        await olivia.Open(Desk.Row(olivia.Mine, "Is anybody there?"));
        await olivia.Say("I am.");
        await mia.Shows("I am.");

        await Cluster.Kill("front-1");
        await mia.Say("Even now?");
        await Arrives(olivia.Timeline, "Even now?");
        await olivia.Say("Even now.");
        await Arrives(mia.Timeline, "Even now.");

        await Cluster.Kill("silo-1");
        await mia.Say("And now?");
        await Arrives(olivia.Timeline, "And now?");
        await olivia.Say("And now.");
        await Arrives(mia.Timeline, "And now.");
        await olivia.ShowsSlots(1, 3);

        await olivia.EndConversation();
        await Expect(mia.Widget.GetByText("How was it?")).ToBeVisibleAsync(new() { Timeout = Waits.AfterGrace });
    }

    private protected override async Task<IRunningProduct> StartProduct() => await ClusterProduct.Start(2, 2, Password);

    /// <summary>Once, though client and server may both have tried again.</summary>
    private static async Task Arrives(ILocator timeline, string text) => await Expect(timeline.GetByText(text, new() { Exact = true }))
        .ToHaveCountAsync(1, new() { Timeout = Waits.AfterGrace });
}
