using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessageCenter.Domain;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Tests.Rest;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>
/// A visitor with a word of her own in everything that her browser and her page say about her. In privacy mode none of them
/// is in a file, a log, a push or an answer; without it the same search finds what is shown and kept then.
/// </summary>
public sealed class PrivacyModeTests(FrontFixture front) : IClassFixture<FrontFixture>
{
    private const string Typed = "typed and not sent";
    private const string PageData = "custom data of the page";
    private const string PageName = "name that the page gives";
    private const string City = "city that her address is in";
    private const string Zone = "zone that she shares with her place";
    private const string Sent = "what she sends";
    private const string Page = "page that she looks at";
    private const string Title = "title of that page";

    [Fact]
    public async Task Nothing_is_gathered_but_what_she_writes_herself() =>
        await Finds(new(HasLivePreview: true, LimitsPageData: true), isPrivate: true, visits: 0, Sent);

    [Fact]
    public async Task Without_privacy_mode_the_same_search_finds_what_is_gathered_then() =>
        await Finds(new(HasLivePreview: true, LimitsPageData: true), isPrivate: false, visits: 1, Sent, Typed, PageData, PageName, City, Zone, Page, Title);

    [Fact]
    public async Task Privacy_mode_alone_takes_what_the_page_says() =>
        await Finds(new(HasLivePreview: true, LimitsPageData: false), isPrivate: true, visits: 0, Sent, PageData, PageName);

    [Fact]
    public async Task An_account_can_do_without_live_preview() =>
        await Finds(new(HasLivePreview: false, LimitsPageData: false), isPrivate: false, visits: 1, Sent, PageData, PageName, City, Zone, Page, Title);

