using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>What operators do often, one press away: transcripts and the end.</summary>
[Trait("Story", "actions")]
public sealed class ActionsStory(Chromium chromium) : Story(chromium), IAsyncDisposable
{
    private readonly ScriptedMailServer server = ScriptedMailServer.Start();

    private readonly ShopSystem shop = ShopSystem.Start();

    private protected override ProductOptions Beginning => base.Beginning with
    {
        Settings = new Dictionary<string, string>(MailServer.SettingsOf(server.Port), StringComparer.Ordinal)
        {
            ["MessageCenter:Demo:Integration:Url"] = shop.Url,
            ["MessageCenter:Demo:Integration:Secret"] = "0123456789abcdef",
            ["MessageCenter:Integrations:AllowedPrivateHosts:0"] = "127.0.0.1",
        },
    };

    [Fact]
    public async Task A_transcript_goes_to_another_address_and_the_conversation_ends_by_the_bar()
    {
        var olivia = await OperatorInChat("Where is my parcel?");
        await olivia.Act("Send transcript");
        var toContact = olivia.Page.GetByRole(AriaRole.Menuitem, new() { Name = "To the contact, after the end" });
        await Expect(toContact).ToBeDisabledAsync();
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "actions-menu.png") });
        await olivia.Page.GetByRole(AriaRole.Menuitem, new() { Name = "To another address…" }).ClickAsync();

        var question = olivia.Page.GetByRole(AriaRole.Dialog);
        await question.GetByLabel("E-mail address").FillAsync("boss@shop");
        await question.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(question.GetByText("Write one e-mail address")).ToBeVisibleAsync();
        await question.GetByLabel("E-mail address").FillAsync("boss@shop.example");
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "actions-address.png") });
        await question.GetByLabel("E-mail address").PressAsync("Enter");
        await Expect(question).ToBeHiddenAsync();
        await olivia.Tells("The transcript was mailed to boss@shop.example");
        Assert.Single(server.Mails);

        await olivia.Act("End");
        await olivia.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "End conversation" }).ClickAsync();
        await Expect(olivia.Foot.GetByText("This conversation has ended.")).ToBeVisibleAsync();
        await olivia.Act("Send transcript", "To the contact");
        await Expect(olivia.Foot.GetByText("the contact’s e-mail is not known")).ToBeVisibleAsync();
        await olivia.Page.SetViewportSizeAsync(390, 800);
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "actions-phone.png") });
    }

    [Fact]
    public async Task A_conversation_is_handed_to_another_operator_with_a_comment_and_on_to_a_group()
    {
        var olivia = await OperatorInChat("Where is my parcel?");
        var omar = await OperatorAt(Demo.Omar);
        await olivia.Act("Forward");
        var question = olivia.Page.GetByRole(AriaRole.Dialog);
        await question.GetByPlaceholder("Operator or group").FillAsync("Om");
        await olivia.Page.GetByRole(AriaRole.Option, new() { Name = "Omar" }).ClickAsync();
        await question.GetByLabel("Comment").FillAsync("She waits since Monday.");
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "actions-forward.png") });
        await question.GetByRole(AriaRole.Button, new() { Name = "Forward" }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();
        await olivia.Tells("Olivia forwarded this to Omar: “She waits since Monday.”");
        await omar.Open(Desk.Row(omar.Mine, "Where is my parcel?"));
        await omar.Tells("Olivia forwarded this to Omar: “She waits since Monday.”");
        await omar.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "actions-forwarded.png") });

        // He is away: of the group only Olivia is there.
        await omar.Act("Forward");
        question = omar.Page.GetByRole(AriaRole.Dialog);
        await question.GetByPlaceholder("Operator or group").FillAsync("Sup");
        await omar.Page.GetByRole(AriaRole.Option, new() { Name = "Support" }).ClickAsync();
        await omar.Page.Keyboard.PressAsync("Tab");
        await question.GetByRole(AriaRole.Button, new() { Name = "Forward" }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();
        await Expect(Desk.Row(omar.Mine, "Where is my parcel?")).ToBeHiddenAsync();
        await Expect(Desk.Row(olivia.Mine, "Where is my parcel?")).ToBeVisibleAsync();
        await olivia.Tells("Omar forwarded this to Support");
    }

    [Fact]
    public async Task An_integration_is_called_and_its_answer_stands_in_the_conversation()
    {
        var olivia = await OperatorInChat("Where is my parcel?");
        await olivia.Act("Integrations", "Shop system");
        await olivia.Tells("Olivia called Shop system with this conversation");
        await olivia.Tells("Shop system answered");
        await olivia.Tells("Order 7 is on its way.");
        await Expect(olivia.Timeline.GetByRole(AriaRole.Link, new() { Name = "https://shop.example/orders/7" })).ToBeVisibleAsync();
        Assert.Contains("\"text\":\"Where is my parcel?\"", Assert.Single(shop.Bodies), StringComparison.Ordinal);
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "actions-integration.png") });
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await server.DisposeAsync();
        await shop.DisposeAsync();
    }
}
