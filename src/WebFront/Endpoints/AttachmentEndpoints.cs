using MessageCenter.Domain;
using MessageCenter.Domain.Attachments;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.WebFront.Attachments;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>
/// Files of messages, up and down. Operators and contacts have paths of their own, so that a request has one session and no
/// choice: an operator's page shows an image by her cookie, a widget fetches it with its token, and no address holds a secret.
/// </summary>
internal static class AttachmentEndpoints
{
    /// <summary>A file is looked at by whoever opens it and by nothing that could run in it.</summary>
    private const string Sandbox = "sandbox; default-src 'none'";

    private static string[] Reads => [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps the operators' upload.</summary>
    public static void MapUploads(this IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{conversationId}/attachments", Upload).RequireAuthorization(Policies.Operator)
            .Produces<Attachment>();

    /// <summary>Maps the contacts' upload and both downloads.</summary>
    public static void MapMedia(this IEndpointRouteBuilder app)
    {
        app.MapPost("/widget/conversations/{conversationId}/attachments", Upload).RequireAuthorization(Policies.Contact)
            .ExcludeFromDescription();
        app.MapMethods("/media/{attachmentId}/{part}", Reads, Download).RequireAuthorization(Policies.Operator).ExcludeFromDescription();
        app.MapMethods("/widget/media/{attachmentId}/{part}", Reads, Download).RequireAuthorization(Policies.Contact)
            .ExcludeFromDescription();
    }

    private static async Task<IResult> Upload(
        string conversationId,
        HttpContext context,
        IClusterClient grains,
        Uploads uploads,
        UploadLimits limits,
        WebFrontSettings settings,
        TimeProvider time)
    {
        var account = context.User.AccountId();
        var reader = Reader(context);
        if (!RouteIds.TryRead<AttachmentId>(context.Request.Headers["Idempotency-Key"], out var attachment))
        {
            return Problem.Validation("idempotencyKeyIsInvalid");
        }
        if (!RouteIds.TryRead<ConversationId>(conversationId, out var id)
            || await grains.GetGrain<IConversationGrain>(GrainKeys.Of(account, id)).ReadConversation(reader) is not { } conversation)
        {
            return Problem.Of(Rejection.ConversationNotFound);
        }
        if (context.Request.ContentLength > settings.AttachmentBytesMax)
        {
            return Problem.Of(Rejection.AttachmentIsTooLarge);
        }
        using var lease = limits.Enter($"{account}/{reader.OperatorId?.Value ?? reader.ContactId?.Value}");
        if (lease is null)
        {
            return SignInEndpoints.TooMany(context, TimeSpan.FromSeconds(5));
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } length)
        {
            length.MaxRequestBodySize = settings.AttachmentBytesMax;
        }
        return await Receive(new(account, reader, conversation, attachment, NameOf(context.Request)), context, uploads, settings, time);
    }

    private static async Task<IResult> Receive(
        UploadRequest request, HttpContext context, Uploads uploads, WebFrontSettings settings, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(settings.UploadTakesAtMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            await using var received = await ReceivedFile.Receive(context.Request.Body, settings.AttachmentBytesMax, either.Token);
            if (received is null)
            {
                return Problem.Of(Rejection.AttachmentIsTooLarge);
            }
            var (file, problem) = await uploads.Store(request, received, either.Token);
            return file is null ? problem ?? Problem.Of(Rejection.AttachmentNotFound) : TypedResults.Ok(file);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problem.Of(Rejection.AttachmentIsTooLarge);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return Problem.Of(StatusCodes.Status408RequestTimeout);
        }
    }

    private static async Task<IResult> Download(string attachmentId, string part, HttpContext context, IClusterClient grains)
    {
        var reader = Reader(context);
        if (!RouteIds.TryRead<AttachmentId>(attachmentId, out var id) || PartOf(part) is not { } wanted)
        {
            return Problem.Of(Rejection.AttachmentNotFound);
        }
        var attachment = grains.GetGrain<IAttachmentGrain>(GrainKeys.Of(context.User.AccountId(), id));
        if (await attachment.ReadAttachment(reader) is not { File: var file } view
            || (wanted == AttachmentPart.Thumbnail && view.ThumbnailSize == 0))
        {
            return Problem.Of(Rejection.AttachmentNotFound);
        }
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Sandbox;
        headers.CacheControl = "private, max-age=86400";
        var isThumbnail = wanted == AttachmentPart.Thumbnail;
        await using var bytes = AttachmentStream.Of(attachment, reader, wanted, isThumbnail ? view.ThumbnailSize : file.Size);
        var answer = TypedResults.Stream(
            bytes,
            isThumbnail ? FileKind.Webp.ContentType
                : file.ContentType == FileKind.Text.ContentType ? $"{file.ContentType}; charset=utf-8"
                : file.ContentType,
            IsShown(file) ? null : file.Name,
            entityTag: new EntityTagHeaderValue($"\"{part}\""),
            enableRangeProcessing: true);
        await answer.ExecuteAsync(context);
        return TypedResults.Empty;
    }

    private static Reader Reader(HttpContext context) => context.User.HasClaim(claim => claim.Type == ClaimNames.Operator)
        ? Grains.Interfaces.Conversations.Reader.Operator(context.User.OperatorId())
        : Grains.Interfaces.Conversations.Reader.Contact(context.User.ContactId());

    private static AttachmentPart? PartOf(string part) => part switch
    {
        "file" => AttachmentPart.File,
        "thumbnail" => AttachmentPart.Thumbnail,
        _ => null,
    };

    /// <summary>What our own pages show: images that we drew, and sounds.</summary>
    private static bool IsShown(Attachment file) =>
        file.Width is not null || file.ContentType.StartsWith("audio/", StringComparison.Ordinal);

    /// <summary>The name as browsers say it (RFC 6266); none is no mistake.</summary>
    private static string? NameOf(HttpRequest request) =>
        ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition)
            ? disposition.FileNameStar.Value ?? disposition.FileName.Value
            : null;
}
