using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Operators;

namespace MessageCenter.Grains.Tests.Conversations;

/// <summary>
/// Two activations of one grain, each sure to be the only one, for as long as the test lasts. The store decides between
/// them: nothing is lost, doubled or out of order, and whoever was wrong finds out.
/// </summary>
public sealed class SplitTests
{
    private const int Sends = 10_000;
    private const int Conversations = 20;
    private static readonly string[] Everything = ["conversation", "operator", "router"];

    [Fact]
    public async Task Ten_thousand_sends_through_both_are_stored_once_each_in_one_order()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: ["conversation"]);
        var (contact, _) = await cluster.Arrive();
        var by = Reader.Contact(contact);
        var ids = new List<ConversationId>();
        for (var i = 0; i < Conversations; i++)
        {
            ids.Add(await cluster.Begin(contact));
        }

        var senders = ids.SelectMany(id => ((int[])[0, 1]).Select(silo => Send(cluster, id, by, silo, Sends / Conversations / 2)));
        var sent = (await Task.WhenAll(senders)).SelectMany(each => each).ToLookup(one => one.Conversation);

        foreach (var id in ids)
        {
            var first = await ReadAll(On(cluster, 0, id), by);
            var second = await ReadAll(On(cluster, 1, id), by);
            Assert.Equal(first, second);
            Assert.Equal(Enumerable.Range(1, first.Count).Select(seq => (long)seq), first.Select(entry => entry.Seq));
            var stored = first.Where(entry => entry.Event is ConversationEvent.MessagePosted).Skip(1)
                .Select(entry => (entry.CommandId, (long?)entry.Seq));
            Assert.Equal(
                sent[id].Select(one => ((CommandId?)one.Command, one.Answer.Seq)).OrderBy(one => one.Seq), stored);
        }
        Assert.Equal(Sends, sent.Sum(one => one.Count()));
        Assert.True(cluster.Faults.Conflicts > Conversations, $"Only {cluster.Faults.Conflicts} conflicts: the two hardly met.");
    }

    [Fact, BadInput(85)]
    public async Task Of_two_who_take_it_at_once_one_has_it_and_the_other_is_told_who()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: Everything);
        var (contact, _) = await cluster.Arrive();
        for (var round = 0; round < 100; round++)
        {
            var id = await cluster.Begin(contact);
            await On(cluster, 1, id).ReadConversation(Reader.Contact(contact));

            var answers = await Task.WhenAll(
                On(cluster, round % 2, id).AssignConversation(Reader.Operator(cluster.Olivia), "Olivia", new(Guid.NewGuid()), null),
                On(cluster, (round + 1) % 2, id).AssignConversation(Reader.Operator(cluster.Omar), "Omar", new(Guid.NewGuid()), null));

            var heads = await Task.WhenAll(
                On(cluster, 0, id).ReadConversation(Reader.Contact(contact)), On(cluster, 1, id).ReadConversation(Reader.Contact(contact)));
            var row = await cluster.Store.Load(cluster.Account, id, 0, CancellationToken.None);
            var loser = Assert.Single(answers, answer => answer.Rejection is not null);
            Assert.Equal("conversationIsTaken", loser.Rejection?.Reason);
            Assert.Equal(row?.State.Assignee?.Name, loser.Rejection?.OperatorName);
            Assert.Contains(heads, head => head?.Assignee == row?.State.Assignee);
            Assert.Single(await ReadAll(On(cluster, 0, id), Reader.Contact(contact)), entry => entry.Event is ConversationEvent.OperatorAssigned);
        }
    }

    [Fact, BadInput(85)]
    public async Task Slots_hold_though_two_routers_and_two_of_each_operator_give_them_away()
    {
        await using var cluster = await GrainCluster.Start(slotsMax: 2, silos: 2, splitGrains: Everything);
        foreach (var silo in (int[])[0, 1])
        {
            foreach (var id in (OperatorId[])[cluster.Olivia, cluster.Omar])
            {
                var grain = cluster.GrainsOf(silo).GetGrain<IOperatorGrain>(GrainKeys.Of(cluster.Account, id));
                await grain.WatchInbox(cluster.GrainsOf(silo).CreateObjectReference<IFeedObserver>(new RecordingFront()), 1);
                await Poll.Until(async () => (await grain.SetAvailability(Availability.Online)).Rejection is null, "she is online");
            }
        }
        var arrivals = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => cluster.Arrive()));
        var ids = await Task.WhenAll(arrivals.Select((arrival, number) => Begin(cluster, number % 2, arrival.Contact)));

        await Poll.Until(
            async () =>
            {
                cluster.Clock.Advance(TimeSpan.FromSeconds(1));
                return await Live(cluster, cluster.Olivia) + await Live(cluster, cluster.Omar) == 4;
            },
            "all four slots are used");
        await Task.WhenAll(ids.Select(id => On(cluster, 1, id).ReportToRouter()));

        foreach (var id in (OperatorId[])[cluster.Olivia, cluster.Omar])
        {
            Assert.Equal(2, await Live(cluster, id));
        }
        foreach (var id in ids)
        {
            var row = await cluster.Store.Load(cluster.Account, id, Limits.RecentEntries, CancellationToken.None);
            var owners = row?.Recent.Select(entry => entry.Event).OfType<ConversationEvent.OperatorAssigned>() ?? [];
            OperatorId? owner = null;
            foreach (var assigned in owners)
            {
                Assert.Equal(owner, assigned.PreviousOperatorId);
                owner = assigned.OperatorId;
            }
            Assert.Equal(owner, row?.State.Assignee?.OperatorId);
        }
    }

    [Fact]
    public async Task A_reader_at_the_one_that_was_passed_by_finds_out_with_the_next_beat()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: ["conversation"]);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var front = await Watch(cluster, 0, id, contact);

        var answer = await On(cluster, 1, id).PostMessage(Reader.Contact(contact), null, new(Guid.NewGuid()), "Unseen there");

        await Poll.Until(
            () =>
            {
                cluster.Clock.Advance(TimeSpan.FromSeconds(1));
                return front.Pushes.OfType<FeedPush.ConversationBeat>().Any(beat => beat.LastSeq == answer.Seq);
            },
            "a beat that names the newest entry");
        Assert.DoesNotContain(front.Pushes, push => push is FeedPush.TimelineAdvanced);
        var page = await On(cluster, 0, id).ReadTimeline(Reader.Contact(contact), 0, null, 50);
        Assert.Equal(answer.Seq, page?.UpTo);
    }

    [Fact]
    public async Task A_reader_at_the_one_that_met_the_other_finds_out_at_once_even_when_the_command_is_refused()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: ["conversation"]);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var front = await Watch(cluster, 0, id, contact);
        var taken = await On(cluster, 1, id).AssignConversation(
            Reader.Operator(cluster.Omar), "Omar", new(Guid.NewGuid()), null);

        var refused = await On(cluster, 0, id).AssignConversation(
            Reader.Operator(cluster.Olivia), "Olivia", new(Guid.NewGuid()), null);

        Assert.Equal("Omar", refused.Rejection?.OperatorName);
        await Poll.Until(
            () => front.Pushes.OfType<FeedPush.ConversationBeat>().Any(beat => beat.LastSeq == taken.Seq), "a beat that names Omar's entry");
        Assert.DoesNotContain(front.Pushes, push => push is FeedPush.TimelineAdvanced);
    }

    private static IConversationGrain On(GrainCluster cluster, int silo, ConversationId id) =>
        cluster.GrainsOf(silo).GetGrain<IConversationGrain>(GrainKeys.Of(cluster.Account, id));

    private static async Task<RecordingFront> Watch(GrainCluster cluster, int silo, ConversationId id, ContactId contact)
    {
        var front = new RecordingFront();
        var reference = cluster.GrainsOf(silo).CreateObjectReference<IFeedObserver>(front);
        Assert.Null((await On(cluster, silo, id).WatchConversation(Reader.Contact(contact), reference, null)).Rejection);
        return front;
    }

    private static async Task<ConversationId> Begin(GrainCluster cluster, int silo, ContactId contact)
    {
        var id = new ConversationId(Guid.NewGuid());
        var started = new ConversationEvent.ConversationStarted(contact, 1, null, cluster.Widget, cluster.Group, [], "en", null);
        Assert.Null((await On(cluster, silo, id).StartConversation(new(Guid.NewGuid()), started, "Hello?")).Rejection);
        return id;
    }

    private static Task<long> Live(GrainCluster cluster, OperatorId id) =>
        cluster.Store.Count(cluster.Account, new() { Assignees = [id], Mode = ConversationMode.Live }, CancellationToken.None);

    /// <summary>One after the other, each until it is answered; every fifth is said again to the other activation.</summary>
    private static async Task<List<(ConversationId Conversation, CommandId Command, Answer Answer)>> Send(
        GrainCluster cluster, ConversationId id, Reader by, int silo, int messages)
    {
        var sent = new List<(ConversationId, CommandId, Answer)>();
        for (var i = 0; i < messages; i++)
        {
            var command = new CommandId(Guid.NewGuid());
            var text = $"{silo}: {i}";
            var answer = await UntilAnswered(() => On(cluster, silo, id).PostMessage(by, null, command, text));
            sent.Add((id, command, answer));
            if (i % 5 == 0)
            {
                Assert.Equal(answer, await UntilAnswered(() => On(cluster, 1 - silo, id).PostMessage(by, null, command, text)));
            }
        }
        return sent;
    }

    private static Task<Answer> UntilAnswered(Func<Task<Answer>> call) =>
        Poll.For(call, answer => answer.Rejection is null, "an answer", "a seq");

    private static async Task<List<TimelineEntry>> ReadAll(IConversationGrain conversation, Reader by)
    {
        var entries = new List<TimelineEntry>();
        for (var isComplete = false; !isComplete;)
        {
            var page = await conversation.ReadTimeline(by, entries.Count, null, Limits.TimelinePageMax);
            entries.AddRange(page?.Entries ?? []);
            isComplete = page?.IsComplete ?? true;
        }
        return entries;
    }
}
