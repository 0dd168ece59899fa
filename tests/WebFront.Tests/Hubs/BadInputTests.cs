using System.Net.WebSockets;
using System.Text.Json.Nodes;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>Whatever comes in, the answer is a code, nothing of the inside leaves, and others go on.</summary>
public sealed class BadInputTests(HubFixture front) : IClassFixture<HubFixture>
{
    private const string Id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

    [Theory, BadInput(36, 37, 48, 53, 54, 60)]
    [InlineData("NoSuchMethod", "[{}]", "unknown_method")]
    [InlineData("NoSuchMethod", "[]", "unknown_method")]
    [InlineData("ToString", "[]", "unknown_method")]
    [InlineData("OnConnectedAsync", "[]", "unknown_method")]
    [InlineData("AddNote", """[{"conversationId":"ID","commandId":"ID","text":"a"}]""", "unknown_method")]
    [InlineData("PostMessage", "[]", "validation")]
    [InlineData("PostMessage", "[null]", "validation")]
    [InlineData("PostMessage", "[[]]", "validation")]
    [InlineData("PostMessage", "[\"x\"]", "validation")]
    [InlineData("PostMessage", "[{}]", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","commandId":"ID","text":"a"},{}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","commandId":"ID"}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","commandId":"ID","text":null}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","commandId":"ID","text":1}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","commandId":"ID","text":"a","text":"b"}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","commandId":"ID","text":"a","senderId":"ID"}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","commandId":"ID","text":"a","role":"operator"}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","commandId":"ID","text":"a","isPrivate":false}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","commandId":"not-a-uuid","text":"a"}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"ID","text":"a"}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":"00000000-0000-0000-0000-000000000000","commandId":"ID","text":"a"}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":0,"commandId":"ID","text":"a"}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":true,"commandId":"ID","text":"a"}]""", "validation")]
    [InlineData("PostMessage", """[{"conversationId":[],"commandId":"ID","text":"a"}]""", "validation")]
    [InlineData("PostMessage", """[{"ConversationId":"ID","commandId":"ID","text":"a"}]""", "validation")]
    [InlineData("RateConversation", """[{"conversationId":"ID","commandId":"ID","stars":"5"}]""", "validation")]
    [InlineData("RateConversation", """[{"conversationId":"ID","commandId":"ID","stars":1e400}]""", "validation")]
    [InlineData("RateConversation", """[{"conversationId":"ID","commandId":"ID","stars":4.5}]""", "validation")]
    [InlineData("Hello", """[{"locale":""}]""", "validation")]
    [InlineData("Hello", """[{"locale":"../../etc"}]""", "validation")]
    [InlineData("ReadTimeline", """[{"conversationId":"ID","after":0,"limit":0}]""", "validation")]
    [InlineData("ReadTimeline", """[{"conversationId":"ID","after":0,"limit":201}]""", "validation")]
    [InlineData("ReadTimeline", """[{"conversationId":"ID","after":-1,"limit":1}]""", "validation")]
    [InlineData("ReadTimeline", """[{"conversationId":"ID","after":1,"before":1,"limit":1}]""", "validation")]
    [InlineData("ReadTimeline", """[{"conversationId":"ID","limit":1}]""", "validation")]
    [InlineData("WatchConversation", """[{"conversationId":"ID","after":-1}]""", "validation")]
    [InlineData("MarkRead", """[{"conversationId":"ID","upTo":-1}]""", "validation")]
    [InlineData("MarkRead", """[{"conversationId":"ID","upTo":"1"}]""", "validation")]
    [InlineData("MarkRead", """[{"conversationId":"ID","upTo":1}]""", "not_found")]
    [InlineData("MarkDelivered", """[{"conversationId":"ID","upTo":1}]""", "not_found")]
    [InlineData("Typing", """[{"conversationId":"ID"}]""", "not_found")]
    public async Task A_call_that_is_not_right_is_answered_with_a_code_and_the_connection_goes_on(
        string method, string arguments, string code)
    {
        await using var socket = await OpenVisitor();
        var json = arguments.Replace("ID", Id, StringComparison.Ordinal);
        await socket.SendFrame($$"""{"type":1,"invocationId":"1","target":"{{method}}","arguments":{{json}}}""");
        Assert.Equal(code, await socket.ErrorOf("1"));
        await socket.SendFrame("""{"type":1,"invocationId":"2","target":"Hello","arguments":[{"locale":"en"}]}""");
        Assert.Null(await socket.ErrorOf("2"));
    }

    [Theory, BadInput(34)]
    [InlineData("not json\u001e", "malformed")]
    [InlineData("{\"type\":1,\"target\":\u001e", "malformed")]
    [InlineData("[]\u001e", "malformed")]
    [InlineData("\u001e", "malformed")]
    [InlineData("{\"type\":\"x\"}\u001e", "malformed")]
    [InlineData("{\"type\":1,\"invocationId\":5}\u001e", "malformed")]
    public async Task A_frame_that_cannot_be_read_closes_its_connection_and_no_other(string text, string code)
    {
        await using var other = await OpenVisitor();
        await using var socket = await OpenVisitor();
        await socket.Send(text);
        Assert.Equal(code, await socket.Close());
        await other.SendFrame("""{"type":1,"invocationId":"1","target":"Hello","arguments":[{"locale":"en"}]}""");
        Assert.Null(await other.ErrorOf("1"));
    }

    [Theory, BadInput(35)]
    [InlineData(Limits.HubFrameBytesMax + 1)]
    [InlineData(1024 * 1024)]
    public async Task A_frame_beyond_the_limit_closes_its_connection(int bytes)
    {
        await using var socket = await OpenVisitor();
        await socket.Send(new string('{', bytes));
        Assert.Equal("too_large", await socket.Close());
    }

    [Fact, BadInput(35)]
    public async Task Deep_nesting_closes_its_connection()
    {
        await using var socket = await OpenVisitor();
        var deep = new string('[', 1000) + new string(']', 1000);
        await socket.SendFrame($$"""{"type":1,"invocationId":"1","target":"PostMessage","arguments":[{{deep}}]}""");
        Assert.Equal("malformed", await socket.Close());
    }

    [Fact, BadInput(33)]
    public async Task Silence_instead_of_a_handshake_closes_the_connection()
    {
        var contact = new ContactId(Guid.NewGuid());
        Assert.True(await front.Contact(front.Shop, contact).CreateContact(new string('a', 64), "en"));
        await using var socket = await RawSocket.Open(
            front, HubRegistration.WidgetPath, TestBearer.Of(front.Shop, contact), shakesHands: false);
        await socket.Close().WaitAsync(Poll.Patience);
    }

    [Theory, BadInput(33)]
    [InlineData("""{"protocol":"soap","version":1}""")]
    [InlineData("""{"protocol":"json","version":99}""")]
    [InlineData("""{"nothing":1}""")]
    public async Task A_wrong_handshake_closes_the_connection(string handshake)
    {
        await using var socket = await RawSocket.Open(
            front, HubRegistration.WidgetPath, TestBearer.Of(front.Shop, new ContactId(Guid.NewGuid())), shakesHands: false);
        await socket.SendFrame(handshake);
        while (await socket.NextFrame() is { } frame)
        {
            Assert.DoesNotContain("Exception", frame, StringComparison.Ordinal);
        }
    }

    [Theory, BadInput(39)]
    [InlineData("""{"type":3,"invocationId":"9","result":1}""")]
    [InlineData("""{"type":2,"invocationId":"9","item":1}""")]
    [InlineData("""{"type":5,"invocationId":"9"}""")]
    [InlineData("""{"type":8,"sequenceId":9007199254740993}""")]
    [InlineData("""{"type":9,"sequenceId":9007199254740993}""")]
    [InlineData("""{"type":4,"invocationId":"9","target":"PostMessage","arguments":[{}]}""")]
    [InlineData("""{"type":99}""")]
    public async Task A_message_of_another_kind_harms_nobody(string message)
    {
        await using var other = await OpenVisitor();
        await using var socket = await OpenVisitor();
        await socket.SendFrame(message);
        await other.SendFrame("""{"type":1,"invocationId":"1","target":"Hello","arguments":[{"locale":"en"}]}""");
        Assert.Null(await other.ErrorOf("1"));
    }

    [Theory, BadInput(39)]
    [InlineData("""{"type":-1}""")]
    [InlineData("""{"type":99,"invocationId":"9"}""")]
    public async Task A_message_of_an_unknown_kind_holds_up_nothing_that_comes_with_it(string message)
    {
        await using var socket = await OpenVisitor();
        await socket.SendFrame(message + '\u001e' + """{"type":1,"invocationId":"1","target":"Hello","arguments":[{"locale":"en"}]}""");
        Assert.Null(await socket.ErrorOf("1").WaitAsync(Poll.Patience));
    }

    [Fact, BadInput(38)]
    public async Task Too_many_calls_are_refused_and_then_the_connection_is_closed()
    {
        await using var socket = await OpenVisitor();
        for (var i = 0; i < Limits.HubCallsBurstMax + Limits.HubRefusalsBeforeCloseMax + 400; i++)
        {
            try
            {
                await socket.SendFrame($$"""{"type":1,"invocationId":"{{i}}","target":"Typing","arguments":[{"conversationId":"{{Id}}"}]}""");
            }
            catch (WebSocketException)
            {
                break;
            }
        }
        var refused = 0;
        while (await socket.NextFrame() is { } frame)
        {
            refused += frame.Contains("\"rate_limited\"", StringComparison.Ordinal) ? 1 : 0;
        }
        Assert.InRange(refused, 1, 2 * Limits.HubRefusalsBeforeCloseMax);
    }

    [Fact, BadInput(38)]
    public async Task Too_many_calls_that_do_not_bind_close_the_connection()
    {
        await using var socket = await OpenVisitor();
        for (var i = 0; i <= Limits.HubRefusalsBeforeCloseMax; i++)
        {
            await socket.SendFrame($$"""{"type":1,"invocationId":"{{i}}","target":"PostMessage","arguments":[{}]}""");
        }
        Assert.Equal("rate_limited", await socket.Close());
    }

    [Fact, BadInput(41, 55)]
    public async Task A_foreign_conversation_is_answered_like_one_that_does_not_exist()
    {
        await using var owner = await front.Visit();
        var foreign = await owner.Begin();
        await using var other = await front.Visit();
        await using var rival = await front.SitDown(front.Rival, front.Rival.Olivia);
        foreach (var id in new[] { foreign, new ConversationId(Guid.NewGuid()) })
        {
            foreach (HubClient stranger in new HubClient[] { other, rival })
            {
                Assert.Equal(Rejection.ConversationNotFound, (await stranger.Say(id, "x")).Rejection);
                Assert.Equal(Rejection.ConversationNotFound, (await stranger.Watch(id)).Rejection);
                Assert.Null(await stranger.Read(id, 0));
                Assert.Equal("not_found", await CodeOf(stranger, "Typing", new Typing(id)));
                Assert.Equal("not_found", await CodeOf(stranger, "MarkRead", new MarkRead(id, 1)));
            }
        }
        Assert.Null(await rival.Connection.InvokeAsync<object?>("ReadContact", new ReadContact(owner.Contact)));
        // Nothing that the owner says reaches them, though they asked to watch.
        var said = await owner.Say(foreign, "private");
        await owner.Pushed<TimelineAdvanced>(push => push.UpTo == said.Seq, "her own message");
        Assert.Empty(other.Pushes<TimelineAdvanced>());
        Assert.Empty(rival.Pushes<TimelineAdvanced>());
    }

    [Theory, BadInput(44, 46)]
    [InlineData("", "textIsEmpty")]
    [InlineData("  \n ", "textIsEmpty")]
    [InlineData("\u200b", "textIsEmpty")]
    [InlineData("a\0b", "textIsMalformed")]
    [InlineData("a\u0007b", "textIsMalformed")]
    public async Task A_text_that_is_none_is_rejected(string text, string reason)
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        Assert.Equal(reason, (await visitor.Say(id, text)).Rejection?.Reason);
    }

    [Fact, BadInput(45)]
    public async Task A_text_is_counted_in_utf16_units()
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        Assert.NotNull((await visitor.Say(id, new string('ä', Limits.TextLengthMax))).Seq);
        Assert.Equal(Rejection.TextIsTooLong, (await visitor.Say(id, new string('ä', Limits.TextLengthMax + 1))).Rejection);
    }

    [Theory, BadInput(47, 84)]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("{{constructor.constructor('alert(1)')()}}")]
    [InlineData("javascript:alert(1)")]
    public async Task What_looks_like_a_program_is_kept_as_text(string text)
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await visitor.Say(id, text);
        Assert.Contains(text, (await visitor.Read(id, 0))!.Entries
            .Select(entry => entry.Event).OfType<Domain.Conversations.ConversationEvent.MessagePosted>().Select(message => message.Text));
    }

    [Fact, BadInput(54)]
    public async Task Reading_beyond_the_end_is_refused_and_falling_back_is_no_change()
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        Assert.Equal("validation", await CodeOf(visitor, "MarkRead", new MarkRead(id, 1_000_000)));
        Assert.Null(await CodeOf(visitor, "MarkRead", new MarkRead(id, 1)));
        Assert.Null(await CodeOf(visitor, "MarkRead", new MarkRead(id, 0)));
    }

    [Theory, BadInput(61)]
    [InlineData("""{"__proto__":{"a":1}}""")]
    [InlineData("not json")]
    [InlineData("[1e400")]
    public async Task Custom_data_is_refused_or_stored_but_never_fails(string data)
    {
        await using var visitor = await front.Visit();
        var answer = await visitor.Connection.InvokeAsync<Answer>("SetCustomData", new SetCustomData(HubClient.NewCommand(), data));
        Assert.True(answer.Rejection is null || answer.Rejection.Reason == "customDataIsInvalid", answer.ToString());
    }

    [Theory, BadInput(61)]
    [InlineData("""{"latitude":90.0001,"longitude":0,"accuracyMetres":1}""")]
    [InlineData("""{"latitude":0,"longitude":-180.0001,"accuracyMetres":1}""")]
    [InlineData("""{"latitude":1e400,"longitude":0,"accuracyMetres":1}""")]
    [InlineData("""{"latitude":0,"longitude":0,"accuracyMetres":-1}""")]
    [InlineData("""{"latitude":0,"longitude":0,"accuracyMetres":1e300}""")]
    [InlineData("""{"latitude":0,"longitude":0,"accuracyMetres":1,"timeZone":"../../etc"}""")]
    [InlineData("""{"latitude":0,"longitude":0,"accuracyMetres":1,"timeZone":"<img src=x>"}""")]
    public async Task A_place_that_is_not_on_the_earth_is_refused(string place)
    {
        await using var visitor = await front.Visit();
        var argument = JsonNode.Parse(place)!;
        argument["commandId"] = Guid.NewGuid();
        Assert.Equal(Rejection.LocationIsInvalid, (await visitor.Connection.InvokeAsync<Answer>("ShareLocation", argument)).Rejection);
    }

    [Theory, BadInput(61)]
    [InlineData("""{"latitude":"NaN","longitude":0,"accuracyMetres":1}""")]
    [InlineData("""{"latitude":null,"longitude":0,"accuracyMetres":1}""")]
    [InlineData("""{"longitude":0,"accuracyMetres":1}""")]
    [InlineData("""{"latitude":[1],"longitude":0,"accuracyMetres":1}""")]
    public async Task A_place_that_is_no_number_does_not_bind(string place)
    {
        await using var visitor = await front.Visit();
        var argument = JsonNode.Parse(place)!;
        argument["commandId"] = Guid.NewGuid();
        Assert.NotNull(await CodeOf(visitor, "ShareLocation", argument));
    }

    [Fact, BadInput(41)]
    public async Task Without_a_principal_there_is_no_connection()
    {
        var failure = await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.Open(front, HubRegistration.WidgetPath, ""));
        Assert.Contains("401", failure.Message, StringComparison.Ordinal);
    }

    [Fact, BadInput(41)]
    public async Task A_contact_cannot_enter_the_operators_hub() =>
        await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.Open(
            front, HubRegistration.OperatorPath, TestBearer.Of(front.Shop, new ContactId(Guid.NewGuid()))));

    private async Task<RawSocket> OpenVisitor()
    {
        var contact = new ContactId(Guid.NewGuid());
        Assert.True(await front.Contact(front.Shop, contact).CreateContact(new string('a', 64), "en"));
        return await RawSocket.Open(front, HubRegistration.WidgetPath, TestBearer.Of(front.Shop, contact));
    }

    private static async Task<string?> CodeOf(HubClient client, string method, object argument)
    {
        try
        {
            await client.Connection.InvokeAsync(method, argument);
            return null;
        }
        catch (HubException refused)
        {
            return refused.Message;
        }
    }
}
