using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>A network that dies without closing anything: nobody says goodbye, and still nobody waits in vain.</summary>
public sealed class NetworkCutTests(HubFixture front) : IClassFixture<HubFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_visitor_behind_a_dead_network_has_left_and_is_live_again_when_it_heals()
    {
        await using var cable = Cable.To(front.Address);
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia, Availability.Online);
        var contact = new ContactId(Guid.NewGuid());
        Assert.True(await front.Contact(front.Shop, contact).CreateContact(new string('a', 64), "en"));
        await using var visitor = new Visitor(front, front.Shop, contact) { Through = cable.Address };
        await visitor.Connect();
        var id = await visitor.Begin();
        await Poll.Until(async () => (await olivia.Watch(id)).Conversation?.Mode == ConversationMode.Live, "live with Olivia");

        cable.Cut();

        var turned = await Turned(olivia, id);
        Assert.Equal(AsynchronousReason.ContactLeft, turned.Reason);
        cable.Heal();
        await visitor.Connect();
        await olivia.Pushed<TimelineAdvanced>(
            push => push.Conversation is { Mode: ConversationMode.Live, LastSeq: > 5 }, "live again with Olivia");
    }

    [Fact]
    public async Task An_operator_behind_a_dead_network_has_left()
    {
        await using var cable = Cable.To(front.Address);
        await using var omar = new Desk(front, front.Rival, front.Rival.Omar) { Through = cable.Address };
        await omar.Connect();
        await omar.SwitchTo(Availability.Online);
        await using var visitor = await front.Visit(front.Rival);
        var id = await visitor.Begin();
        await Poll.Until(async () => (await visitor.Watch(id)).Conversation?.Mode == ConversationMode.Live, "live with Omar");

        cable.Cut();

        Assert.Equal(AsynchronousReason.OperatorLeft, (await Turned(visitor, id)).Reason);
    }

    private static async Task<ConversationEvent.TurnedAsynchronous> Turned(HubClient client, ConversationId id)
    {
        var events = await Poll.For(
            () => Task.FromResult(client.Pushes<TimelineAdvanced>()
                .Where(push => push.ConversationId == id)
                .SelectMany(push => push.Entries)
                .Select(entry => entry.Event)
                .OfType<ConversationEvent.TurnedAsynchronous>()
                .ToArray()),
            turned => turned.Length > 0,
            "asynchronous after the silence and the grace time",
            "one line in the timeline",
            Patience);
        return events[0];
    }
}
