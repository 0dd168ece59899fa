using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Tests.Attachments;

/// <summary>What was uploaded and never sent goes; what a message has stays, whatever was lost on the way.</summary>
public sealed class AttachmentSweepTests
{
    private static readonly byte[] Bytes = "hello"u8.ToArray();

    [Fact]
    public async Task A_file_that_nobody_sent_is_gone_and_its_id_can_be_used_again()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var conversation = await cluster.Begin(contact);
        var (id, file) = await Upload(cluster, contact, conversation);
        await file.Sweep(cluster.Clock.GetUtcNow());
        Assert.Null(await file.ReadAttachment(Reader.Contact(contact)));
        Assert.Null((await Begin(cluster, id, contact, conversation)).Rejection);
    }

    [Fact]
    public async Task A_file_of_a_message_stays_also_when_nobody_told_it_that_the_message_is_stored()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var conversation = await cluster.Begin(contact);
        var (id, file) = await Upload(cluster, contact, conversation);
        var answer = await cluster.Conversation(conversation).PostAttachments(
            Reader.Contact(contact), null, new(Guid.NewGuid()), "", [id]);
        Assert.Null(answer.Rejection);
        cluster.Clock.Advance(TimeSpan.FromHours(25));
        await file.Sweep(cluster.Clock.GetUtcNow());
        Assert.NotNull(await file.ReadAttachment(Reader.Operator(cluster.Olivia)));
        Assert.Equal(Bytes, await file.ReadChunk(Reader.Operator(cluster.Olivia), AttachmentPart.File, 0));
    }

    [Fact]
    public async Task A_file_of_a_refused_message_may_go_with_another_one()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var conversation = await cluster.Begin(contact);
        var (id, _) = await Upload(cluster, contact, conversation);
        var by = Reader.Contact(contact);
        var refused = await cluster.Conversation(conversation).PostAttachments(by, null, new(Guid.NewGuid()), "a\0b", [id]);
        Assert.Equal(Rejection.TextIsMalformed, refused.Rejection);
        await Poll.Until(
            async () => (await cluster.Conversation(conversation).PostAttachments(by, null, new(Guid.NewGuid()), "", [id])).Rejection is null,
            "the file is free again");
    }

    [Fact]
    public async Task Nobody_else_can_write_into_it_or_claim_it()
    {
        await using var cluster = await GrainCluster.Start();
        var (contact, _) = await cluster.Arrive();
        var conversation = await cluster.Begin(contact);
        var (id, file) = await Upload(cluster, contact, conversation);
        var stranger = Reader.Contact(new(Guid.NewGuid()));
        Assert.Equal(Rejection.AttachmentNotFound, (await file.WriteChunk(stranger, AttachmentPart.File, 0, Bytes)).Rejection);
        var elsewhere = await cluster.Begin(contact, "Another one");
        var posted = await cluster.Conversation(elsewhere).PostAttachments(
            Reader.Contact(contact), null, new(Guid.NewGuid()), "", [id]);
        Assert.Equal(Rejection.AttachmentNotFound, posted.Rejection);
    }

    private static async Task<(AttachmentId Id, IAttachmentGrain File)> Upload(
        GrainCluster cluster, ContactId contact, ConversationId conversation)
    {
        var id = new AttachmentId(Guid.NewGuid());
        var file = cluster.Grains.GetGrain<IAttachmentGrain>(GrainKeys.Of(cluster.Account, id));
        Assert.Null((await Begin(cluster, id, contact, conversation)).Rejection);
        Assert.Null((await file.WriteChunk(Reader.Contact(contact), AttachmentPart.File, 0, Bytes)).Rejection);
        Assert.Null((await file.FinishUpload(Reader.Contact(contact))).Rejection);
        return (id, file);
    }

    private static Task<UploadAnswer> Begin(GrainCluster cluster, AttachmentId id, ContactId contact, ConversationId conversation) =>
        cluster.Grains.GetGrain<IAttachmentGrain>(GrainKeys.Of(cluster.Account, id)).BeginUpload(new(
            Reader.Contact(contact), conversation, contact, new(id, "hello.txt", "text/plain", Bytes.Length), 0, "hash"));
}
