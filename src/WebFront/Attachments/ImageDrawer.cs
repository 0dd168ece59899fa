using MessageCenter.Domain;
using SkiaSharp;

namespace MessageCenter.WebFront.Attachments;

/// <summary>
/// Draws images anew: what comes out has the pixels of what went in, the right way up, and none of its metadata, places,
/// comments or bytes behind the end. The number of pixels is read from the header and refused before anything is unpacked.
/// Of an animation the first picture is kept. One image at a time: each needs four bytes for every pixel, twice.
/// </summary>
internal sealed class ImageDrawer : IDisposable
{
    private const int Quality = 90;
    private const int ThumbnailQuality = 75;

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Draws a file of this format.</summary>
    public async Task<Drawing> Draw(Stream file, ImageFormat format, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return Draw(file, format);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private static Drawing Draw(Stream file, ImageFormat format)
    {
        using var codec = SKCodec.Create(file, out var read);
        if (read != SKCodecResult.Success || codec.EncodedFormat != Encoded(format))
        {
            return new(null, ImageProblem.Damaged);
        }
        var size = codec.Info.Size;
        if ((long)size.Width * size.Height > Limits.ImagePixelsMax)
        {
            return new(null, ImageProblem.TooManyPixels);
        }
        using var color = SKColorSpace.CreateSrgb();
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        using var pixels = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha, color));
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success)
        {
            return new(null, ImageProblem.Damaged);
        }
        // An animation has no format of its own here, and a picture of few colours is smaller as PNG.
        var kept = format == ImageFormat.Gif ? ImageFormat.Png : format;
        return new(codec.EncodedOrigin == SKEncodedOrigin.TopLeft ? Finish(pixels, kept) : Turn(pixels, codec.EncodedOrigin, kept), null);
    }

    private static DrawnImage Finish(SKBitmap image, ImageFormat format) =>
        new(Encode(image, format, Quality), format, image.Width, image.Height, Thumbnail(image));

    private static byte[] Thumbnail(SKBitmap image)
    {
        var scale = Math.Min(1.0, (double)Limits.ThumbnailSideMax / Math.Max(image.Width, image.Height));
        using var small = image.Resize(
            image.Info.WithSize(
                Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale))),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return Encode(small ?? image, ImageFormat.Webp, ThumbnailQuality);
    }

    /// <summary>A camera says which side was up instead of turning the pixels.</summary>
    private static DrawnImage Turn(SKBitmap image, SKEncodedOrigin origin, ImageFormat format)
    {
        var lies = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop
            or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = lies ? (image.Height, image.Width) : (image.Width, image.Height);
        using var turned = new SKBitmap(image.Info.WithSize(width, height));
        using var canvas = new SKCanvas(turned);
        canvas.Clear();
        canvas.SetMatrix(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
            _ => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        });
        canvas.DrawBitmap(image, 0, 0, SKSamplingOptions.Default);
        canvas.Flush();
        return Finish(turned, format);
    }

    private static byte[] Encode(SKBitmap image, ImageFormat format, int quality)
    {
        using var encoded = image.Encode(Encoded(format), quality)
            ?? throw new InvalidOperationException($"An image of {image.Width} by {image.Height} could not be written as {format}.");
        return encoded.ToArray();
    }

    private static SKEncodedImageFormat Encoded(ImageFormat format) => format switch
    {
        ImageFormat.Png => SKEncodedImageFormat.Png,
        ImageFormat.Jpeg => SKEncodedImageFormat.Jpeg,
        ImageFormat.Gif => SKEncodedImageFormat.Gif,
        _ => SKEncodedImageFormat.Webp,
    };
}
