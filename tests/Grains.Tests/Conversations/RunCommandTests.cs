using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Deliveries;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Tests.Conversations;

/// <summary>Typed commands in the shell: what is stored with them, and what becomes of writes that fail.</summary>
public sealed class RunCommandTests
{
    [Fact]
    public async Task A_transcript_waits_in_the_outbox_once_however_often_it_was_asked_for()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var command = new CommandId(Guid.NewGuid());

        cluster.Faults.Next = FaultyConversationStore.Fault.FailsWritten;
        Assert.Equal(Rejection.StoreIsUnavailable, (await Run(cluster, id, "$dispatch boss@shop.example", command)).Rejection);
        Assert.NotNull((await Run(cluster, id, "$dispatch boss@shop.example", command)).Seq);

        var waiting = Assert.Single(await cluster.Outbox.Take(cluster.Clock.GetUtcNow(), TimeSpan.FromMinutes(1), 10, default));
        Assert.Equal(cluster.Account, waiting.Account);
        Assert.Equal((command.Value, TranscriptOrder.Kind), (waiting.Item.EventId, waiting.Item.Kind));
        Assert.Equal(new(id, "boss@shop.example", "en", cluster.Olivia), TranscriptOrder.FromJson(waiting.Item.Payload));
    }

    [Fact]
    public async Task A_refused_transcript_leaves_nothing_in_the_outbox()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);

        Assert.Equal(Rejection.EmailIsInvalid, (await Run(cluster, id, "$dispatch a@shop.example\nBcc: b@shop.example")).Rejection);
        Assert.Equal(Rejection.ConversationHasNotEnded, (await Run(cluster, id, "$send")).Rejection);

        Assert.Empty(await cluster.Outbox.Take(cluster.Clock.GetUtcNow(), TimeSpan.FromMinutes(1), 10, default));
    }

    [Fact]
    public async Task Without_a_mail_server_a_transcript_is_refused_and_waits_for_nobody()
    {
        await using var cluster = await GrainCluster.Start(MailSetUp.None);
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);

        Assert.Equal(Rejection.MailIsNotSetUp, (await Run(cluster, id, "$dispatch boss@shop.example")).Rejection);

        Assert.Empty(await cluster.Outbox.Take(cluster.Clock.GetUtcNow(), TimeSpan.FromMinutes(1), 10, default));
    }

    [Fact]
    public async Task A_name_whose_answer_was_lost_is_recorded_once()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);
        var command = new CommandId(Guid.NewGuid());

        cluster.Faults.Next = FaultyConversationStore.Fault.FailsWritten;
        Assert.Equal(Rejection.StoreIsUnavailable, (await Run(cluster, id, "$name Anna", command)).Rejection);
        Assert.NotNull((await Run(cluster, id, "$name Anna", command)).Seq);

        Assert.Equal("Anna", (await cluster.Contact(contact).ReadContact())?.Name);
        Assert.Equal("Anna", (await cluster.Head(id)).ContactName);
        Assert.Single(await cluster.Timeline(id), entry => entry.Event is ConversationEvent.ContactInfoRecorded { Value: "Anna", Previous: null });
    }

    [Fact]
    public async Task A_contact_and_a_stranger_are_answered_as_if_there_were_no_conversation()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var id = await cluster.Begin(contact);

        var byContact = await cluster.Conversation(id).RunCommand(Reader.Contact(contact), "", new(Guid.NewGuid()), "$name Anna");
        var nowhere = await Run(cluster, new(Guid.NewGuid()), "$name Anna");

        Assert.Equal(Rejection.ConversationNotFound, byContact.Rejection);
        Assert.Equal(Rejection.ConversationNotFound, nowhere.Rejection);
        Assert.Null((await cluster.Contact(contact).ReadContact())?.Name);
    }

    private static Task<Answer> Run(GrainCluster cluster, ConversationId id, string text, CommandId? command = null) =>
        cluster.Conversation(id).RunCommand(Reader.Operator(cluster.Olivia), "Olivia", command ?? new(Guid.NewGuid()), text);
}
