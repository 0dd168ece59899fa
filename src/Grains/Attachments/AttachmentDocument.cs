using MessageCenter.Domain;
using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Grains.Attachments;

/// <summary>What is known of an uploaded file, as JSON in the store. Property names are frozen once released.</summary>
internal sealed record AttachmentDocument
{
    public required ConversationId ConversationId { get; init; }

    public required ContactId ContactId { get; init; }

    public required Author Uploader { get; init; }

    public required Attachment File { get; init; }

    public required string Hash { get; init; }

    public long ThumbnailSize { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>All pieces are in the store.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The message that has it or is about to have it.</summary>
    public CommandId? Claim { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>The message is stored.</summary>
    public bool IsSent { get; init; }
}
