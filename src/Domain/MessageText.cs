using System.Globalization;
using System.Text;

namespace MessageCenter.Domain;

/// <summary>The rules of text that people write to each other: what is refused, and what is made harmless.</summary>
public static class MessageText
{
    /// <summary>
    /// Line ends become LF and invisible direction overrides are dropped (they only serve to disguise). Refused: nothing
    /// visible, more than <see cref="Limits.TextLengthMax"/> UTF-16 units, lone surrogates, control characters, towers of marks.
    /// </summary>
    public static Rejection? Check(string? text, out string clean, int lengthMax = Limits.TextLengthMax)
    {
        clean = "";
        if (text is null)
        {
            return Rejection.TextIsEmpty;
        }
        if (text.Length > lengthMax)
        {
            return Rejection.TextIsTooLong;
        }
        if (!IsWellFormed(text))
        {
            return Rejection.TextIsMalformed;
        }
        clean = NeedsCleaning(text) ? Clean(text) : text;
        return IsBlank(clean) ? Rejection.TextIsEmpty : null;
    }

    /// <summary>At most <see cref="Limits.PreviewLengthMax"/> units on one line, never half a character.</summary>
    public static string Preview(string text)
    {
        var line = text.Replace('\n', ' ');
        if (line.Length <= Limits.PreviewLengthMax)
        {
            return line;
        }
        var cut = Limits.PreviewLengthMax;
        return char.IsHighSurrogate(line[cut - 1]) ? line[..(cut - 1)] : line[..cut];
    }

    private static bool IsWellFormed(string text)
    {
        var marks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (unit < 0x80)
            {
                if ((unit < ' ' && unit is not ('\n' or '\r' or '\t')) || unit == 0x7f)
                {
                    return false;
                }
                marks = 0;
                continue;
            }
            if (char.IsSurrogate(unit))
            {
                if (!char.IsHighSurrogate(unit) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return false;
                }
                i++;
                marks = 0;
                continue;
            }
            if (char.IsControl(unit))
            {
                return false;
            }
            marks = CharUnicodeInfo.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
                ? marks + 1
                : 0;
            if (marks > Limits.CombiningMarksMax)
            {
                return false;
            }
        }
        return true;
    }

    private static bool NeedsCleaning(string text)
    {
        foreach (var unit in text)
        {
            if (unit == '\r' || IsDirectionOverride(unit))
            {
                return true;
            }
        }
        return false;
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (unit == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n')
                {
                    clean.Append('\n');
                }
            }
            else if (!IsDirectionOverride(unit))
            {
                clean.Append(unit);
            }
        }
        return clean.ToString();
    }

    private static bool IsBlank(string text)
    {
        foreach (var unit in text)
        {
            if (!char.IsWhiteSpace(unit) && CharUnicodeInfo.GetUnicodeCategory(unit) is not UnicodeCategory.Format)
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsDirectionOverride(char unit) =>
        unit is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
