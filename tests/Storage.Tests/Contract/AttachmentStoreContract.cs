using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>What every adapter of <see cref="IAttachmentStore"/> promises.</summary>
public abstract class AttachmentStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly AccountId account = new(Guid.NewGuid());
    private readonly AttachmentId attachment = new(Guid.NewGuid());

    protected abstract Task<StoreUnderTest> Open();

    protected StoreUnderTest Store { get; private set; } = null!;

    private IAttachmentStore Files => Store.Attachments;

    public async ValueTask InitializeAsync() => Store = await Open();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_piece_is_read_as_it_was_written_also_after_a_restart()
    {
        var bytes = Bytes(Limits.AttachmentChunkBytes);
        await Files.WriteChunk(Piece(AttachmentPart.File, 1), bytes, default);
        Assert.Equal(bytes, await Files.ReadChunk(Piece(AttachmentPart.File, 1), default));
        await Store.Reopen();
        Assert.Equal(bytes, await Files.ReadChunk(Piece(AttachmentPart.File, 1), default));
    }

    [Fact]
    public async Task What_was_never_written_is_absent()
    {
        await Files.WriteChunk(Piece(AttachmentPart.File, 1), Bytes(3), default);
        Assert.Null(await Files.ReadChunk(Piece(AttachmentPart.File, 0), default));
        Assert.Null(await Files.ReadChunk(Piece(AttachmentPart.Thumbnail, 1), default));
        Assert.Null(await Files.ReadChunk(Piece(AttachmentPart.File, 1) with { Attachment = new(Guid.NewGuid()) }, default));
        Assert.Null(await Files.ReadChunk(Piece(AttachmentPart.File, 1) with { Account = new(Guid.NewGuid()) }, default));
    }

    [Fact]
    public async Task A_piece_that_is_written_again_is_the_same_piece()
    {
        var bytes = Bytes(1_000);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(number => Files.WriteChunk(Piece(AttachmentPart.File, number), bytes, default)));
        await Files.WriteChunk(Piece(AttachmentPart.File, 2), bytes, default);
        Assert.Equal(bytes, await Files.ReadChunk(Piece(AttachmentPart.File, 2), default));
    }

    [Fact]
    public async Task Deleted_is_every_piece_of_the_one_attachment_and_nothing_else()
    {
        var other = Piece(AttachmentPart.File, 0) with { Attachment = new(Guid.NewGuid()) };
        await Files.WriteChunk(other, Bytes(5), default);
        await Files.WriteChunk(Piece(AttachmentPart.File, 0), Bytes(5), default);
        await Files.WriteChunk(Piece(AttachmentPart.Thumbnail, 0), Bytes(5), default);
        await Files.Delete(account, attachment, default);
        await Files.Delete(account, attachment, default);
        Assert.Null(await Files.ReadChunk(Piece(AttachmentPart.File, 0), default));
        Assert.Null(await Files.ReadChunk(Piece(AttachmentPart.Thumbnail, 0), default));
        Assert.NotNull(await Files.ReadChunk(other, default));
    }

    [Fact]
    public async Task Notes_are_read_oldest_first_until_they_are_forgotten()
    {
        var notes = Enumerable.Range(0, 4).Select(hour => new UnsentAttachment(account, new(Guid.NewGuid()), Noon.AddHours(hour))).ToArray();
        foreach (var note in notes.Reverse())
        {
            await Files.NoteUnsent(note, default);
        }
        await Files.NoteUnsent(notes[0], default);
        Assert.Equal(notes[..3], await Files.ReadUnsent(Noon.AddHours(3), 10, default));
        Assert.Equal(notes[..2], await Files.ReadUnsent(Noon.AddHours(3), 2, default));
        await Files.ForgetUnsent(notes[0], default);
        await Files.ForgetUnsent(notes[0], default);
        await Store.Reopen();
        Assert.Equal(notes[1..], await Files.ReadUnsent(Noon.AddHours(9), 10, default));
    }

    [Fact]
    public async Task A_store_that_nobody_has_uploaded_to_has_no_notes()
    {
        Assert.Empty(await Files.ReadUnsent(Noon, 10, default));
        await Files.ForgetUnsent(new(account, attachment, Noon), default);
        await Files.Delete(account, attachment, default);
    }

    private AttachmentPiece Piece(AttachmentPart part, int number) => new(account, attachment, part, number);

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
