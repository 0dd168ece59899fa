using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>
/// Everybody and everything has a name that is a program, and everything that is said is one too. What people see is the
/// text, letter for letter; nothing runs, nothing is loaded, nothing is pushed out of its place.
/// </summary>
[Trait("Story", "payloads")]
public sealed partial class PayloadStory(Chromium chromium) : Story(chromium)
{
    private const string AccountName = "<img src=x onerror=\"window.__xss='account'\">";
    private const string OwnerName = "<svg/onload=window.__xss='owner'>{{name}}$t(you)";
    private const string OwnerEmail = "o'{x}$y`z`@owner.example";
    private const string MiasEmail = "o'{x}$y`z`@mia.example";

    private protected override ProductOptions Beginning => new() { DemoUrls = null, DemoPassword = null, More = ["--no-demo"] };

    [Fact, BadInput(46, 47, 61, 66)]
    public async Task Whatever_is_typed_anywhere_is_shown_as_text_everywhere()
    {
        await MakeAccount();
        var browser = await Chromium.Visitor();
        var watchman = await Watchman.Over(browser, Product.Address);
        var (olivia, widgetKey) = await SheSignsIn(await Page(browser));
        var page = await Page(browser);
        var mia = await Embed(page, widgetKey);

        await mia.OpenWidget();
        await mia.Start(Payloads.Lines[0]);
        var row = olivia.Mine.GetByRole(AriaRole.Listitem).First;
        await Expect(row).ToContainTextAsync(Payloads.Lines[0]);
        await olivia.Open(row);
        await TheyTalk(olivia, mia);
        await SheSaysWhoSheIs(olivia, page, row);
        await AFrameOfAnotherSiteSpeaks(page);
        await NothingIsMoreThanText(olivia.Page, page);
        await TheyEnd(olivia, mia);
        await NothingIsMoreThanText(olivia.Page, page);
        Assert.True(watchman.Seen.Count == 0, string.Join('\n', watchman.Seen));
    }

    private static async Task TheyTalk(Desk olivia, Shop mia)
    {
        // The desk keeps only what is in sight, so each text is looked at while it is the newest.
        foreach (var text in Payloads.Texts.Skip(1))
        {
            await mia.Say(text);
            await Shown(olivia.Timeline, text);
            Assert.Empty(await Watchman.Active(olivia.Page));
        }
        await mia.Say(Payloads.Turned);
        await Shown(olivia.Timeline, Payloads.Straight);
        foreach (var text in Payloads.Texts)
        {
            // What begins like a command is sent as text when its sign is doubled.
            await olivia.Say(text.StartsWith('$') ? "$" + text : text);
            await Shown(mia.Timeline, text, times: 2);
        }
        await Shown(mia.Timeline, OwnerName);
        await olivia.Page.GetByRole(AriaRole.Group, new() { Name = "Kind of text" }).GetByRole(AriaRole.Button, new() { Name = "Note" }).ClickAsync();
        var note = olivia.Page.GetByRole(AriaRole.Textbox, new() { Name = "Note for operators" });
        await note.FillAsync(Payloads.Lines[1]);
        await note.PressAsync("Enter");
        await Shown(olivia.Timeline, Payloads.Lines[1]);
    }

    private static async Task SheSaysWhoSheIs(Desk olivia, IPage page, ILocator row)
    {
        foreach (var name in Payloads.Lines)
        {
            await Tell(page, "setContactInfo", JsonSerializer.Serialize(new { name, phone = name, company = name }));
            await Expect(row).ToContainTextAsync(name);
        }
        await Tell(page, "setContactInfo", JsonSerializer.Serialize(new { email = MiasEmail }));
        await Tell(page, "setCustomData", """{"a":{"constructor":{"prototype":1}}}""", isTaken: false);
        await Tell(page, "setCustomData", JsonSerializer.Serialize(new { lines = Payloads.Lines, more = Payloads.Lines[2] }));
        // The panel is read again when she changes her name.
        await Tell(page, "setContactInfo", JsonSerializer.Serialize(new { name = Payloads.Lines[1] }));
        foreach (var shown in new[] { Payloads.Lines[1], Payloads.Lines[^1], MiasEmail, Payloads.Lines[2], AccountName })
        {
            await Expect(olivia.Page.GetByText(shown).First).ToBeVisibleAsync();
        }
    }

