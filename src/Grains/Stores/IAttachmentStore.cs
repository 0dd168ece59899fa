using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces.Attachments;

namespace MessageCenter.Grains.Stores;

/// <summary>
/// The bytes of attachments, in pieces of <see cref="Limits.AttachmentChunkBytes"/>; what they are is in a document of the
/// attachment's grain. A piece never changes: to write it again is the same write. Beside the bytes it notes what was uploaded
/// and not yet sent, so that orphans are found without looking through everything.
/// </summary>
public interface IAttachmentStore
{
    /// <summary>Writes one piece; durable when it returns. Throws <see cref="StoreUnavailableException"/> when that is not known.</summary>
    Task WriteChunk(AttachmentPiece piece, ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>One piece; null when there is none.</summary>
    Task<byte[]?> ReadChunk(AttachmentPiece piece, CancellationToken cancel);

    /// <summary>Notes that the upload has begun, before its first piece is written. Again: the same.</summary>
    Task NoteUnsent(UnsentAttachment unsent, CancellationToken cancel);

    /// <summary>Forgets the note: the attachment was sent or deleted. Again: nothing happens.</summary>
    Task ForgetUnsent(UnsentAttachment unsent, CancellationToken cancel);

    /// <summary>The oldest notes from before that time, oldest first.</summary>
    Task<ImmutableArray<UnsentAttachment>> ReadUnsent(DateTimeOffset before, int limit, CancellationToken cancel);

    /// <summary>Deletes all pieces of all parts. Again: nothing happens.</summary>
    Task Delete(AccountId account, AttachmentId attachment, CancellationToken cancel);
}

/// <summary>Names one piece of one part.</summary>
public readonly record struct AttachmentPiece(AccountId Account, AttachmentId Attachment, AttachmentPart Part, int Number);

/// <summary>An upload that no message has yet, since that time (milliseconds).</summary>
public readonly record struct UnsentAttachment(AccountId Account, AttachmentId Attachment, DateTimeOffset At);
