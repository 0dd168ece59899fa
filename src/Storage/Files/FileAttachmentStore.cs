using System.Collections.Immutable;
using System.Globalization;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Files;

/// <summary>
/// Attachments as files in a folder beside the SQLite file: a folder for each, a file for each piece, and an empty file
/// for each note. A piece is given to the disk before the call returns; one that was cut off was never acknowledged, and is
/// written anew.
/// </summary>
internal sealed class FileAttachmentStore(string folder) : IAttachmentStore
{
    private const string UnsentFolder = "unsent";

    public Task WriteChunk(AttachmentPiece piece, ReadOnlyMemory<byte> bytes, CancellationToken cancel) => Explained(async () =>
    {
        Directory.CreateDirectory(FolderOf(piece.Account, piece.Attachment));
        using var file = File.OpenHandle(
            PathOf(piece), FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.Asynchronous, bytes.Length);
        await RandomAccess.WriteAsync(file, bytes, fileOffset: 0, cancel);
        RandomAccess.FlushToDisk(file);
        return true;
    });

    public Task<byte[]?> ReadChunk(AttachmentPiece piece, CancellationToken cancel) => Explained(async () =>
    {
        try
        {
            return (byte[]?)await File.ReadAllBytesAsync(PathOf(piece), cancel);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    });

    public Task NoteUnsent(UnsentAttachment unsent, CancellationToken cancel) => Explained(() =>
    {
        Directory.CreateDirectory(Path.Combine(folder, UnsentFolder));
        using var note = File.OpenHandle(PathOf(unsent), FileMode.Create, FileAccess.Write);
        RandomAccess.FlushToDisk(note);
        return Task.FromResult(true);
    });

    public Task ForgetUnsent(UnsentAttachment unsent, CancellationToken cancel) => Explained(() =>
    {
        if (Directory.Exists(Path.Combine(folder, UnsentFolder)))
        {
            File.Delete(PathOf(unsent));
        }
        return Task.FromResult(true);
    });

    public Task<ImmutableArray<UnsentAttachment>> ReadUnsent(DateTimeOffset before, int limit, CancellationToken cancel) => Explained(() =>
    {
        var notes = Path.Combine(folder, UnsentFolder);
        return Task.FromResult(Directory.Exists(notes)
            ? [.. Directory.EnumerateFiles(notes).Select(NoteOf).Where(note => note.At < before).OrderBy(note => note.At).Take(limit)]
            : ImmutableArray<UnsentAttachment>.Empty);
    });

    public Task Delete(AccountId account, AttachmentId attachment, CancellationToken cancel) => Explained(() =>
    {
        try
        {
            Directory.Delete(FolderOf(account, attachment), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted before, or never written.
        }
        return Task.FromResult(true);
    });

    private string FolderOf(AccountId account, AttachmentId attachment) =>
        Path.Combine(folder, account.Value.ToString("N"), attachment.Value.ToString("N"));

    private string PathOf(AttachmentPiece piece) => Path.Combine(
        FolderOf(piece.Account, piece.Attachment),
        string.Create(CultureInfo.InvariantCulture, $"{(piece.Part == AttachmentPart.File ? "file" : "thumbnail")}.{piece.Number}"));

    private string PathOf(UnsentAttachment unsent) => Path.Combine(
        folder,
        UnsentFolder,
        string.Create(CultureInfo.InvariantCulture, $"{unsent.At.ToUnixTimeMilliseconds():D15}-{unsent.Account.Value:N}-{unsent.Attachment.Value:N}"));

    private static UnsentAttachment NoteOf(string path) => Path.GetFileName(path).Split('-') is [var at, var account, var attachment]
        ? new(
            new(Guid.ParseExact(account, "N")),
            new(Guid.ParseExact(attachment, "N")),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)))
        : throw new StoreUnavailableException($"The note {path} is none of ours.");

    private static async Task<T> Explained<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("The folder of attachments could not be read or written.", problem);
        }
    }
}
