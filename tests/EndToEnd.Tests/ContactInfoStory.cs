using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>What is known of a contact is edited where it stands, and everybody sees who changed what.</summary>
[Trait("Story", "contact-info")]
public sealed class ContactInfoStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task Fields_are_edited_in_place_checked_and_written_down()
    {
        var olivia = await OperatorInChat("Where is my parcel?");
        var panel = olivia.Page.GetByRole(AriaRole.Complementary);

        await Edit(panel, "E-mail", "mia@shop");
        await Expect(panel.GetByText("This is no e-mail address.")).ToBeVisibleAsync();
        await panel.GetByLabel("E-mail", new() { Exact = true }).FillAsync("mia@shop.example");
        await panel.GetByLabel("E-mail", new() { Exact = true }).PressAsync("Enter");
        await Expect(panel.GetByRole(AriaRole.Link, new() { Name = "mia@shop.example" })).ToBeVisibleAsync();
        await olivia.Tells("Olivia set the contact’s e-mail to mia@shop.example");

        await Edit(panel, "Phone", "+49 30 1234");
        await olivia.Tells("Olivia set the contact’s phone to +49 30 1234");
        await Edit(panel, "Orders", "12.50");
        await olivia.Tells("Olivia set Orders to 12.50");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Add Plan" }).ClickAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "contact-info-choice.png") });
        await olivia.Page.GetByRole(AriaRole.Option, new() { Name = "Plus" }).ClickAsync();
        await olivia.Tells("Olivia set Plan to Plus");

        // Escape keeps what was there.
        await panel.GetByRole(AriaRole.Button, new() { Name = "Edit Phone" }).ClickAsync();
        await panel.GetByLabel("Phone", new() { Exact = true }).FillAsync("nonsense");
        await panel.GetByLabel("Phone", new() { Exact = true }).PressAsync("Escape");
        await Expect(panel.GetByText("+49 30 1234")).ToBeVisibleAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "contact-info.png") });
    }

    [Fact]
    public async Task What_a_colleague_wrote_meanwhile_is_shown_before_it_is_overwritten()
    {
        var olivia = await OperatorInChat("Where is my parcel?");
        var omar = await OperatorAt(Demo.Omar, ColorScheme.Dark);
        await omar.Page.GotoAsync(olivia.Page.Url);
        var hers = olivia.Page.GetByRole(AriaRole.Complementary);
        var his = omar.Page.GetByRole(AriaRole.Complementary);
        await his.GetByRole(AriaRole.Button, new() { Name = "Add Company" }).ClickAsync();

        await Edit(hers, "Company", "Lamps & Sons");
        await olivia.Tells("Olivia set the contact’s company to Lamps & Sons");
        await his.GetByLabel("Company", new() { Exact = true }).FillAsync("Lamps Ltd");
        await his.GetByLabel("Company", new() { Exact = true }).PressAsync("Enter");
        await Expect(his.GetByText("Somebody has changed it meanwhile. It says now: Lamps & Sons")).ToBeVisibleAsync();
        await omar.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "contact-info-conflict-dark.png") });

        // He has seen it now: saving again means it, and her panel is told without a reload.
        await his.GetByLabel("Company", new() { Exact = true }).PressAsync("Enter");
        await Expect(hers.GetByText("Lamps Ltd")).ToBeVisibleAsync();
        await olivia.Tells("Omar set the contact’s company to Lamps Ltd");
    }

    private static async Task Edit(ILocator panel, string field, string value)
    {
        await panel.GetByRole(AriaRole.Button, new() { Name = $"Add {field}", Exact = true }).ClickAsync();
        await panel.GetByLabel(field, new() { Exact = true }).FillAsync(value);
        await panel.GetByLabel(field, new() { Exact = true }).PressAsync("Enter");
    }
}
