using System.Buffers.Binary;
using System.Text;

namespace MessageCenter.WebFront.Attachments;

/// <summary>
/// Tells what a file is by what is in it; its name and the type that the browser claims are not asked. Archives are not
/// unpacked: an office file is known by the names in its directory, and one with macros is refused as any program is.
/// </summary>
internal static class FileKinds
{
    private const int HeadBytes = 4 * 1024;
    private const int TailBytes = 128 * 1024;

    // Where the type of an OpenDocument file stands: its first entry is named "mimetype" and not compressed.
    private const int OpenDocumentTypeAt = 38;

    private static ReadOnlySpan<byte> Macros => "vbaProject.bin"u8;

    private static (byte[] Name, FileKind Kind)[] OfficeParts { get; } =
    [
        ("word/document.xml"u8.ToArray(), FileKind.Document),
        ("xl/workbook.xml"u8.ToArray(), FileKind.Workbook),
        ("ppt/presentation.xml"u8.ToArray(), FileKind.Presentation),
    ];

    /// <summary>The kind; null for what may not be sent.</summary>
    public static async Task<FileKind?> Of(Stream file, CancellationToken cancel)
    {
        var head = await Read(file, 0, HeadBytes, cancel);
        if (Starts(head, 0, "PK\x3\x4"u8))
        {
            var tail = await Read(file, Math.Max(0, file.Length - TailBytes), TailBytes, cancel);
            return OfArchive(head, tail);
        }
        return OfSignature(head) ?? (await IsPlainText(file, cancel) ? FileKind.Text : null);
    }

    private static FileKind? OfSignature(ReadOnlySpan<byte> head) =>
        Starts(head, 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? FileKind.Png
        : Starts(head, 0, [0xFF, 0xD8, 0xFF]) ? FileKind.Jpeg
        : Starts(head, 0, "GIF87a"u8) || Starts(head, 0, "GIF89a"u8) ? FileKind.Gif
        : Starts(head, 0, "RIFF"u8) && Starts(head, 8, "WEBP"u8) ? FileKind.Webp
        : Starts(head, 0, "RIFF"u8) && Starts(head, 8, "WAVE"u8) ? FileKind.Wave
        : Starts(head, 0, "%PDF-"u8) ? FileKind.Pdf
        : Starts(head, 0, "OggS"u8) ? FileKind.Ogg
        : Starts(head, 0, "ID3"u8) || IsMpegLayer3(head) ? FileKind.Mp3
        : Starts(head, 0, [0x1A, 0x45, 0xDF, 0xA3]) && head[..Math.Min(64, head.Length)].IndexOf("webm"u8) > 0 ? FileKind.WebAudio
        : Starts(head, 4, "ftypM4A"u8) ? FileKind.M4a
        : null;

    private static FileKind? OfArchive(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (Starts(head, 30, "mimetypeapplication/vnd.oasis.opendocument."u8))
        {
            var type = head[OpenDocumentTypeAt..];
            return HasType(type, FileKind.OpenText) ? FileKind.OpenText
                : HasType(type, FileKind.OpenSheet) ? FileKind.OpenSheet
                : HasType(type, FileKind.OpenSlides) ? FileKind.OpenSlides
                : null;
        }
        if (tail.IndexOf("[Content_Types].xml"u8) < 0 || tail.IndexOf(Macros) >= 0)
        {
            return null;
        }
        foreach (var (name, kind) in OfficeParts)
        {
            if (tail.IndexOf(name) >= 0)
            {
                return kind;
            }
        }
        return null;
    }

    /// <summary>The type, and behind it the next entry: "…text" also begins the type of a template.</summary>
    private static bool HasType(ReadOnlySpan<byte> head, FileKind kind)
    {
        var type = Encoding.ASCII.GetBytes(kind.ContentType);
        return Starts(head, 0, type) && Starts(head, type.Length, "PK"u8);
    }

    /// <summary>A frame of MPEG 1 or 2, layer III, whose bit rate and sampling rate exist.</summary>
    private static bool IsMpegLayer3(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4)
        {
            return false;
        }
        var frame = BinaryPrimitives.ReadUInt32BigEndian(head);
        return frame >> 21 == 0x7FF
            && (frame >> 19 & 3) != 1
            && (frame >> 17 & 3) == 1
            && (frame >> 12 & 15) is not (0 or 15)
            && (frame >> 10 & 3) != 3;
    }

    /// <summary>UTF-8 without control characters; a page, a picture in XML or a script for a shell is no text to us.</summary>
    private static async Task<bool> IsPlainText(Stream file, CancellationToken cancel)
    {
        file.Position = 0;
        using var reader = new StreamReader(
            file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            detectEncodingFromByteOrderMarks: false, bufferSize: HeadBytes, leaveOpen: true);
        var buffer = new char[HeadBytes];
        var hasBegun = false;
        try
        {
            for (int read; (read = await reader.ReadAsync(buffer, cancel)) > 0;)
            {
                var text = buffer.AsMemory(0, read);
                if (!hasBegun && text.Span.TrimStart("\uFEFF \t\r\n") is { Length: > 0 } begin)
                {
                    hasBegun = true;
                    if (begin[0] == '<' || begin.StartsWith("#!"))
                    {
                        return false;
                    }
                }
                if (HasControls(text.Span))
                {
                    return false;
                }
            }
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        return true;
    }

    private static bool HasControls(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (char.IsControl(unit) && unit is not ('\n' or '\r' or '\t' or '\f'))
            {
                return true;
            }
        }
        return false;
    }

    private static async Task<byte[]> Read(Stream file, long from, int count, CancellationToken cancel)
    {
        file.Position = from;
        var bytes = new byte[Math.Min(count, file.Length - from)];
        await file.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    private static bool Starts(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> with) =>
        bytes.Length >= at && bytes[at..].StartsWith(with);
}
