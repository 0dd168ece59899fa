using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Tests.Conversations;

/// <summary>Nothing that correctness needs lives only in memory.</summary>
public sealed class RestartTests
{
    [Fact, BadInput(50)]
    public async Task After_a_restart_everything_is_there_and_a_retry_is_answered_as_before()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = new ConversationId(Guid.NewGuid());
        var command = new CommandId(Guid.NewGuid());
        var first = await cluster.Begin(contact, id, command, "Hello?");
        var before = await cluster.Timeline(id);

        await cluster.Restart();

        Assert.Equal(before, await cluster.Timeline(id));
        Assert.Equal(first, await cluster.Begin(contact, id, command, "Hello?"));
    }

    [Fact]
    public async Task A_live_conversation_whose_people_never_came_back_turns_asynchronous_after_the_grace_time()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.GoOnline(cluster.Olivia);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live", head => head.Mode == ConversationMode.Live);
        await cluster.Grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key)
            .RegisterAccount(cluster.Account, [], onlyIfEmpty: false);

        await cluster.Restart();

        await cluster.UntilAsTimePasses(
            id,
            "asynchronous, with nobody there",
            head => head is { Mode: ConversationMode.Asynchronous, ContactIsPresent: false });
    }

    [Fact]
    public async Task A_live_conversation_whose_people_came_back_in_time_stays_live()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.GoOnline(cluster.Olivia);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live", head => head.Mode == ConversationMode.Live);

        await cluster.Restart();
        var (_, front) = cluster.NewFront();
        var inbox = await cluster.Operator(cluster.Olivia).WatchInbox(front, 1);
        await cluster.Contact(contact).WatchMessenger(front, 1);
        for (var second = 0; second < 20; second++)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await cluster.Head(id);
        }

        Assert.Equal(Availability.Online, inbox?.Availability);
        Assert.Equal(1, inbox?.Slots.Running);
        Assert.DoesNotContain(await cluster.Timeline(id), entry => entry.Event is ConversationEvent.TurnedAsynchronous);
    }

    [Fact]
    public async Task Receipts_are_stored_within_seconds_and_come_back()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.GoOnline(cluster.Olivia);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live", head => head.Mode == ConversationMode.Live);
        var head = await cluster.Head(id);

        await cluster.Conversation(id).AdvanceReceipts(Reader.Operator(cluster.Olivia), head.LastSeq, head.LastSeq);
        Assert.Equal(0, (await cluster.Head(id)).Unread);
        for (var second = 0; second < 5; second++)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await cluster.Head(id);
        }
        await cluster.Restart();

        Assert.Equal(head.LastSeq, (await cluster.Head(id)).Receipts.OperatorRead);
    }
}
