using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Tests;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>A store that fails costs time and nothing else: the client is told to try again, and those who watch go on.</summary>
public sealed class StoreFailureTests(HubFixture front) : IClassFixture<HubFixture>
{
    [Theory]
    [InlineData(nameof(FaultyConversationStore.Fault.FailsUnwritten))]
    [InlineData(nameof(FaultyConversationStore.Fault.FailsWritten))]
    public async Task A_message_that_met_a_failure_is_stored_once_when_it_is_sent_again(string fault)
    {
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        Assert.Null((await omar.Assign(id)).Rejection);
        Assert.Null((await omar.Watch(id)).Rejection);

        front.Faults.Next = Enum.Parse<FaultyConversationStore.Fault>(fault);
        var command = HubClient.NewCommand();
        Assert.Equal(Rejection.StoreIsUnavailable, (await visitor.Say(id, "again", command)).Rejection);
        var stored = await Poll.For(
            () => visitor.Say(id, "again", command), answer => answer.Seq is not null, "the message is taken", "a seq");

        Assert.Single(
            (await visitor.Read(id, 0))!.Entries, entry => entry.Event is ConversationEvent.MessagePosted { Text: "again" });
        // The grain began anew and knew no front: the front finds out by itself, and the beat shows the hole.
        await Poll.Until(
            () => omar.Pushes<ConversationBeat>().Any(beat => beat.LastSeq >= stored.Seq)
                || omar.Pushes<TimelineAdvanced>().Any(push => push.UpTo >= stored.Seq),
            "the operator hears of it",
            TimeSpan.FromSeconds(8));
    }
}
