using System.Text.RegularExpressions;
using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Operators see which pages a visitor looked at, in order, which one she is on now, and nothing that is secret in their addresses.</summary>
[Trait("Story", "visited-urls")]
public sealed partial class VisitedUrlsStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task Pages_are_listed_as_she_goes_on_and_the_last_is_live_until_she_leaves()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Is this in stock?");
        await olivia.Open(Desk.Row(olivia.Mine, "Is this in stock?"));
        var pages = Pages(olivia).GetByRole(AriaRole.Listitem);
        await Expect(pages).ToHaveCountAsync(1);
        await Expect(pages.First).ToContainTextAsync("On this page now");

        // The page changes without being loaded; what its address must not tell is not told.
        await mia.Page.EvaluateAsync("() => { history.pushState({}, '', '?session=canary&sort=price'); document.title = 'Lamps by price'; }");
        await Expect(pages).ToHaveCountAsync(2);
        await Expect(pages.Nth(0)).Not.ToContainTextAsync("On this page now");
        await Expect(pages.Nth(1)).ToContainTextAsync("Lamps by price");
        await Expect(pages.Nth(1)).ToContainTextAsync("?session=*&sort=price");
        await Expect(pages.Nth(1)).ToContainTextAsync("On this page now");
        await Expect(Pages(olivia)).Not.ToContainTextAsync("canary");
        await Expect(pages.Nth(1)).ToContainTextAsync(FewSeconds());
        await mia.Page.EvaluateAsync("() => { location.hash = '#/desk-lamp'; document.title = 'Desk lamp'; }");
        await Expect(pages).ToHaveCountAsync(3);
        await mia.Page.GoBackAsync();
        await Expect(pages).ToHaveCountAsync(4);

        // Another page, loaded as a whole.
        await mia.Page.GotoAsync(new Uri(new(mia.Page.Url), "basket.html").ToString());
        await Expect(pages).ToHaveCountAsync(5);
        await Expect(pages.Nth(4)).ToContainTextAsync("On this page now");
        await Expect(Fact(olivia, "Page views")).ToHaveTextAsync("5");
        await Expect(Fact(olivia, "Messages")).ToHaveTextAsync("1");
        var link = pages.Nth(4).GetByRole(AriaRole.Link);
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
        await Expect(link).ToHaveAttributeAsync("href", mia.Page.Url);
        await pages.Nth(4).ScrollIntoViewIfNeededAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "visited-urls.png") });

        await mia.Page.CloseAsync();
        await Expect(Pages(olivia).GetByText("On this page now")).ToHaveCountAsync(0);
        await olivia.Page.ReloadAsync();
        await Expect(pages).ToHaveCountAsync(5);
        await olivia.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await pages.Nth(4).ScrollIntoViewIfNeededAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "visited-urls-dark.png") });

        // Folded away, it stays so.
        await Toggle(olivia).ClickAsync();
        await olivia.Page.ReloadAsync();
        await Expect(Toggle(olivia)).ToHaveAttributeAsync("aria-expanded", "false");
    }

    private static ILocator Pages(Desk desk) => desk.Page.GetByRole(AriaRole.List, new() { Name = "Visited pages" });

    private static ILocator Toggle(Desk desk) => desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = Title() });

    private static ILocator Fact(Desk desk, string name) =>
        desk.Page.GetByText(name, new() { Exact = true }).Locator("xpath=following-sibling::*[1]");

    /// <summary>Time on the page goes on by itself.</summary>
    [GeneratedRegex("0:0[2-9]")]
    private static partial Regex FewSeconds();

    [GeneratedRegex("^Visited pages")]
    private static partial Regex Title();
}
