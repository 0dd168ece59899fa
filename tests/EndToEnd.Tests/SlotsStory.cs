using System.Text.RegularExpressions;
using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Live conversations take slots; who finds none waits in line; who leaves gives the slot back.</summary>
[Trait("Story", "slots")]
public sealed partial class SlotsStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task Who_finds_no_free_slot_is_first_in_line_and_turns_live_when_one_frees()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var maximum = await Maximum(olivia);
        for (var number = 1; number <= maximum; number++)
        {
            var visitor = await VisitorInShop();
            await visitor.OpenWidget();
            await visitor.Start($"Question {number}");
            await visitor.Tells("You're chatting live with Olivia.");
            await olivia.ShowsSlots(number, maximum);
        }

        var late = await VisitorInShop();
        await late.OpenWidget();
        await late.Start("One question too many");
        await late.Tells("You're first in line.");
        await Expect(Desk.Row(olivia.Unassigned, "One question too many")).ToBeVisibleAsync();

        await olivia.Open(Desk.Row(olivia.Mine, "Question 1"));
        await olivia.EndConversation();

        await late.Tells("You're chatting live with Olivia.");
        await Expect(Desk.Mark(Desk.Row(olivia.Mine, "One question too many"), "Live")).ToBeVisibleAsync();
        await olivia.ShowsSlots(maximum, maximum);
    }

    [Fact]
    public async Task Who_leaves_turns_the_conversation_asynchronous_and_coming_back_turns_it_live()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var maximum = await Maximum(olivia);
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("I will be right back");
        await mia.Tells("You're chatting live with Olivia.");
        var row = Desk.Row(olivia.Mine, "I will be right back");
        await olivia.Open(row);

        var context = mia.Page.Context;
        await mia.Page.CloseAsync();
        await Expect(Desk.Mark(row, "Asynchronous")).ToBeVisibleAsync(new() { Timeout = Waits.AfterGrace });
        await Expect(olivia.Timeline.GetByText(VisitorLeft())).ToBeVisibleAsync();
        await olivia.ShowsSlots(0, maximum);

        mia = await VisitorInShop(context);
        await mia.OpenWidget();
        await Expect(Desk.Mark(row, "Live")).ToBeVisibleAsync(new() { Timeout = Waits.AfterGrace });
        await olivia.ShowsSlots(1, maximum);

        var desk = olivia.Page.Context;
        await olivia.Page.CloseAsync();
        await OpenOnly(mia);
        await mia.Tells("Olivia had to go; your conversation continues here.");
        var returned = await Page(desk);
        await returned.GotoAsync(Product.Address.ToString());
        await mia.Tells("You're chatting live with Olivia.");
    }

    /// <summary>The widget opens where she was, or on the board.</summary>
    private static async Task OpenOnly(Shop mia)
    {
        var row = mia.Conversations.First;
        await Expect(mia.Composer.Or(row)).ToBeVisibleAsync();
        if (await row.IsVisibleAsync())
        {
            await row.GetByRole(AriaRole.Button).ClickAsync();
        }
        await Expect(mia.Composer).ToBeVisibleAsync();
    }

    private static async Task<int> Maximum(Desk desk)
    {
        var label = await desk.Page.GetByRole(AriaRole.Img, new() { NameRegex = ChatSlots() }).GetAttributeAsync("aria-label");
        return int.Parse(ChatSlots().Match(label ?? "").Groups["maximum"].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^Chat slots: \d+ of (?<maximum>\d+)$")]
    private static partial Regex ChatSlots();

    [GeneratedRegex("Turned asynchronous: .* left")]
    private static partial Regex VisitorLeft();
}
