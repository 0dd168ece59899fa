using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>Where a visitor is: guessed from her address, then shared by herself, on a map that asks nobody else.</summary>
[Trait("Story", "location")]
public sealed class LocationStory(Chromium chromium) : Story(chromium)
{
    private static readonly string[] Shared = ["geolocation"];

    private readonly string folder = Directory.CreateTempSubdirectory("messagecenter-location-").FullName;

    private protected override ProductOptions Beginning
    {
        get
        {
            var file = Path.Combine(folder, "cities.mmdb");
            LocationDatabase.Write(file, ("127.0.0.0/8", new()
            {
                ["country_code"] = "AT", ["state1"] = "Upper Austria", ["city"] = "Linz", ["latitude"] = 48.3064, ["longitude"] = 14.2861,
                ["timezone"] = "Europe/Vienna",
            }));
            return base.Beginning with
            {
                Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["MessageCenter:LocationDatabases:0"] = file },
            };
        }
    }

    [Fact]
    public async Task A_guess_is_shown_until_she_shares_where_she_is()
    {
        var olivia = await OperatorAt(Demo.Olivia);
        await olivia.GoOnline();
        var asked = new List<string>();
        olivia.Page.Request += (_, request) => asked.Add(request.Url);
        var context = await Chromium.Visitor();
        var mia = await VisitorInShop(context);
        await mia.OpenWidget();
        await mia.Start("Do you ship to me?");
        await olivia.Open(Desk.Row(olivia.Mine, "Do you ship to me?"));
        var panel = olivia.Page.GetByRole(AriaRole.Complementary);
        await Expect(panel.GetByText("Linz, Upper Austria, Austria")).ToBeVisibleAsync();
        await Expect(panel.GetByText("From the address")).ToBeVisibleAsync();
        await Expect(panel.GetByText("Europe/Vienna")).ToBeVisibleAsync();
        await Expect(panel.GetByRole(AriaRole.Img, new() { Name = "Map: Linz, Upper Austria, Austria" })).ToBeVisibleAsync();
        await Picture(olivia, "location-address.png");

        // Nothing is asked of the browser before she agrees, and "no" is an answer.
        await ChooseSharing(mia);
        await mia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "location-consent.png") });
        await mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await Expect(mia.Widget.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await context.SetGeolocationAsync(new() { Latitude = 52.5163f, Longitude = 13.3777f, Accuracy = 20 });
        await context.GrantPermissionsAsync(Shared);
        await ChooseSharing(mia);
        await mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await Expect(mia.Widget.GetByText("Thank you. We know now roughly where you are.")).ToBeVisibleAsync();

        // The panel is told: nobody reloads.
        await Expect(panel.GetByText("From the browser")).ToBeVisibleAsync();
        await Expect(panel.GetByText("Germany", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(panel.GetByText("52.52° N, 13.38° E")).ToBeVisibleAsync();
        await Picture(olivia, "location-browser.png");
        await olivia.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Picture(olivia, "location-dark.png");

        // It folds, and stays so.
        await panel.GetByRole(AriaRole.Button, new() { Name = "Location", Exact = true }).ClickAsync();
        await Expect(panel.GetByText("From the browser")).ToHaveCountAsync(0);
        await olivia.Page.ReloadAsync();
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Location", Exact = true })).ToHaveAttributeAsync("aria-expanded", "false");
        Assert.All(asked, url => Assert.StartsWith(Product.Address.ToString(), url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_does_not_allow_it_shares_nothing()
    {
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Where are you?");
        await ChooseSharing(mia);
        await mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await Expect(mia.Widget.GetByText("Your browser does not allow it. Nothing was shared.")).ToBeVisibleAsync();
        await mia.Page.Keyboard.PressAsync("Escape");
        await Expect(mia.Widget.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(mia.Widget.GetByRole(AriaRole.Button, new() { Name = "More" })).ToBeFocusedAsync();
    }

    private static async Task ChooseSharing(Shop shop)
    {
        await shop.Widget.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await shop.Widget.GetByRole(AriaRole.Menuitem, new() { Name = "Share location" }).ClickAsync();
        await Expect(shop.Widget.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    private static async Task Picture(Desk desk, string name)
    {
        await desk.Page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Img, new() { NameRegex = new("^Map: ") }).ScrollIntoViewIfNeededAsync();
        await desk.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, name) });
    }
}
