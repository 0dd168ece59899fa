using MessageCenter.Domain;
using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Interfaces.Attachments;

/// <summary>What is kept of a file.</summary>
public enum AttachmentPart
{
    /// <summary>The file itself; of an image what came of it when it was drawn anew.</summary>
    File,

    /// <summary>An image, small.</summary>
    Thumbnail,
}

/// <summary>What a web front has found out about an uploaded file before it gives the bytes away.</summary>
/// <param name="By">Who uploads it.</param>
/// <param name="ConversationId">Where it may be sent.</param>
/// <param name="ContactId">The contact of that conversation.</param>
/// <param name="File">Name, type and size.</param>
/// <param name="ThumbnailSize">Bytes; 0: there is none.</param>
/// <param name="Hash">SHA-256 of what was uploaded, hexadecimal: the same id with other bytes is no retry.</param>
[GenerateSerializer, Immutable, Alias("AttachmentUpload")]
public sealed record AttachmentUpload(
    Reader By, ConversationId ConversationId, ContactId ContactId, Attachment File, long ThumbnailSize, string Hash);

/// <summary>What a reader may know of a file that she may read.</summary>
[GenerateSerializer, Immutable, Alias("AttachmentView")]
public sealed record AttachmentView(Attachment File, long ThumbnailSize);

/// <summary>The file, for the message that claims it, or a refusal.</summary>
[GenerateSerializer, Immutable, Alias("AttachmentClaim")]
public sealed record AttachmentClaim(Attachment? File, Rejection? Rejection);

/// <summary>
/// One uploaded file (key account/attachment): whose it is, where it may be sent, and whether it was. It waits for the store
/// alone. Whoever may not read it is answered exactly as if it did not exist.
/// </summary>
[Alias("IAttachmentGrain")]
public interface IAttachmentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Says what will be uploaded. Done already: the file as it is, and nothing more to write. Refused: the id names another file.
    /// </summary>
    [Alias("BeginUpload")]
    Task<UploadAnswer> BeginUpload(AttachmentUpload upload);

    /// <summary>Writes one piece, each of <see cref="Limits.AttachmentChunkBytes"/> but the last. May be repeated.</summary>
    [Alias("WriteChunk")]
    Task<Answer> WriteChunk(Reader by, AttachmentPart part, int number, [Immutable] byte[] bytes);

    /// <summary>All pieces are written: from now on it can be sent.</summary>
    [Alias("FinishUpload")]
    Task<Answer> FinishUpload(Reader by);

    /// <summary>
    /// A conversation takes the file for one message, named by author and command; the same message again gets it again.
    /// Refused: not whole, not the author's, of another conversation, used by another message.
    /// </summary>
    [Alias("Claim")]
    Task<AttachmentClaim> Claim(ConversationId conversation, Author author, CommandId command);

    /// <summary>The message is stored (<paramref name="wasSent"/>), or was refused and the file may go with another one.</summary>
    [Alias("Settle")]
    Task Settle(CommandId command, bool wasSent);

    /// <summary>The file, for its uploader, the account's operators, and the contact once it was sent; null: not found.</summary>
    [Alias("ReadAttachment")]
    Task<AttachmentView?> ReadAttachment(Reader by);

    /// <summary>One piece; null: not found.</summary>
    [Alias("ReadChunk")]
    Task<byte[]?> ReadChunk(Reader by, AttachmentPart part, int number);

    /// <summary>The note of that time says that it was never sent: deletes it, unless the note is wrong.</summary>
    [Alias("Sweep")]
    Task Sweep(DateTimeOffset notedAt);
}

/// <summary>The upload may go on, or is done already, or is refused.</summary>
[GenerateSerializer, Immutable, Alias("UploadAnswer")]
public sealed record UploadAnswer(Attachment? Finished, Rejection? Rejection);
