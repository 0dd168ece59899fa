using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace MessageCenter.WebFront.Tests.Rest;

/// <summary>Files as people send them, and as somebody sends them who wants to do harm.</summary>
internal static class AttachmentFiles
{
    /// <summary>Written into everything that must not come out again.</summary>
    public const string Canary = "<script>canary()</script>";

    public static byte[] Png(int width = 40, int height = 20) => Image(SKEncodedImageFormat.Png, width, height);

    public static byte[] Jpeg(int width = 40, int height = 20) => Image(SKEncodedImageFormat.Jpeg, width, height);

    public static byte[] Webp => Image(SKEncodedImageFormat.Webp, 40, 20);

    /// <summary>Two pictures of one pixel.</summary>
    public static byte[] AnimatedGif
    {
        get
        {
            var picture = "\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"u8.ToArray();
            return [.. "GIF89a\x01\0\x01\0"u8, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, .. picture, .. picture, 0x3B];
        }
    }

    /// <summary>A photo as a telephone makes it: lying on its side, with the place where it was taken.</summary>
    public static byte[] JpegWithPlace()
    {
        byte[] tiff =
        [
            .. "MM\0*"u8, 0, 0, 0, 8, 0, 2,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, // Orientation: turn to the right.
            0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, // Where the place is.
            0, 0, 0, 0,
            0, 1, 0, 1, 0, 2, 0, 0, 0, 2, (byte)'N', 0, 0, 0, 0, 0, 0, 0, // North.
            .. Encoding.ASCII.GetBytes(Canary),
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        byte[] segment = [0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif];
        var jpeg = Jpeg();
        return [.. jpeg[..2], .. segment, .. jpeg[2..], .. Encoding.ASCII.GetBytes(Canary)];
    }

    /// <summary>A header that promises 2.5 billion pixels, with its checksum in order.</summary>
    public static byte[] PngBomb()
    {
        var png = Png();
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 50_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 50_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>An archive with these names; the first unpacks to a megabyte of nothing for each of its kilobytes.</summary>
    public static byte[] Archive(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(new byte[1024 * 1024]);
            }
        }
        return bytes.ToArray();
    }

    public static byte[] OpenDocument(string type)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = archive.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
            {
                entry.Write(Encoding.ASCII.GetBytes(type));
            }
            using var content = archive.CreateEntry("content.xml").Open();
            content.Write("<x/>"u8);
        }
        return bytes.ToArray();
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Image(SKEncodedImageFormat format, int width, int height)
    {
        using var image = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(image))
        using (var paint = new SKPaint { Color = SKColors.Blue })
        {
            canvas.Clear(SKColors.Red);
            canvas.DrawRect(0, 0, width / 4f, height / 2f, paint);
        }
        using var encoded = image.Encode(format, 90);
        return encoded.ToArray();
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }
        return ~crc;
    }
}
