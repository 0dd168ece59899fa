using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Tests.Rest;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>An operator's messages over REST: said twice, at once, otherwise, or with more than is hers to say.</summary>
public sealed class PostingTests(FrontFixture front) : IClassFixture<FrontFixture>
{
    [Fact, BadInput(20)]
    public async Task The_same_key_with_other_words_is_refused_and_with_the_same_words_answered_as_before()
    {
        await using var scene = await Scene.Set(front);
        var key = Guid.NewGuid();
        var first = await Text(await Post(scene, key, new { text = "Tomorrow." }));
        Assert.Equal(first, await Text(await Post(scene, key, new { text = "Tomorrow." })));
        var before = await scene.Settled();
        await Refusals.Is(409, "conflict", await Post(scene, key, new { text = "Never." }), "Never", "commandIdIsReused");
        Assert.Equal(before, await scene.Settled());
    }

    [Fact, BadInput(21, 49)]
    public async Task The_same_message_at_once_over_two_sockets_and_REST_is_one_entry_with_one_answer()
    {
        await using var scene = await Scene.Set(front);
        await using var elsewhere = await Caller.Operator(front, front.Shop.Olivia);
        var command = new CommandId(Guid.NewGuid());
        var message = new PostMessage(scene.Shop.Conversation, command, "Said three times over.");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async number => (number % 3) switch
        {
            0 => await scene.Olivia.Call(nameof(PostMessage), message),
            1 => await elsewhere.Call(nameof(PostMessage), message),
            _ => await Text(await Post(scene, command.Value, new { text = message.Text })),
        }));
        Assert.Single(answers.Distinct());
        Assert.Contains("\"rejection\":null", answers[0], StringComparison.Ordinal);
        var timeline = await Timeline(scene, "?after=0");
        Assert.Equal(2, timeline.GetRawText().Split(message.Text).Length);
    }

    [Fact, BadInput(7)]
    public async Task A_field_that_is_not_hers_to_set_is_refused_and_nothing_is_said()
    {
        await using var scene = await Scene.Set(front);
        var before = await scene.Settled();
        foreach (var field in new[] { "ownerId", "accountId", "seq", "status", "createdAt", "author", "isNote", "Text" })
        {
            var body = new Dictionary<string, object> { ["text"] = "Hello", [field] = 1 };
            await Refusals.Is(400, "unknown_field", await Post(scene, Guid.NewGuid(), body));
        }
        Assert.Equal(before, await scene.Settled());
    }

    [Fact, BadInput(16)]
    public async Task A_timeline_is_read_from_anywhere_and_beyond_its_end_is_nothing()
    {
        await using var scene = await Scene.Set(front);
        var all = await Timeline(scene, "?after=0");
        var last = all.GetProperty("entries").EnumerateArray().Last().GetProperty("seq").GetInt64();
        // Without a place to read from it is the newest page.
        Assert.Equal(all.GetProperty("entries").GetRawText(), (await Timeline(scene, "")).GetProperty("entries").GetRawText());
        Assert.Equal(last, Assert.Single((await Timeline(scene, "?limit=1")).GetProperty("entries").EnumerateArray()).GetProperty("seq").GetInt64());
        Assert.Empty((await Timeline(scene, $"?after={last + 1_000}")).GetProperty("entries").EnumerateArray());
        Assert.Equal(last, (await Timeline(scene, $"?before={long.MaxValue}")).GetProperty("upTo").GetInt64());
    }

    private static async Task<JsonElement> Timeline(Scene scene, string query)
    {
        var answer = await scene.Olivia.Rest!.Get($"/api/conversations/{scene.Shop.Conversation}/timeline{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await RestClient.Json(answer);
    }

    private static Task<HttpResponseMessage> Post(Scene scene, Guid key, object body) => scene.Olivia.Rest!.Send(
        HttpMethod.Post,
        $"/api/conversations/{scene.Shop.Conversation}/messages",
        JsonContent.Create(body),
        ("Idempotency-Key", key.ToString()));

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();
}
