using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.WebFront.Attachments;

/// <summary>The bytes of one part as a stream, fetched piece by piece while they are read; a range begins in the middle.</summary>
internal sealed class AttachmentStream : Stream
{
    private readonly IAttachmentGrain attachment;
    private readonly Reader reader;
    private readonly AttachmentPart part;
    private readonly long length;
    private byte[] piece = [];
    private long pieceNumber = -1;

    private AttachmentStream(IAttachmentGrain attachment, Reader reader, AttachmentPart part, long length) =>
        (this.attachment, this.reader, this.part, this.length) = (attachment, reader, part, length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <summary>Whoever gets it disposes of it.</summary>
    public static Stream Of(IAttachmentGrain attachment, Reader reader, AttachmentPart part, long length) =>
        new AttachmentStream(attachment, reader, part, length);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.IsEmpty)
        {
            return 0;
        }
        var number = Position / Limits.AttachmentChunkBytes;
        if (number != pieceNumber)
        {
            cancellationToken.ThrowIfCancellationRequested();
            piece = await attachment.ReadChunk(reader, part, (int)number) ?? throw new IOException("A piece of an attachment is missing.");
            pieceNumber = number;
        }
        var from = (int)(Position % Limits.AttachmentChunkBytes);
        var count = Math.Min(buffer.Length, piece.Length - from);
        piece.AsMemory(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Pieces are fetched, which takes time.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
