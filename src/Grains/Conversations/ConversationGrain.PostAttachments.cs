using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Conversations;

/// <summary>Messages with files. A conversation waits for its attachments, which wait for the store alone.</summary>
internal sealed partial class ConversationGrain
{
    /// <inheritdoc/>
    public async Task<Answer> PostAttachments(
        Reader by,
        string? operatorName,
        CommandId id,
        string text,
        EquatableArray<AttachmentId> attachments,
        long? seen = null,
        Translation? translation = null)
    {
        if (!Admits(by))
        {
            return await NotFound();
        }
        if (attachments.Count > Limits.AttachmentsPerMessageMax || attachments.Distinct().Count() < attachments.Count)
        {
            return Answer.Rejected(Rejection.TooManyAttachments);
        }
        var author = AuthorOf(by, operatorName);
        var files = ImmutableArray.CreateBuilder<Attachment>(attachments.Count);
        Rejection? refusal = null;
        foreach (var attachment in attachments)
        {
            var claim = await GrainOf(attachment).Claim(conversation, author, id);
            if (claim.File is not { } file)
            {
                refusal = claim.Rejection ?? Rejection.AttachmentNotFound;
                break;
            }
            files.Add(file);
        }
        var answer = refusal is null
            ? await Run(new ConversationCommand.PostMessage(author, id, Now(), text, new(files.ToImmutable()), seen, translation))
            : Answer.Rejected(refusal);
        if (answer.Rejection?.Code != RejectionCode.Unavailable)
        {
            // Lost, it costs time only: the sweep asks the timeline.
            foreach (var file in files)
            {
                Tell(GrainOf(file.AttachmentId).Settle(id, wasSent: answer.Rejection is null), "A message of an attachment");
            }
        }
        return answer;
    }

    private IAttachmentGrain GrainOf(AttachmentId attachment) =>
        GrainFactory.GetGrain<IAttachmentGrain>(GrainKeys.Of(account, attachment));
}