    [Fact]
    public async Task A_page_is_told_that_nothing_is_taken_and_what_she_types_herself_is()
    {
        await front.Account(front.Shop).ChangePrivacy(new(LimitsPageData: true), [front.Shop.Widget.WidgetId]);
        await FrontKnows();
        await using var mia = await Caller.Visitor(front, front.Shop.WidgetKey);
        var refused = $"\"reason\":\"{Rejection.PageDataIsOff.Reason}\"";
        Assert.Contains(refused, await mia.Call(nameof(SetCustomData), new SetCustomData(Command(), "{}")), StringComparison.Ordinal);
        Assert.Contains(refused, await mia.Call(nameof(SetContactInfo), new SetContactInfo(Command(), "Mia")), StringComparison.Ordinal);
        var off = $"\"reason\":\"{Rejection.LocationIsOff.Reason}\"";
        Assert.Contains(off, await mia.Call(nameof(ShareLocation), new ShareLocation(Command(), 1, 2, 3)), StringComparison.Ordinal);
        var typed = new SetContactInfo(Command(), Email: "mia@mia.example", IsTyped: true);
        Assert.Contains("\"rejection\":null", await mia.Call(nameof(SetContactInfo), typed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_sets_the_account_up_changes_what_is_gathered_and_in_widgets_of_her_own()
    {
        await using var omar = await Caller.Operator(front, front.Shop.Omar);
        var before = (await front.Account(front.Shop).ReadAccount())!;
        await Refusals.Is(403, "forbidden", await Put(omar, front.Shop.Widget.WidgetId), reason: Rejection.AdministratorsOnly.Reason);
        var agent = before.Operators.Single(one => one.OperatorId == front.Shop.Omar.Id);
        await front.Account(front.Shop).ChangeOperator(agent with { Role = Domain.Operators.OperatorRole.Admin });
        await Refusals.Is(404, "not_found", await Put(omar, front.Rival.Widget.WidgetId), reason: Rejection.WidgetNotFound.Reason);
        Assert.Equal(before.Privacy, (await front.Account(front.Shop).ReadAccount())!.Privacy);
        Assert.True((await Put(omar, front.Shop.Widget.WidgetId)).IsSuccessStatusCode);
        Assert.False((await front.Account(front.Shop).ReadAccount())!.Privacy.HasLivePreview);
        await front.Account(front.Shop).ChangeOperator(agent);
    }

    [Fact]
    public async Task What_was_known_of_her_place_is_forgotten_when_she_comes_in_privacy_mode()
    {
        await front.Account(front.Shop).ChangePrivacy(new(), []);
        await FrontKnows();
        await using var olivia = await Caller.Operator(front, front.Shop.Olivia);
        Assert.True(front.Places.TryDequeue(out var place));
        await using var mia = await Caller.Visitor(front, front.Shop.WidgetKey, null, ("X-Forwarded-For", place.Address));
        await mia.Call(nameof(Hello), new Hello("en"));
        var known = await olivia.Call(nameof(ReadContact), new ReadContact(mia.Contact!.Value));
        Assert.Contains(place.City, known, StringComparison.Ordinal);
        await front.Account(front.Shop).ChangePrivacy(new(), [front.Shop.Widget.WidgetId]);
        await FrontKnows();
        await mia.Call(nameof(Hello), new Hello("en"));
        var left = await olivia.Call(nameof(ReadContact), new ReadContact(mia.Contact!.Value));
        Assert.Contains("\"location\":null", left, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Put(Caller caller, WidgetId widget) => caller.Rest!.Send(
        HttpMethod.Put,
        "/api/privacy",
        JsonContent.Create(new { hasLivePreview = false, limitsPageData = true, privateWidgets = new[] { widget.Value } }));

    private async Task Finds(Domain.Accounts.AccountPrivacy privacy, bool isPrivate, int visits, params string[] expected)
    {
        var words = new[] { "user agent", "referrer", "URL", "title", Typed, PageData, PageName, Sent, Zone, Page, Title }
            .ToDictionary(what => what, what => what == Page ? Letters() : $"canary{Guid.NewGuid():N}");
        Assert.True(front.Places.TryDequeue(out var place));
        (words["address"], words[City]) = place;
        Assert.Null((await front.Account(front.Shop).ChangePrivacy(privacy, isPrivate ? [front.Shop.Widget.WidgetId] : [])).Rejection);
        await using var olivia = await Caller.Operator(front, front.Shop.Olivia);
        var shown = new ConcurrentQueue<string>();
        foreach (var push in typeof(IOperatorClient).GetMethods().Select(method => method.Name))
        {
            olivia.Hub.On<JsonElement>(push, given => shown.Enqueue($"{push} {given.GetRawText()}"));
        }
        var contact = await SheComes(olivia, words, shown);
        var profile = await Told(olivia, contact, shown);
        Assert.Equal(visits, (int)JsonNode.Parse(profile)!["visits"]!);

        var kept = string.Join('\n', front.Logged.Lines.Select(line => line.All)) + await Files();
        var everywhere = string.Join('\n', shown) + kept;
        // What was not sent is kept nowhere, shown or not; what was sent shows that the search would find it.
        Assert.DoesNotContain(words[Typed], kept, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(words[Sent], kept, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            words.Where(word => everywhere.Contains(word.Value, StringComparison.OrdinalIgnoreCase)).Select(word => word.Key)
                .Order(StringComparer.Ordinal));
    }

    /// <summary>She opens the widget on a page, the page tells about her, she types, changes her mind, and sends something else.</summary>
    private async Task<ContactId> SheComes(Caller olivia, Dictionary<string, string> words, ConcurrentQueue<string> shown)
    {
        (string, string)[] headers =
        [
            ("User-Agent", $"Browser/1.0 ({words["user agent"]})"),
            ("Referer", $"https://shop.example/{words["URL"]}?from={words["referrer"]}&title={words["title"]}"),
            ("X-Forwarded-For", $"{words["address"]}"),
        ];
        using (var browser = new RestClient(front.Address))
        {
            await browser.Send(
                HttpMethod.Get, $"/widget/frame?key={front.Shop.WidgetKey}&host={front.Shop.Widget.AllowedOrigins[0]}", null, headers);
        }
        await FrontKnows();
        await using var mia = await Caller.Visitor(front, front.Shop.WidgetKey, null, headers);
        await mia.Call(nameof(Hello), new Hello("en"));
        shown.Enqueue(await olivia.Call(nameof(ReadContact), new ReadContact(mia.Contact!.Value)));
        await mia.Call(nameof(ShareLocation), new ShareLocation(Command(), -41.29, 174.78, 20, words[Zone]));
        await mia.Call(nameof(EnterPage), new EnterPage($"https://shop.example/lamps?colour={words[Page]}", words[Title]));
        await mia.Call(nameof(SetCustomData), new SetCustomData(Command(), $$"""{"basket":"{{words[PageData]}}"}"""));
        await mia.Call(nameof(SetContactInfo), new SetContactInfo(Command(), words[PageName]));
        var id = new ConversationId(Guid.NewGuid());
        await mia.Call(nameof(StartConversation), new StartConversation(id, Command(), "Hello?", "en"));
        await mia.Call(nameof(WatchConversation), new WatchConversation(id));
        await olivia.Call(nameof(WatchConversation), new WatchConversation(id));
        await olivia.Call(nameof(ViewConversation), new ViewConversation(id));
        Assert.Equal("null", await mia.Call(nameof(Typing), new Typing(id, Text: $"Is it {words[Typed]}")));
        await mia.Call(nameof(PostMessage), new PostMessage(id, Command(), words[Sent]));
        return mia.Contact!.Value;
    }

    /// <summary>The front knows the account anew within two seconds.</summary>
    private async Task FrontKnows()
    {
        await using var other = await Caller.Visitor(front, front.Shop.WidgetKey);
        var account = await front.Account(front.Shop).ReadAccount();
        var widget = account!.Widgets.Single(one => one.WidgetId == front.Shop.Widget.WidgetId);
        var expected = $"\"isPrivate\":{(widget.IsPrivate ? "true" : "false")},"
            + $"\"hasLivePreview\":{(account.Privacy.HasLivePreview && !widget.IsPrivate ? "true" : "false")}";
        await Poll.For(
            () => other.Call(nameof(Hello), new Hello("en")), said => said.Contains(expected, StringComparison.Ordinal),
            "the widget knows its mode", expected);
        var isOff = widget.IsPrivate && account.Privacy.LimitsPageData;
        await Poll.For(
            () => other.Call(nameof(SetCustomData), new SetCustomData(Command(), "{}")),
            said => said.Contains(Rejection.PageDataIsOff.Reason, StringComparison.Ordinal) == isOff,
            "the front knows what it takes", $"refused: {isOff}");
    }

    /// <summary>All that operators are told of her; the last push of the story has come when this returns.</summary>
    private static async Task<string> Told(Caller olivia, ContactId contact, ConcurrentQueue<string> shown)
    {
        await Poll.Until(
            () => shown.Any(push => push.StartsWith("TimelineAdvanced", StringComparison.Ordinal) && push.Contains("canary", StringComparison.Ordinal)),
            "the message is pushed");
        var profile = await (await olivia.Rest!.Get($"/api/contacts/{contact}")).Content.ReadAsStringAsync();
        shown.Enqueue(profile);
        shown.Enqueue(await olivia.Call(nameof(ReadContact), new ReadContact(contact)));
        shown.Enqueue(await olivia.Call(nameof(ReadVisits), new ReadVisits(contact)));
        shown.Enqueue(await olivia.Call(nameof(Hello), new Hello("en")));
        return profile;
    }

    private async Task<string> Files()
    {
        var all = new StringBuilder();
        // The file that is locked holds nothing but the lock.
        var paths = Directory.EnumerateFiles(front.Folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) != ".lock");
        foreach (var path in paths)
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            all.Append(await reader.ReadToEndAsync());
        }
        return all.ToString();
    }

    /// <summary>A word that no scrubbing takes for a secret, so that it is not found for one reason alone.</summary>
    private static string Letters() =>
        $"canary-{string.Concat(Guid.NewGuid().ToByteArray().Select(one => (char)('a' + (one % 26))))}";

    private static CommandId Command() => new(Guid.NewGuid());
}
