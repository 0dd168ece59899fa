using MessageCenter.Domain;
using MessageCenter.Domain.Attachments;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.WebFront.Errors;

namespace MessageCenter.WebFront.Attachments;

/// <summary>Who uploads what for which conversation.</summary>
internal sealed record UploadRequest(
    AccountId Account, Reader By, ConversationView Conversation, AttachmentId AttachmentId, string? Name);

/// <summary>
/// From a received file to an attachment that can be sent: told by its content, an image drawn anew, named, and given to its
/// grain piece by piece. The whole may be repeated: what is there already is not written again.
/// </summary>
internal sealed class Uploads(IClusterClient grains, ImageDrawer images)
{
    /// <summary>The attachment, or the problem that says why there is none.</summary>
    public async Task<(Attachment? File, Problem? Problem)> Store(UploadRequest request, ReceivedFile received, CancellationToken cancel)
    {
        if (received.Content.Length == 0)
        {
            return (null, Problem.Of(Rejection.AttachmentIsEmpty));
        }
        if (await FileKinds.Of(received.Content, cancel) is not { } kind)
        {
            return (null, TypeIsRefused);
        }
        received.Content.Position = 0;
        if (kind.Image is not { } format)
        {
            var file = new Attachment(
                request.AttachmentId, AttachmentName.Clean(request.Name, kind.Extensions), kind.ContentType, received.Content.Length);
            return await Give(request, file, received, received.Content, [], cancel);
        }
        var drawing = await images.Draw(received.Content, format, cancel);
        if (drawing.Image is not { } image)
        {
            return (null, drawing.Problem == ImageProblem.TooManyPixels
                ? Problem.Of(StatusCodes.Status422UnprocessableEntity, ProblemCodes.Validation, "imageHasTooManyPixels")
                : TypeIsRefused);
        }
        var kept = FileKind.Of(image.Format);
        var drawn = new Attachment(
            request.AttachmentId,
            AttachmentName.Clean(request.Name, kept.Extensions),
            kept.ContentType,
            image.Bytes.Length,
            image.Width,
            image.Height);
        using var bytes = new MemoryStream(image.Bytes, writable: false);
        return await Give(request, drawn, received, bytes, image.Thumbnail, cancel);
    }

    private static Problem TypeIsRefused =>
        Problem.Of(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType, "attachmentTypeIsRefused");

    private async Task<(Attachment? File, Problem? Problem)> Give(
        UploadRequest request, Attachment file, ReceivedFile received, Stream bytes, byte[] thumbnail, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IAttachmentGrain>(GrainKeys.Of(request.Account, request.AttachmentId));
        var begun = await grain.BeginUpload(new(
            request.By, request.Conversation.ConversationId, request.Conversation.ContactId, file, thumbnail.Length, received.Hash));
        if (begun.Finished is { } finished)
        {
            return (finished, null);
        }
        using var small = new MemoryStream(thumbnail, writable: false);
        var refusal = begun.Rejection
            ?? await Write(grain, request.By, AttachmentPart.Thumbnail, small, cancel)
            ?? await Write(grain, request.By, AttachmentPart.File, bytes, cancel)
            ?? (await grain.FinishUpload(request.By)).Rejection;
        return refusal is null ? (file, null) : (null, Problem.Of(refusal));
    }

    private static async Task<Rejection?> Write(
        IAttachmentGrain grain, Reader by, AttachmentPart part, Stream bytes, CancellationToken cancel)
    {
        var count = (int)((bytes.Length + Limits.AttachmentChunkBytes - 1) / Limits.AttachmentChunkBytes);
        for (var number = 0; number < count; number++)
        {
            var piece = new byte[Math.Min(Limits.AttachmentChunkBytes, bytes.Length - bytes.Position)];
            await bytes.ReadExactlyAsync(piece, cancel);
            if ((await grain.WriteChunk(by, part, number, piece)).Rejection is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }
}
