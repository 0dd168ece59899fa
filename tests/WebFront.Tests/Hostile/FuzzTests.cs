using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Tests.Hubs;
using MessageCenter.WebFront.Tests.Rest;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>
/// Thousands of broken frames, bodies and paths, drawn from a seed that the test prints. Whatever they are: the answer is a
/// code or the end of that one connection, nothing fails inside, and who is connected beside them notices nothing.
/// </summary>
public sealed class FuzzTests(FrontFixture front, ITestOutputHelper output) : IClassFixture<FrontFixture>
{
    private const int FramesPerHub = 2_000;
    private const int FramesPerSocketMax = 8;
    private const int Bodies = 400;
    private const int Paths = 200;
    private const string Probe = "probe";

    [Theory, BadInput(34, 35, 36, 37, 39, 46, 48)]
    [InlineData(HubRegistration.OperatorPath)]
    [InlineData(HubRegistration.WidgetPath)]
    public async Task Broken_frames_end_their_own_connection_at_most(string path)
    {
        var chance = Chance();
        var maker = new FrameMaker(chance);
        await using var olivia = await Caller.Operator(front, front.Shop.Olivia);
        await using var mia = await Caller.Visitor(front, front.Shop.WidgetKey);
        await using var omar = await Caller.Operator(front, front.Shop.Omar);
        var (closed, answered) = (0, 0);
        for (var sent = 0; sent < FramesPerHub;)
        {
            await using var socket = await Open(path, omar, mia);
            var frames = chance.Next(1, FramesPerSocketMax);
            sent += frames;
            var messages = Enumerable.Range(0, frames).Select(_ => maker.Next()).ToArray();
            if (await Answers(socket, messages))
            {
                answered++;
            }
            else
            {
                closed++;
            }
        }
        output.WriteLine($"{closed} sockets were closed, {answered} went on");
        // Broken frames were among them, and frames that are only wrong.
        Assert.True(closed > 10 && answered > 10, $"{closed} closed, {answered} went on. {Seed.Current}");
        await AllIsWell(olivia, mia);
    }

    [Fact, BadInput(8, 9, 10, 11, 12)]
    public async Task Broken_bodies_and_paths_are_refused_with_a_code()
    {
        var chance = Chance();
        var maker = new FrameMaker(chance);
        await using var olivia = await Caller.Operator(front, front.Shop.Olivia);
        await using var mia = await Caller.Visitor(front, front.Shop.WidgetKey);
        var post = HttpMethod.Post;
        var routes = new (HttpMethod Verb, string Path, Func<JsonObject> Right)[]
        {
            (post, "/api/sign-in", () => new() { ["email"] = "fuzz@nobody.example", ["password"] = "p", ["stayingSignedIn"] = false }),
            (post, "/api/setup", () => new() { ["accountName"] = "A", ["name"] = "B", ["email"] = "c@d.example", ["password"] = "correct-horse" }),
            (post, "/widget/session", () => new() { ["widgetKey"] = front.Shop.WidgetKey, ["token"] = null, ["locale"] = "en" }),
            (post, $"/api/conversations/{Guid.NewGuid()}/commands", () => new() { ["text"] = "$help" }),
            (post, $"/api/conversations/{Guid.NewGuid()}/messages", () => new() { ["text"] = "Hello?" }),
            (HttpMethod.Put, "/api/custom-fields", () => new()
            {
                ["fields"] = new JsonArray(new JsonObject { ["key"] = "plan", ["label"] = "Plan", ["kind"] = "text", ["choices"] = new JsonArray() }),
            }),
            (HttpMethod.Put, "/api/privacy", () => new()
            {
                ["hasLivePreview"] = true, ["limitsPageData"] = false, ["privateWidgets"] = new JsonArray(),
            }),
        };
        Assert.Equal(
            front.Routes.Where(TakesJson).Select(route => route.RoutePattern.Parameters.Count).Order(),
            routes.Select(route => route.Path.Contains("conversations", StringComparison.Ordinal) ? 1 : 0).Order());
        for (var body = 0; body < Bodies; body++)
        {
            var (verb, path, right) = routes[body % routes.Length];
            await IsAnswered(await olivia.Rest!.SendBytes(verb, path, maker.Body(right())), path);
        }
        for (var word = 0; word < Paths; word++)
        {
            var path = (word % 3) switch
            {
                0 => $"/api/conversations/{maker.Word()}/timeline?after={maker.Word()}&limit={maker.Word()}",
                1 => $"/api/contacts/{maker.Word()}",
                _ => $"/widget/frame?key={maker.Word()}&host={maker.Word()}",
            };
            await IsAnswered(await olivia.Rest!.Get(path), path);
        }
        await AllIsWell(olivia, mia);
    }

