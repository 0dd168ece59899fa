using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>A visitor whose browser keeps nothing for anybody, and whose clock is two years ahead.</summary>
[Trait("Story", "blocked-storage")]
public sealed class BlockedStorageStory(Chromium chromium) : Story(chromium)
{
    private const string NothingIsKept =
        """
        for (const storage of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
          Object.defineProperty(window, storage, { get() { throw new DOMException("Blocked.", "SecurityError"); } });
        }
        const Now = Date;
        const ahead = 2 * 365 * 24 * 3600 * 1000;
        window.Date = class extends Now {
          constructor(...given) { super(...(given.length === 0 ? [Now.now() + ahead] : given)); }
          static now() { return Now.now() + ahead; }
        };
        """;

    [Fact, BadInput(67)]
    public async Task She_chats_as_everybody_does_and_reads_in_the_order_in_which_it_was_said()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var browser = await Chromium.Visitor();
        await browser.AddInitScriptAsync(NothingIsKept);
        var mia = await VisitorInShop(browser);
        await mia.OpenWidget();
        await mia.Start("First, from the future");
        await olivia.Open(Desk.Row(olivia.Mine, "First, from the future"));
        await olivia.Say("Second, from now");
        await mia.Shows("Second, from now");
        await mia.Say("Third, from the future");
        await olivia.Shows("Third, from the future");

        string[] said = ["First, from the future", "Second, from now", "Third, from the future"];
        Assert.Equal(said, await mia.Timeline.Locator(".bubble").AllInnerTextsAsync());
        var desk = await olivia.Timeline.TextContentAsync() ?? "";
        Assert.Equal(said, said.OrderBy(text => desk.IndexOf(text, StringComparison.Ordinal)));
    }
}
