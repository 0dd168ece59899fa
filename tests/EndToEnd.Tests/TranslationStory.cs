using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Live Translation with a real engine: both directions, the originals one click away, and an engine that goes away.</summary>
[Trait("Story", "translation")]
public sealed class TranslationStory(Chromium chromium) : Story(chromium), IAsyncDisposable
{
    private const string Question = "La casa azul está aquí.";
    private const string QuestionInEnglish = "The blue house is here.";
    private const string Reply = "The table is here. Thank you.";
    private const string ReplyInSpanish = "La mesa es aquí. Gracias.";

    private ApertiumServer? engine;

    private ApertiumServer Engine => engine ?? throw new InvalidOperationException("There is no engine.");

    private protected override ProductOptions Beginning => base.Beginning with { Settings = Engine.Settings };

    [Fact]
    public async Task Both_sides_read_their_own_language_and_the_originals_are_one_click_away()
    {
        var (olivia, mia) = await Chat();
        var group = olivia.Page.GetByRole(AriaRole.Group, new() { Name = "Live Translation" });
        await Expect(group.GetByRole(AriaRole.Switch)).Not.ToBeCheckedAsync();
        await olivia.Shows(Question);

        await TurnOn(olivia, "Spanish");
        await Expect(group.GetByText("Full stops and question marks improve the result.")).ToBeVisibleAsync();
        await olivia.Shows(QuestionInEnglish);
        await Expect(olivia.Timeline.GetByText("Translated from Spanish")).ToBeVisibleAsync();
        await olivia.Timeline.GetByRole(AriaRole.Button, new() { Name = "Show original" }).ClickAsync();
        await olivia.Shows(Question);
        await olivia.Timeline.GetByRole(AriaRole.Button, new() { Name = "Show translation" }).ClickAsync();
        await olivia.Shows(QuestionInEnglish);

        await olivia.Say(Reply);
        await mia.Shows(ReplyInSpanish);
        await olivia.Shows(Reply);
        await Expect(olivia.Timeline.GetByText("reads it in Spanish")).ToBeVisibleAsync();
        await olivia.Timeline.GetByRole(AriaRole.Button, new() { Name = "Show translation" }).ClickAsync();
        await olivia.Shows(ReplyInSpanish);
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "translation.png") });

        await mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Translated · Show original" }).ClickAsync();
        await mia.Shows(Reply);
        await mia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "translation-widget.png") });
        await mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Original · Show translation" }).ClickAsync();
        await mia.Shows(ReplyInSpanish);

        // What comes in while it is on is translated as it comes; the choice outlives the page.
        await mia.Say("Gracias.");
        await olivia.Shows("Thank you.");
        await olivia.Page.ReloadAsync();
        await Expect(group.GetByRole(AriaRole.Switch)).ToBeCheckedAsync();
        await olivia.Shows("Thank you.");

        await group.GetByRole(AriaRole.Switch).ClickAsync();
        await olivia.Shows("Gracias.");
        await olivia.Shows(Reply);
        await olivia.Say("Goodbye.");
        await mia.Shows("Goodbye.");
    }

    [Fact]
    public async Task An_engine_that_is_gone_holds_no_message_back()
    {
        var (olivia, mia) = await Chat(ColorScheme.Dark);
        await TurnOn(olivia, "Catalan");
        await Engine.Stop();
        await olivia.Say(Reply);
        await mia.Shows(Reply);
        await Expect(mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Show original" })).ToHaveCountAsync(0);
        await Expect(olivia.Timeline.GetByText("Sent as written: the engine failed.")).ToBeVisibleAsync();
        await mia.Say("Gràcies.");
        await olivia.Shows("Gràcies.");
        await Expect(olivia.Timeline.GetByText("Not translated: the engine failed.").Last).ToBeVisibleAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "translation-failed-dark.png") });

        await olivia.Page.SetViewportSizeAsync(390, 780);
        await Expect(olivia.Composer).ToBeVisibleAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "translation-phone.png") });
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    private protected override async Task<IRunningProduct> StartProduct()
    {
        engine = await ApertiumServer.Start();
        return await base.StartProduct();
    }

    private async Task<(Desk Olivia, Shop Mia)> Chat(ColorScheme colors = ColorScheme.Light)
    {
        var olivia = await OperatorAt(Demo.Olivia, colors);
        await olivia.GoOnline();
        var mia = await VisitorInShop(colors);
        await mia.OpenWidget();
        await mia.Start(Question);
        await olivia.Open(Desk.Row(olivia.Mine, Question));
        return (olivia, mia);
    }

    private static async Task TurnOn(Desk olivia, string language)
    {
        var group = olivia.Page.GetByRole(AriaRole.Group, new() { Name = "Live Translation" });
        await Expect(group.GetByRole(AriaRole.Switch)).ToBeEnabledAsync();
        await group.GetByRole(AriaRole.Switch).ClickAsync();
        await group.GetByLabel("Language of the contact").SelectOptionAsync(language);
    }
}