    private Random Chance()
    {
        output.WriteLine(Seed.Current.ToString());
        return Seed.Current.Random();
    }

    private Task<RawSocket> Open(string path, Caller owner, Caller contact) => path == HubRegistration.OperatorPath
        ? RawSocket.Open(new(front.Address, path), options =>
        {
            options.Cookies = owner.Rest!.Cookies;
            options.SetRequestHeader("Origin", front.Address.GetLeftPart(UriPartial.Authority));
        })
        : RawSocket.Open(new UriBuilder(new Uri(front.Address, path)) { Query = $"access_token={contact.Token}" }.Uri);

    private static async Task<bool> Answers(RawSocket socket, (byte[] Bytes, bool IsText)[] messages)
    {
        try
        {
            return await Survives(socket, messages).WaitAsync(Poll.Patience);
        }
        catch (TimeoutException)
        {
            var sent = messages.Select(message => Encoding.UTF8.GetString(message.Bytes)).Select(text => text[..Math.Min(text.Length, 2_000)]);
            Assert.Fail($"Neither answered nor closed after:\n{string.Join('\n', sent)}\n{Seed.Current}");
            return false;
        }
    }

    /// <summary>False: the server closed the connection. What it says until then is codes.</summary>
    private static async Task<bool> Survives(RawSocket socket, (byte[] Bytes, bool IsText)[] messages)
    {
        try
        {
            var isOpen = false;
            foreach (var (bytes, isText) in messages)
            {
                await socket.Send(bytes, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary);
                isOpen = bytes.Length == 0 ? isOpen : bytes[^1] != FrameMaker.Separator;
            }
            if (isOpen)
            {
                // A frame that was left open would take the probe for its own.
                await socket.Send(new[] { FrameMaker.Separator });
            }
            await socket.SendFrame($$"""{"type":1,"invocationId":"{{Probe}}","target":"Hello","arguments":[{"locale":"en"}]}""");
        }
        catch (WebSocketException)
        {
            // Closed while we still sent: what it said before is read below.
        }
        while (await socket.NextFrame() is { } frame)
        {
            using var said = JsonDocument.Parse(frame);
            if (said.RootElement.TryGetProperty("error", out var error))
            {
                Assert.True(HubCodes.IsCode(error.GetString()), $"{frame} {Seed.Current}");
            }
            if (said.RootElement.TryGetProperty("invocationId", out var id) && id.GetString() == Probe)
            {
                return true;
            }
        }
        return false;
    }

    private async Task AllIsWell(Caller olivia, Caller mia)
    {
        Assert.Contains("\"account\":{", await olivia.Call(nameof(Hello), new Hello("en")), StringComparison.Ordinal);
        Assert.Contains("\"widget\":{", await mia.Call(nameof(Hello), new Hello("en")), StringComparison.Ordinal);
        Assert.True(front.Logged.Problems.Length == 0, $"{front.Logged.Problems}\n{Seed.Current}");
    }

    private static async Task IsAnswered(HttpResponseMessage answer, string path)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode} {text} {Seed.Current}");
        // What the server cannot even read as a request it refuses by itself, with nothing but a status.
        var isUnreadable = text.Length == 0
            && answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong or HttpStatusCode.RequestHeaderFieldsTooLarge;
        if (!answer.IsSuccessStatusCode && !isUnreadable)
        {
            Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{path}: {answer.StatusCode} {text}");
            Assert.Matches("\"code\":\"[a-z_]+\"", text);
        }
    }

    private static bool TakesJson(Microsoft.AspNetCore.Routing.RouteEndpoint route) =>
        route.Metadata.OfType<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>().Any();
}
