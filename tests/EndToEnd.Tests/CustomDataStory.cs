using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>What the page says about its visitor stands beside the conversation, and what is otherwise than before is marked.</summary>
[Trait("Story", "custom-data")]
public sealed class CustomDataStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task A_basket_is_shown_as_a_tree_with_its_changes()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Is this in stock?");
        await Give(mia, "{ basket: [{ article: 'Lamp', price: 30 }], coupon: 'SPRING', total: 30 }");
        await olivia.Open(Desk.Row(olivia.Mine, "Is this in stock?"));
        var panel = olivia.Page.GetByRole(AriaRole.Complementary);
        await Expect(panel.GetByText("SPRING")).ToBeVisibleAsync();

        // The panel is told: nobody reloads.
        await Give(mia, "{ basket: [{ article: 'Lamp', price: 30 }, { article: 'Chair', price: 80 }], total: 110 }");
        await Expect(panel.GetByText("before: 30")).ToBeVisibleAsync();
        await Expect(panel.GetByText("Chair")).ToBeVisibleAsync();
        await Expect(panel.GetByText("removed")).ToBeVisibleAsync();
        await panel.GetByText("before: 30").ScrollIntoViewIfNeededAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "custom-data.png") });
    }

    private static async Task Give(Shop shop, string data) => await shop.Page.EvaluateAsync($"() => window.mc('setCustomData', {data})");
}