    /// <summary>It says to the page and to the widget's frame whatever they say to each other, and what makes no sense.</summary>
    private static async Task AFrameOfAnotherSiteSpeaks(IPage page)
    {
        await page.EvaluateAsync(
            """
            () => new Promise(loaded => {
              const frame = document.createElement("iframe");
              frame.name = "stranger";
              frame.srcdoc = "<p>A stranger";
              frame.sandbox = "allow-scripts";
              frame.addEventListener("load", () => loaded(null));
              document.body.append(frame);
            })
            """);
        var element = await page.WaitForSelectorAsync("iframe[name=stranger]", new() { State = WaitForSelectorState.Attached });
        var stranger = await element!.ContentFrameAsync();
        await stranger!.EvaluateAsync(
            """
            () => {
              const messages = [
                { mc1: { type: "call", id: 1, method: "setContactInfo", argument: JSON.stringify({ name: "Taken over" }) } },
                { mc1: { type: "launcher", accent: "#000000", position: "left", unread: 99, isReturning: false } },
                { mc1: { type: "event", name: "message", value: "Taken over" } }, { mc1: { type: "close" } }, { mc1: { type: "shutdown" } },
                null, 1, "text", [], { mc1: null }, { mc1: [] }, { mc1: { type: {} } }, { mc1: { type: "__proto__" } },
              ];
              const windows = [parent, ...Array.from({ length: parent.length }, (_, index) => parent[index])];
              for (let times = 0; times < 50; times += 1) {
                for (const target of windows) for (const message of messages) target.postMessage(message, "*");
              }
            }
            """);
        await page.EvaluateAsync("() => document.querySelector('iframe[name=stranger]').remove()");
        // What the page itself says is heard after all that, and its nonsense is answered.
        await Tell(page, "setContactInfo", "{}");
    }

    private static async Task TheyEnd(Desk olivia, Shop mia)
    {
        await Expect(olivia.Page.GetByText("Taken over")).ToHaveCountAsync(0);
        await olivia.EndConversation();
        await mia.Widget.GetByRole(AriaRole.Radio, new() { NameRegex = OneStar() }).CheckAsync(new() { Force = true });
        await mia.Widget.GetByRole(AriaRole.Textbox, new() { Name = "Tell us more (optional)" }).FillAsync(Payloads.Lines[5]);
        await mia.Widget.GetByRole(AriaRole.Button, new() { Name = "Send rating" }).ClickAsync();
        await Shown(olivia.Timeline, Payloads.Lines[5]);
        await mia.BackToBoard();
        await Expect(mia.Conversations).ToHaveCountAsync(1);
    }

    private static async Task NothingIsMoreThanText(params IPage[] pages)
    {
        foreach (var page in pages)
        {
            Assert.Empty(await Watchman.Active(page));
            foreach (var frame in page.Frames)
            {
                Assert.True(
                    await frame.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"),
                    $"Something is wider than {frame.Url}.");
            }
        }
    }

    private static Task<int> Shown(ILocator view, string text, int times = 1) => Poll.For(
        async () => (await view.TextContentAsync() ?? "").Split(text).Length - 1,
        shown => shown >= times, $"it is shown, letter for letter: {text}", $"{times} times");

    private static async Task Tell(IPage page, string method, string json, bool isTaken = true)
    {
        var answer = await page.EvaluateAsync<JsonElement>(
            "([method, json]) => window.mc(method, JSON.parse(json))", new[] { method, json });
        Assert.True(answer.GetProperty("ok").GetBoolean() == isTaken, $"{method} {json}: {answer.GetRawText()}");
    }

    /// <summary>The first-run page's request, with names that mean harm.</summary>
    private async Task MakeAccount()
    {
        using var http = new HttpClient { BaseAddress = Product.Address };
        var made = await http.PostAsJsonAsync(
            new Uri("/api/setup", UriKind.Relative),
            new { accountName = AccountName, name = OwnerName, email = OwnerEmail, password = Password });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
    }

    /// <summary>The owner at her desk, and the key of the widget that the first run made, as her desk is told it.</summary>
    private async Task<(Desk Desk, string WidgetKey)> SheSignsIn(IPage page)
    {
        var key = "";
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (WidgetKey().Match(frame.Text ?? "") is { Success: true } found)
            {
                key = found.Groups["key"].Value;
            }
        };
        var desk = new Desk(page, Product);
        await desk.SignIn(OwnerEmail, Password);
        await desk.GoOnline();
        await Poll.Until(() => key.Length > 0, "the desk is told of the widget");
        return (desk, key);
    }

    /// <summary>A page of our own origin, which the first widget lets embed it.</summary>
    private async Task<Shop> Embed(IPage page, string widgetKey)
    {
        var host = new Uri(Product.Address, "/host.html").ToString();
        await page.RouteAsync(host, route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $$"""
                <!doctype html><title>A shop</title><link rel="icon" href="data:,">
                <script>
                  window.mc = function () { (window.mc.q = window.mc.q || []).push(arguments); };
                  mc("boot", { widgetKey: "{{widgetKey}}" });
                </script>
                <script async src="/widget/loader.js"></script><body><h1>A shop</h1>
                """,
        }));
        await page.GotoAsync(host);
        return new(page, Product);
    }

    [GeneratedRegex("^1 star")]
    private static partial Regex OneStar();

    [GeneratedRegex("\"widgetKey\":\"(?<key>[0-9a-f]{32}-[0-9a-f]{32})\"", RegexOptions.ExplicitCapture)]
    private static partial Regex WidgetKey();
}
