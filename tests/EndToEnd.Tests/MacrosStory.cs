using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>An operator sends prepared texts: found by name and content, filled in, in the contact's language, with commands inside.</summary>
[Trait("Story", "macros")]
public sealed class MacrosStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task Macros_are_found_filled_in_and_carry_out_what_is_inside()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Where is my parcel?");
        await olivia.Open(Desk.Row(olivia.Mine, "Where is my parcel?"));

        await olivia.Type("!he");
        await Expect(olivia.Suggestions.GetByRole(AriaRole.Option).First).ToContainTextAsync("!hello");
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "macros-list.png") });
        await olivia.Composer.PressAsync("Enter");
        await Expect(olivia.Composer).ToHaveValueAsync("Hello there, this is Olivia. How can I help you?");
        await olivia.Composer.PressAsync("Enter");
        await mia.Shows("Hello there, this is Olivia. How can I help you?");

        // By what it says; the topic inside is set, and not sent.
        await olivia.Type("!working");
        await olivia.Composer.PressAsync("Enter");
        await Expect(olivia.Preview.Filter(new() { HasText = "Adds the topic Delivery." })).ToBeVisibleAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "macros-command-inside.png") });
        await olivia.Composer.PressAsync("Enter");
        await olivia.Tells("Olivia added the topic Delivery");
        await mia.Shows("Parcels leave our house within one working day and are with you one to three days later.");
        await Expect(mia.Timeline.GetByText("$topic")).ToHaveCountAsync(0);

        // A macro of another group is not offered here.
        await olivia.Type("!disc");
        await Expect(olivia.Suggestions).ToHaveCountAsync(0);
        await olivia.Composer.FillAsync("");

        await olivia.Say("$name Anna");
        await olivia.Tells("Olivia named the contact Anna");
        await olivia.Say("$locale de");
        await olivia.Tells("Olivia set the language to German");
        await olivia.Type("!hello");
        await olivia.Composer.PressAsync("Enter");
        await Expect(olivia.Composer).ToHaveValueAsync("Hallo Anna, hier ist Olivia. Wie kann ich Ihnen helfen?");

        await olivia.Composer.FillAsync("Your order {order.number} is ready.");
        await Expect(olivia.Preview.Filter(new() { HasText = "{order.number} was not filled in." })).ToBeVisibleAsync();
    }
}
