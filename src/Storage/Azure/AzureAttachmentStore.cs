using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// Attachments as blobs: one for each piece, which is whole or absent, and an empty one for each note, whose name begins
/// with its time so that the oldest are listed first.
/// </summary>
internal sealed class AzureAttachmentStore(AzureDatabase database) : IAttachmentStore
{
    private const string UnsentPrefix = "unsent/";

    private BlobContainerClient Blobs => database.Tables.Attachments;

    public Task WriteChunk(AttachmentPiece piece, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        database.Calls.Write(bound => Put(NameOf(piece), new(bytes), bound), cancel);

    public Task<byte[]?> ReadChunk(AttachmentPiece piece, CancellationToken cancel) => database.Calls.Read(
        bound => database.Tables.Tries.Repeat(
            async () =>
            {
                try
                {
                    var read = await Blobs.GetBlobClient(NameOf(piece)).DownloadContentAsync(bound);
                    return read.Value.Content.ToArray();
                }
                catch (RequestFailedException absent) when (absent.Status == 404)
                {
                    return null;
                }
            },
            bound),
        cancel);

    public Task NoteUnsent(UnsentAttachment unsent, CancellationToken cancel) =>
        database.Calls.Write(bound => Put(NameOf(unsent), BinaryData.Empty, bound), cancel);

    public Task ForgetUnsent(UnsentAttachment unsent, CancellationToken cancel) =>
        database.Calls.Write(bound => Remove(NameOf(unsent), bound), cancel);

    public Task<ImmutableArray<UnsentAttachment>> ReadUnsent(DateTimeOffset before, int limit, CancellationToken cancel) =>
        database.Calls.Read(
            async bound =>
            {
                var notes = ImmutableArray.CreateBuilder<UnsentAttachment>();
                await foreach (var blob in List(UnsentPrefix, bound))
                {
                    var note = NoteOf(blob.Name);
                    if (note.At >= before || notes.Count == limit)
                    {
                        break;
                    }
                    notes.Add(note);
                }
                return notes.ToImmutable();
            },
            cancel);

    public Task Delete(AccountId account, AttachmentId attachment, CancellationToken cancel) => database.Calls.Write(
        async bound =>
        {
            await foreach (var blob in List(PrefixOf(account, attachment), bound))
            {
                await Remove(blob.Name, bound);
            }
            return true;
        },
        cancel);

    private AsyncPageable<BlobItem> List(string prefix, CancellationToken cancel) =>
        Blobs.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancel);

    private Task<bool> Put(string name, BinaryData bytes, CancellationToken cancel) => database.Tables.Tries.Repeat(
        async () =>
        {
            await Blobs.GetBlobClient(name).UploadAsync(bytes, overwrite: true, cancel);
            return true;
        },
        cancel);

    private Task<bool> Remove(string name, CancellationToken cancel) => database.Tables.Tries.Repeat(
        async () => (await Blobs.DeleteBlobIfExistsAsync(name, cancellationToken: cancel)).Value, cancel);

    private static string PrefixOf(AccountId account, AttachmentId attachment) => $"{account.Value:N}/{attachment.Value:N}/";

    private static string NameOf(AttachmentPiece piece) => string.Create(
        CultureInfo.InvariantCulture,
        $"{PrefixOf(piece.Account, piece.Attachment)}{(piece.Part == AttachmentPart.File ? "file" : "thumbnail")}/{piece.Number:D6}");

    private static string NameOf(UnsentAttachment unsent) => string.Create(
        CultureInfo.InvariantCulture,
        $"{UnsentPrefix}{unsent.At.ToUnixTimeMilliseconds():D15}/{unsent.Account.Value:N}/{unsent.Attachment.Value:N}");

    private static UnsentAttachment NoteOf(string name) => name.Split('/') is [_, var at, var account, var attachment]
        ? new(
            new(Guid.ParseExact(account, "N")),
            new(Guid.ParseExact(attachment, "N")),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)))
        : throw new StoreUnavailableException($"The note {name} is none of ours.");
}
