using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>A host page whose style sheet means everything, and means it with !important.</summary>
public sealed class HostilePageTests(Chromium chromium) : Story(chromium)
{
    private const string HostileStyles =
        """
        () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`
            * { font-family: serif !important; color: lime !important; box-sizing: content-box !important;
                letter-spacing: 9px !important; text-transform: uppercase !important; line-height: 4 !important; }
            body { transform: scale(.9); overflow: hidden !important; }
            button, iframe, div { border: 9px solid red !important; position: static !important; width: 30px !important;
                                  opacity: .1 !important; transform: rotate(20deg) !important; }
            message-center { position: static !important; display: none !important; opacity: 0 !important; z-index: -1 !important; }
          `);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }
        """;

    [Fact]
    public async Task The_widget_looks_and_works_the_same()
    {
        var mia = await VisitorInShop();
        await mia.Page.EvaluateAsync(HostileStyles);

        await Expect(mia.Launcher).ToBeVisibleAsync();
        await Expect(mia.Launcher).ToHaveCSSAsync("opacity", "1");
        await Expect(mia.Launcher).ToHaveCSSAsync("transform", "none");
        await Expect(mia.Page.Locator("message-center")).ToHaveCSSAsync("position", "fixed");
        await mia.OpenWidget();
        var frame = mia.Page.Locator("iframe[title='Chat']");
        await Expect(frame).ToHaveCSSAsync("opacity", "1");
        await Expect(mia.StartButton).ToHaveCSSAsync("letter-spacing", "normal");
        await Expect(mia.StartButton).ToHaveCSSAsync("text-transform", "none");
        await mia.Start("It works here too");
        var box = await frame.BoundingBoxAsync();
        Assert.True(box is { Width: > 300, Height: > 300 }, $"The panel is {box?.Width} by {box?.Height}.");
        await mia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "hostile-page.png") });
    }
}
