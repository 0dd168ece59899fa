namespace MessageCenter.Domain.Attachments;

/// <summary>A file that goes with a message: what everybody who may read the message knows of it. The bytes are kept apart.</summary>
/// <param name="AttachmentId">Made by the client that uploaded it.</param>
/// <param name="Name">Cleaned, with the extension of its content (<see cref="AttachmentName"/>).</param>
/// <param name="ContentType">Told from the content, such as "image/png".</param>
/// <param name="Size">Bytes, as they are kept.</param>
/// <param name="Width">Pixels, of an image.</param>
/// <param name="Height">Pixels, of an image.</param>
[GenerateSerializer, Immutable, Alias("Attachment")]
public sealed record Attachment(
    AttachmentId AttachmentId, string Name, string ContentType, long Size, int? Width = null, int? Height = null);
