using System.Globalization;
using System.Text;

namespace MessageCenter.Domain.Attachments;

/// <summary>
/// The name under which a file is shown and saved. It is never a path of ours: the bytes lie under the attachment's id.
/// </summary>
public static class AttachmentName
{
    private const string Nameless = "file";

    // Devices of Windows: a file of that name cannot be saved there, whatever its extension.
    private static readonly string[] Devices = ["con", "prn", "aux", "nul"];

    /// <summary>
    /// The last part of a path, without what would disguise it, break a header or offend a file system, cut to
    /// <see cref="Limits.AttachmentNameLengthMax"/>. It ends in one of the extensions of its content; the first one is
    /// added where it does not, so that "invoice.pdf.exe" with a picture in it becomes "invoice.pdf.exe.png".
    /// </summary>
    public static string Clean(string? name, ReadOnlySpan<string> extensions)
    {
        var text = name ?? "";
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.AsSpan(text.LastIndexOfAny(['/', '\\']) + 1).EnumerateRunes())
        {
            clean.Append(IsHarmless(rune) ? rune.ToString() : IsWhiteSpace(rune) ? " " : "");
        }
        var shown = clean.ToString().Trim(' ', '.');
        var stem = shown.Split('.')[0];
        if (stem.Length == 0)
        {
            shown = Nameless;
        }
        else if (Devices.Contains(stem, StringComparer.OrdinalIgnoreCase) || IsNumberedDevice(stem))
        {
            shown = "_" + shown;
        }
        return WithExtension(shown, extensions);
    }

    private static string WithExtension(string name, ReadOnlySpan<string> extensions)
    {
        var extension = extensions[0];
        foreach (var known in extensions)
        {
            if (name.Length > known.Length && name.EndsWith(known, StringComparison.OrdinalIgnoreCase))
            {
                extension = name[^known.Length..];
                name = name[..^known.Length];
                break;
            }
        }
        return Cut(name, Limits.AttachmentNameLengthMax - extension.Length) + extension;
    }

    private static string Cut(string name, int length)
    {
        if (name.Length <= length)
        {
            return name;
        }
        return name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)].TrimEnd(' ', '.');
    }

    private static bool IsHarmless(Rune rune) =>
        rune != Rune.ReplacementChar
        && rune.Value is not ('<' or '>' or ':' or '"' or '|' or '?' or '*' or '%')
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);

    private static bool IsWhiteSpace(Rune rune) => Rune.IsWhiteSpace(rune) && rune.Value is not ('\r' or '\n');

    private static bool IsNumberedDevice(string stem) =>
        stem.Length == 4 && char.IsAsciiDigit(stem[3])
        && (stem.StartsWith("com", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("lpt", StringComparison.OrdinalIgnoreCase));
}
