namespace MessageCenter.WebFront.Attachments;

/// <summary>What came of an image that was drawn anew: pixels and nothing else.</summary>
/// <param name="Bytes">The image as it is kept.</param>
/// <param name="Format">What it is now.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
/// <param name="Thumbnail">The same, small, as WebP.</param>
internal sealed record DrawnImage(byte[] Bytes, ImageFormat Format, int Width, int Height, byte[] Thumbnail);

/// <summary>The image, or why there is none.</summary>
internal readonly record struct Drawing(DrawnImage? Image, ImageProblem? Problem);

/// <summary>Why an image is refused.</summary>
internal enum ImageProblem
{
    /// <summary>It is none, or it ends too early.</summary>
    Damaged,

    /// <summary>It would unpack to more pixels than are allowed.</summary>
    TooManyPixels,
}

/// <summary>Formats in which images come and are kept.</summary>
internal enum ImageFormat
{
    Png,
    Jpeg,
    Gif,
    Webp,
}
