using System.Globalization;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>How much one person may have, say and outlast.</summary>
public sealed class LimitTests(HubFixture front) : IClassFixture<HubFixture>
{
    [Fact, BadInput(64)]
    public async Task A_contact_has_so_many_ongoing_conversations_and_a_retry_of_the_last_is_answered_as_before()
    {
        await using var visitor = await front.Visit();
        var last = new StartConversation(new(Guid.NewGuid()), HubClient.NewCommand(), "Hello?", "en");
        for (var begun = 1; begun < Limits.OngoingConversationsPerContactMax; begun++)
        {
            await visitor.Begin();
        }
        var first = await Start(visitor, last);
        Assert.NotNull(first.Seq);
        // The contact's grain hears of a conversation a moment after it began.
        await Poll.For(
            () => Start(visitor, last with { ConversationId = new(Guid.NewGuid()), CommandId = HubClient.NewCommand() }),
            answer => answer.Rejection == Rejection.TooManyConversations, "one too many is refused", "tooManyConversations");
        Assert.Equal(first, await Start(visitor, last));
        Assert.NotNull((await visitor.Say(last.ConversationId, "Still there?")).Seq);
    }

    [Fact, BadInput(55)]
    public async Task Of_many_words_of_typing_one_a_second_is_passed_on()
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await olivia.Watch(id);
        var begun = TimeProvider.System.GetTimestamp();
        for (var words = 0; words < 100; words++)
        {
            await visitor.Connection.InvokeAsync("Typing", new Typing(id));
        }
        var seconds = (int)TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        // A message comes after all the typing before it.
        var said = await visitor.Say(id, "There.");
        await olivia.Pushed<TimelineAdvanced>(push => push.UpTo == said.Seq, "the message");
        Assert.InRange(olivia.Pushes<TypingShown>().Count, 1, seconds + 1);
    }

    [Fact, BadInput(40)]
    public async Task A_session_that_expires_closes_its_socket()
    {
        await using var other = await front.Visit();
        var contact = new ContactId(Guid.NewGuid());
        Assert.True(await front.Contact(front.Shop, contact).CreateContact(new string('a', 64), "en"));
        var soon = TimeProvider.System.GetUtcNow().AddSeconds(2).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await using var socket = await RawSocket.Open(
            front, WebFront.Hubs.HubRegistration.WidgetPath, $"{TestBearer.Of(front.Shop, contact)}.{TestBearer.Expires}~{soon}");
        await socket.SendFrame("""{"type":1,"invocationId":"1","target":"Hello","arguments":[{"locale":"en"}]}""");
        Assert.Null(await socket.ErrorOf("1"));
        await socket.Close().WaitAsync(Poll.Patience);
        Assert.Equal(HubConnectionState.Connected, other.Connection.State);
    }

    private static Task<Answer> Start(Visitor visitor, StartConversation argument) =>
        visitor.Connection.InvokeAsync<Answer>("StartConversation", argument);
}
