using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Tests.Routing;

/// <summary>Live, asynchronous and the way between, through all five grains.</summary>
public sealed class RoutingTests
{
    [Fact]
    public async Task With_nobody_online_it_is_new_and_unassigned_and_the_first_who_takes_it_has_it()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);

        var head = await cluster.Head(id);
        var olivia = cluster.Conversation(id).AssignConversation(
            Reader.Operator(cluster.Olivia), "Olivia", new(Guid.NewGuid()), null);
        var omar = cluster.Conversation(id).AssignConversation(Reader.Operator(cluster.Omar), "Omar", new(Guid.NewGuid()), null);
        var answers = await Task.WhenAll(olivia, omar);

        Assert.Equal((ConversationStatus.New, ConversationMode.Asynchronous), (head.Status, head.Mode));
        var loser = Assert.Single(answers, answer => answer.Rejection is not null);
        Assert.Equal("conversationIsTaken", loser.Rejection?.Reason);
        Assert.Equal((await cluster.Head(id)).Assignee?.Name, loser.Rejection?.OperatorName);
    }

    [Fact]
    public async Task An_online_operator_with_a_free_slot_gets_it_live()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.GoOnline(cluster.Olivia);
        var (contact, _) = await cluster.Arrive();

        var id = await cluster.Begin(contact);

        await cluster.Until(id, "live with Olivia", head => head.Mode == ConversationMode.Live);
        Assert.Equal(cluster.Olivia, (await cluster.Head(id)).Assignee?.OperatorId);
        var assigned = Assert.Single(
            (await cluster.Timeline(id)).Select(entry => entry.Event).OfType<ConversationEvent.OperatorAssigned>());
        Assert.Equal(cluster.Olivia, assigned.Decision?.OperatorId);
    }

    [Fact]
    public async Task An_operator_who_comes_online_is_given_who_waits()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);

        await cluster.GoOnline(cluster.Olivia);

        await cluster.Until(id, "live with Olivia", head => head.Mode == ConversationMode.Live);
    }

    [Fact]
    public async Task With_all_slots_taken_it_waits_and_a_slot_that_frees_pulls_the_oldest()
    {
        await using var cluster = await GrainCluster.Start(slotsMax: 1);
        await cluster.GoOnline(cluster.Olivia);
        var (first, _) = await cluster.Arrive();
        var held = await cluster.Begin(first);
        await cluster.Until(held, "the slot is taken", head => head.Mode == ConversationMode.Live);
        var (second, _) = await cluster.Arrive();
        var older = await cluster.Begin(second);
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        var (third, _) = await cluster.Arrive();
        var newer = await cluster.Begin(third);
        Assert.Equal(ConversationMode.Asynchronous, (await cluster.Head(older)).Mode);

        await cluster.Conversation(held).EndConversation(Reader.Operator(cluster.Olivia), "Olivia", new(Guid.NewGuid()));

        await cluster.Until(older, "the oldest is pulled", head => head.Mode == ConversationMode.Live);
        Assert.Equal(ConversationMode.Asynchronous, (await cluster.Head(newer)).Mode);
    }

    [Fact]
    public async Task Many_at_once_never_exceed_the_slots()
    {
        await using var cluster = await GrainCluster.Start(slotsMax: 2);
        await cluster.GoOnline(cluster.Olivia);
        await cluster.GoOnline(cluster.Omar);
        var arrivals = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => cluster.Arrive()));
        var ids = await Task.WhenAll(arrivals.Select(arrival => cluster.Begin(arrival.Contact)));

        await Poll.Until(
            async () => (await Task.WhenAll(ids.Select(cluster.Head))).Count(head => head.Mode == ConversationMode.Live) == 4,
            "all four slots are used");

        var heads = await Task.WhenAll(ids.Select(cluster.Head));
        Assert.All(
            heads.Where(head => head.Mode == ConversationMode.Live).GroupBy(head => head.Assignee?.OperatorId),
            group => Assert.Equal(2, group.Count()));
    }

    [Fact]
    public async Task Going_away_turns_hers_asynchronous_and_coming_back_makes_them_live_again()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.GoOnline(cluster.Olivia);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live", head => head.Mode == ConversationMode.Live);

        await cluster.Operator(cluster.Olivia).SetAvailability(Availability.Away);
        await cluster.Until(id, "asynchronous", head => head.Mode == ConversationMode.Asynchronous);
        var whileAway = await cluster.Head(id);
        await cluster.Operator(cluster.Olivia).SetAvailability(Availability.Online);
        await cluster.Until(id, "live again", head => head.Mode == ConversationMode.Live);

        Assert.Equal(cluster.Olivia, whileAway.Assignee?.OperatorId);
        Assert.Contains(
            await cluster.Timeline(id),
            entry => entry.Event is ConversationEvent.TurnedAsynchronous { Reason: AsynchronousReason.OperatorAway });
    }

    [Fact]
    public async Task An_operator_whose_last_connection_dropped_keeps_hers_for_the_grace_time_only()
    {
        await using var cluster = await GrainCluster.Start();
        var front = await cluster.GoOnline(cluster.Olivia);
        var (contact, contactFront) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live", head => head.Mode == ConversationMode.Live);

        await cluster.Operator(cluster.Olivia).RenewInbox(front, 0);
        cluster.Clock.Advance(GrainCluster.Grace / 2);
        await cluster.Contact(contact).RenewMessenger(contactFront, 1);
        Assert.Equal(ConversationMode.Live, (await cluster.Head(id)).Mode);
        await cluster.UntilAsTimePasses(id, "asynchronous after the grace time", head => head.Mode == ConversationMode.Asynchronous);

        Assert.Contains(
            await cluster.Timeline(id),
            entry => entry.Event is ConversationEvent.TurnedAsynchronous { Reason: AsynchronousReason.OperatorLeft });
    }

    [Fact]
    public async Task A_contact_who_left_frees_the_slot_and_is_live_again_when_she_returns()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.GoOnline(cluster.Olivia);
        var (contact, contactFront) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live", head => head.Mode == ConversationMode.Live);

        await cluster.Contact(contact).RenewMessenger(contactFront, 0);
        await cluster.UntilAsTimePasses(
            id,
            "asynchronous after the grace time",
            head => head is { Mode: ConversationMode.Asynchronous, ContactIsPresent: false });
        await cluster.GoOnline(cluster.Olivia);
        await cluster.Contact(contact).WatchMessenger(contactFront, 1);

        await cluster.Until(id, "live again", head => head.Mode == ConversationMode.Live);
    }

    [Fact]
    public async Task Without_a_message_for_ten_minutes_it_is_no_longer_live()
    {
        await using var cluster = await GrainCluster.Start();
        var front = await cluster.GoOnline(cluster.Olivia);
        var (contact, contactFront) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live", head => head.Mode == ConversationMode.Live);

        await Poll.Until(
            async () =>
            {
                cluster.Clock.Advance(TimeSpan.FromSeconds(10));
                await cluster.Contact(contact).RenewMessenger(contactFront, 1);
                await cluster.Operator(cluster.Olivia).RenewInbox(front, 1);
                return (await cluster.Head(id)).Mode == ConversationMode.Asynchronous;
            },
            "asynchronous for lack of messages",
            TimeSpan.FromSeconds(30));

        Assert.Contains(
            await cluster.Timeline(id),
            entry => entry.Event is ConversationEvent.TurnedAsynchronous { Reason: AsynchronousReason.NoMessages });
        await cluster.Say(contact, id, "Still there?");
        await cluster.Until(id, "live again with a message", head => head.Mode == ConversationMode.Live);
    }

    [Fact]
    public async Task Taking_over_moves_it_and_its_slot()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.GoOnline(cluster.Olivia);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live with Olivia", head => head.Mode == ConversationMode.Live);
        await cluster.GoOnline(cluster.Omar);

        var answer = await cluster.Conversation(id).AssignConversation(
            Reader.Operator(cluster.Omar), "Omar", new(Guid.NewGuid()), cluster.Olivia);

        Assert.Null(answer.Rejection);
        await cluster.Until(id, "live with Omar", head => head is { Mode: ConversationMode.Live, Assignee.Name: "Omar" });
        Assert.Equal("conversationIsTaken", (await cluster.Say(cluster.Olivia, id, "Hi")).Rejection?.Reason);
        var (_, front) = cluster.NewFront();
        await Poll.Until(
            async () => (await cluster.Operator(cluster.Olivia).WatchInbox(front, 1))?.Slots.Running == 0, "Olivia's slot is free");
    }

    [Fact]
    public async Task Words_after_the_end_reopen_it_and_it_is_routed_anew()
    {
        await using var cluster = await GrainCluster.Start();
        await cluster.GoOnline(cluster.Olivia);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Until(id, "live", head => head.Mode == ConversationMode.Live);
        await cluster.Conversation(id).EndConversation(Reader.Operator(cluster.Olivia), "Olivia", new(Guid.NewGuid()));
        var rated = await cluster.Conversation(id).RateConversation(Reader.Contact(contact), new(Guid.NewGuid()), 5, "Quick");

        await cluster.Say(contact, id, "One more thing");

        Assert.Null(rated.Rejection);
        await cluster.Until(id, "live again", head => head is { Mode: ConversationMode.Live, Status: ConversationStatus.Open });
    }
}
