using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Tests.Conversations;

/// <summary>What the shell promises beside the rules: order of the pipeline, failed and unknown writes, reactivation.</summary>
public sealed class PipelineTests
{
    [Fact]
    public async Task A_message_is_stored_before_it_is_answered_and_then_pushed()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var (front, reference) = cluster.NewFront();
        var snapshot = await cluster.Conversation(id).WatchConversation(Reader.Contact(contact), reference, null);

        var answer = await cluster.Say(contact, id, "Where is my parcel?");

        Assert.Equal(2, snapshot.Page?.UpTo);
        Assert.Equal(3, answer.Seq);
        await Poll.Until(() => front.Pushes.OfType<FeedPush.TimelineAdvanced>().Any(), "push of the message");
        var push = front.Pushes.OfType<FeedPush.TimelineAdvanced>().First();
        Assert.Equal(3, push.Entries[0].Seq);
        Assert.Equal(2, push.AfterForContact);
    }

    [Fact]
    public async Task A_write_that_failed_leaves_nothing_and_the_retry_is_stored_once()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var command = new CommandId(Guid.NewGuid());

        cluster.Faults.Next = FaultyConversationStore.Fault.FailsUnwritten;
        var refused = await cluster.Conversation(id).PostMessage(Reader.Contact(contact), null, command, "One");
        var stored = await cluster.Conversation(id).PostMessage(Reader.Contact(contact), null, command, "One");

        Assert.Equal(Rejection.StoreIsUnavailable, refused.Rejection);
        Assert.Equal(3, stored.Seq);
        Assert.Single(await cluster.Timeline(id), entry => entry.CommandId == command);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_found_by_the_retry_and_not_doubled()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var command = new CommandId(Guid.NewGuid());

        cluster.Faults.Next = FaultyConversationStore.Fault.FailsWritten;
        var unknown = await cluster.Conversation(id).PostMessage(Reader.Contact(contact), null, command, "One");
        var found = await cluster.Conversation(id).PostMessage(Reader.Contact(contact), null, command, "One");

        Assert.Equal(Rejection.StoreIsUnavailable, unknown.Rejection);
        Assert.Equal(3, found.Seq);
        Assert.Single(await cluster.Timeline(id), entry => entry.CommandId == command);
    }

    [Fact, BadInput(20)]
    public async Task The_same_id_with_other_words_is_refused_even_when_the_memory_of_ids_is_past_it()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var command = new CommandId(Guid.NewGuid());
        var first = await cluster.Conversation(id).PostMessage(Reader.Contact(contact), null, command, "One");
        for (var i = 0; i <= Limits.RecentEntries; i++)
        {
            await cluster.Say(contact, id, $"More {i}");
        }

        var again = await cluster.Conversation(id).PostMessage(Reader.Contact(contact), null, command, "One");
        var other = await cluster.Conversation(id).PostMessage(Reader.Contact(contact), null, command, "Two");

        Assert.Equal(first, again);
        Assert.Equal(Rejection.CommandIdIsReused, other.Rejection);
    }

    [Fact, BadInput(50)]
    public async Task A_retry_from_long_ago_is_answered_as_then_though_today_it_would_be_refused()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = new ConversationId(Guid.NewGuid());
        var (start, take) = (new CommandId(Guid.NewGuid()), new CommandId(Guid.NewGuid()));
        var started = await cluster.Begin(contact, id, start, "Hello?");
        var taken = await cluster.Conversation(id).AssignConversation(Reader.Operator(cluster.Olivia), "Olivia", take, null);
        for (var i = 0; i <= Limits.RecentEntries; i++)
        {
            await cluster.Say(contact, id, $"More {i}");
        }

        var startedAgain = await cluster.Begin(contact, id, start, "Hello?");
        var takenAgain = await cluster.Conversation(id).AssignConversation(Reader.Operator(cluster.Olivia), "Olivia", take, null);

        Assert.Equal(started, startedAgain);
        Assert.Equal(taken, takenAgain);
    }

    [Fact]
    public async Task Starting_again_with_the_same_ids_is_one_conversation()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = new ConversationId(Guid.NewGuid());
        var command = new CommandId(Guid.NewGuid());

        var first = await cluster.Begin(contact, id, command, "Hello?");
        var again = await cluster.Begin(contact, id, command, "Hello?");

        Assert.Equal(first, again);
        Assert.Equal(2, (await cluster.Timeline(id)).Count);
    }

    [Fact, BadInput(41)]
    public async Task A_stranger_is_answered_as_if_nothing_were_there()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var (stranger, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var (_, front) = cluster.NewFront();

        Assert.Equal(Rejection.ConversationNotFound, (await cluster.Say(stranger, id, "Hi")).Rejection);
        Assert.Equal(
            Rejection.ConversationNotFound,
            (await cluster.Conversation(id).WatchConversation(Reader.Contact(stranger), front, null)).Rejection);
        Assert.Null(await cluster.Conversation(id).ReadTimeline(Reader.Contact(stranger), 0, null, 50));
        Assert.Equal(Rejection.ConversationNotFound, (await cluster.Begin(stranger, id, new(Guid.NewGuid()), "Mine")).Rejection);
    }

    [Fact]
    public async Task A_note_reaches_no_reading_of_the_contact()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        await cluster.Conversation(id).AddNote(Reader.Operator(cluster.Olivia), "Olivia", new(Guid.NewGuid()), "secret");

        var page = await cluster.Conversation(id).ReadTimeline(Reader.Contact(contact), 0, null, 50);

        Assert.DoesNotContain(page?.Entries ?? [], entry => entry.Event is ConversationEvent.NoteAdded);
        Assert.Contains(await cluster.Timeline(id), entry => entry.Event is ConversationEvent.NoteAdded);
        Assert.Equal(2, (await cluster.Conversation(id).ReadConversation(Reader.Contact(contact)))?.LastSeq);
    }
}
