using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using MessageCenter.EndToEnd.Tests.Browsing;

namespace MessageCenter.EndToEnd.Tests;

/// <summary>A widget in privacy mode: operators see that the visitor types, and not what; the widget says nothing of a preview.</summary>
[Trait("Story", "privacy")]
public sealed partial class PrivacyStory(Chromium chromium) : Story(chromium)
{
    [Fact]
    public async Task In_privacy_mode_operators_see_that_she_types_and_not_what()
    {
        await TurnPrivacyModeOn();
        var olivia = await OperatorAt(Demo.Olivia);
        var mia = await VisitorInShop();
        await mia.OpenWidget();
        await mia.Start("Where is my parcel?");
        await Expect(mia.Widget.GetByText("We can see what you write before you send it.")).ToHaveCountAsync(0);
        await olivia.Open(Desk.Row(olivia.Unassigned, "Where is my parcel?"));
        await mia.Composer.PressSequentiallyAsync("Please hurry");
        await Expect(olivia.Timeline.GetByText("is typing…")).ToBeVisibleAsync();
        await Expect(olivia.Timeline.GetByText("Please")).ToHaveCountAsync(0);
        var fact = olivia.Page.GetByText("Privacy mode", new() { Exact = true }).Locator("xpath=following-sibling::*[1]");
        await Expect(fact).ToHaveTextAsync("On");
        await Expect(olivia.Page.GetByText("Visits", new() { Exact = true })).ToHaveCountAsync(0);
        await Expect(olivia.Page.GetByText("Visited pages")).ToHaveCountAsync(0);
        await olivia.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, "privacy.png") });
    }

    private async Task TurnPrivacyModeOn()
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Running.Address };
        var key = WidgetKey().Match(await http.GetStringAsync(Running.DemoAddress)).Value;
        using var signedIn = await http.PostAsJsonAsync(
            "/api/sign-in", new { email = Demo.Olivia, password = Password, stayingSignedIn = false });
        var me = await signedIn.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Add("X-Anti-Forgery", me.GetProperty("antiForgeryToken").GetString());
        using var changed = await http.PutAsJsonAsync(
            "/api/privacy",
            new { hasLivePreview = true, limitsPageData = true, privateWidgets = new[] { Guid.ParseExact(key[33..], "N") } });
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
    }

    [GeneratedRegex("[0-9a-f]{32}-[0-9a-f]{32}")]
    private static partial Regex WidgetKey();
}
