using MessageCenter.Domain;
using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Attachments;

/// <summary>
/// The shell of one uploaded file. Noted as unsent before anything else is written, described in a document, its pieces in
/// the store of attachments; a message claims it, and only a stored message ends the note. Whatever is lost on the way
/// leaves a note behind, by which the sweep finds it and compares it with the timeline.
/// </summary>
internal sealed class AttachmentGrain : Grain, IAttachmentGrain
{
    // A message that has claimed the file may still be on its way to the store.
    private static readonly TimeSpan ClaimHoldsFor = TimeSpan.FromHours(1);

    private readonly IAttachmentStore files;
    private readonly IConversationStore conversations;
    private readonly TimeProvider clock;
    private readonly ILogger<AttachmentGrain> log;
    private readonly AccountId account;
    private readonly AttachmentId me;
    private readonly GrainDocument<AttachmentDocument> document;
    private AttachmentDocument? state;

    public AttachmentGrain(
        IAttachmentStore files, IConversationStore conversations, IDocumentStore documents, TimeProvider clock, ILogger<AttachmentGrain> log)
    {
        (this.files, this.conversations, this.clock, this.log) = (files, conversations, clock, log);
        var key = this.GetPrimaryKeyString();
        (account, me) = (GrainKeys.AccountOf(key), GrainKeys.IdOf<AttachmentId>(key));
        document = new(documents, DocumentKinds.Attachment, key, DocumentJson.Default.AttachmentDocument);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => state = await document.Read(cancellationToken);

    /// <inheritdoc/>
    public async Task<UploadAnswer> BeginUpload(AttachmentUpload upload)
    {
        if (state is { } known)
        {
            return !IsUploader(upload.By, known) || known.ConversationId != upload.ConversationId || known.Hash != upload.Hash
                ? new(null, Rejection.AttachmentIdIsReused)
                : new(known.IsWhole ? known.File : null, null);
        }
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var begun = new AttachmentDocument
        {
            ConversationId = upload.ConversationId,
            ContactId = upload.ContactId,
            Uploader = AuthorOf(upload.By),
            File = upload.File,
            Hash = upload.Hash,
            ThumbnailSize = upload.ThumbnailSize,
            UploadedAt = now,
        };
        var isDone = await Try(async () =>
        {
            await files.NoteUnsent(new(account, me, now), CancellationToken.None);
            await Write(begun);
        });
        return isDone ? new(null, null) : new(null, Rejection.StoreIsUnavailable);
    }

    /// <inheritdoc/>
    public async Task<Answer> WriteChunk(Reader by, AttachmentPart part, int number, byte[] bytes)
    {
        if (state is not { } known || !IsUploader(by, known))
        {
            return Answer.Rejected(Rejection.AttachmentNotFound);
        }
        if (known.IsWhole)
        {
            return Answer.Done;
        }
        var left = SizeOf(known, part) - ((long)number * Limits.AttachmentChunkBytes);
        if (number < 0 || bytes.Length == 0 || bytes.Length != Math.Min(left, Limits.AttachmentChunkBytes))
        {
            return Answer.Rejected(Rejection.AttachmentIsTooLarge);
        }
        return await Try(() => files.WriteChunk(new(account, me, part, number), bytes, CancellationToken.None))
            ? Answer.Done
            : Answer.Rejected(Rejection.StoreIsUnavailable);
    }

    /// <inheritdoc/>
    public async Task<Answer> FinishUpload(Reader by)
    {
        if (state is not { } known || !IsUploader(by, known))
        {
            return Answer.Rejected(Rejection.AttachmentNotFound);
        }
        return known.IsWhole || await Try(() => Write(known with { IsWhole = true }))
            ? Answer.Done
            : Answer.Rejected(Rejection.StoreIsUnavailable);
    }

    /// <inheritdoc/>
    public async Task<AttachmentClaim> Claim(ConversationId conversation, Author author, CommandId command)
    {
        if (state is not { IsWhole: true } known || known.ConversationId != conversation || !known.Uploader.IsSameAs(author))
        {
            return new(null, Rejection.AttachmentNotFound);
        }
        if (known.Claim is { } other && other != command)
        {
            return new(null, Rejection.AttachmentIsUsed);
        }
        return known.IsSent || await Try(() => Write(known with { Claim = command, ClaimedAt = clock.GetUtcNow() }))
            ? new(known.File, null)
            : new(null, Rejection.StoreIsUnavailable);
    }

    /// <inheritdoc/>
    public async Task Settle(CommandId command, bool wasSent)
    {
        if (state is { IsSent: false } known && known.Claim == command)
        {
            await Try(() => wasSent ? Keep(known) : Write(known with { Claim = null, ClaimedAt = null }));
        }
    }

    /// <inheritdoc/>
    public Task<AttachmentView?> ReadAttachment(Reader by) =>
        Task.FromResult(state is { IsWhole: true } known && Admits(by, known) ? new AttachmentView(known.File, known.ThumbnailSize) : null);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadChunk(Reader by, AttachmentPart part, int number) =>
        state is { IsWhole: true } known && Admits(by, known)
            ? await files.ReadChunk(new(account, me, part, number), CancellationToken.None)
            : null;

    /// <inheritdoc/>
    public async Task Sweep(DateTimeOffset notedAt)
    {
        var note = new UnsentAttachment(account, me, notedAt);
        await Try(async () =>
        {
            if (state is not { } known)
            {
                // Noted, and never described: nothing was written, or a deletion did not come to its end.
                await files.Delete(account, me, CancellationToken.None);
                await files.ForgetUnsent(note, CancellationToken.None);
            }
            else if (known.IsSent || await WasSent(known))
            {
                await Keep(known);
            }
            else if (known.ClaimedAt is not { } at || clock.GetUtcNow() - at > ClaimHoldsFor)
            {
                await document.Delete(CancellationToken.None);
                state = null;
                await files.Delete(account, me, CancellationToken.None);
                await files.ForgetUnsent(note, CancellationToken.None);
            }
        });
    }

    private async Task<bool> WasSent(AttachmentDocument known) =>
        known.Claim is { } command
        && await conversations.FindCommand(account, known.ConversationId, known.Uploader, command, CancellationToken.None) is not null;

    private async Task Keep(AttachmentDocument known)
    {
        if (!known.IsSent)
        {
            await Write(known with { IsSent = true });
        }
        await files.ForgetUnsent(new(account, me, known.UploadedAt), CancellationToken.None);
    }

    private async Task Write(AttachmentDocument next)
    {
        await document.Write(next, CancellationToken.None);
        state = next;
    }

    /// <summary>False: the outcome is not known; this activation goes, and the next one reads what became of it.</summary>
    private async Task<bool> Try(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (StoreUnavailableException problem)
        {
            Runtime.Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
            DeactivateOnIdle();
            return false;
        }
    }

    private static long SizeOf(AttachmentDocument known, AttachmentPart part) =>
        part == AttachmentPart.Thumbnail ? known.ThumbnailSize : known.File.Size;

    private static Author AuthorOf(Reader by) => by.OperatorId is { } id ? Author.Operator(id, "") : Author.Contact;

    private static bool IsUploader(Reader by, AttachmentDocument known) =>
        known.Uploader.IsSameAs(AuthorOf(by)) && (by.Kind == AuthorKind.Operator || by.ContactId == known.ContactId);

    /// <summary>Operators of the account read what its contacts and operators sent; a contact reads what belongs to her.</summary>
    private static bool Admits(Reader by, AttachmentDocument known) => by.Kind == AuthorKind.Operator
        ? by.OperatorId is not null && (known.Claim is not null || known.Uploader.IsSameAs(AuthorOf(by)))
        : by.ContactId == known.ContactId && (known.Claim is not null || known.Uploader.Kind == AuthorKind.Contact);
}
