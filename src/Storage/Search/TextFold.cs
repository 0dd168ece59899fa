using System.Globalization;
using System.Text;

namespace MessageCenter.Storage.Search;

/// <summary>
/// Makes text findable: words in lower case without accents, one space between them, characters of scripts that write
/// without spaces each a word of their own (so that a phrase of them finds any part). Text and keywords go through the
/// same fold, on every store, so that a search answers the same everywhere.
/// </summary>
internal static class TextFold
{
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        if (Ascii.IsValid(text))
        {
            foreach (var unit in text)
            {
                Append(folded, unit);
            }
        }
        else
        {
            foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
            {
                Append(folded, rune);
            }
        }
        return folded.Length > 0 && folded[^1] == ' ' ? folded.ToString(0, folded.Length - 1) : folded.ToString();
    }

    /// <summary>Refuses to run where the runtime cannot fold: search would silently miss words for ever.</summary>
    internal static void SelfTest()
    {
        if (Fold("Größe ＡＢＣ Café 注文") != "grosse abc cafe 注 文")
        {
            throw new StoreStartupException(
                "Text cannot be folded for search: install libicu and run without DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }
    }

    private static void Append(StringBuilder folded, char ascii)
    {
        if (char.IsAsciiLetterOrDigit(ascii))
        {
            folded.Append(char.ToLowerInvariant(ascii));
        }
        else
        {
            Separate(folded);
        }
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (rune.IsAscii)
        {
            Append(folded, (char)rune.Value);
        }
        else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format)
        {
            return;
        }
        else if (!Rune.IsLetterOrDigit(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.SpacingCombiningMark)
        {
            Separate(folded);
        }
        else if (IsWrittenWithoutSpaces(rune.Value))
        {
            Separate(folded);
            folded.Append(rune.ToString()).Append(' ');
        }
        else
        {
            AppendLetter(folded, Rune.ToLowerInvariant(rune));
        }
    }

    private static void AppendLetter(StringBuilder folded, Rune lower)
    {
        // Letters that have no decomposition, but that people leave out or spell apart.
        var spelled = lower.Value switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ł' => "l",
            'đ' => "d",
            'ı' => "i",
            _ => null,
        };
        folded.Append(spelled ?? lower.ToString());
    }

    private static void Separate(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }

    private static bool IsWrittenWithoutSpaces(int value) => value is
        (>= 0x2E80 and <= 0x2FDF) or (>= 0x3005 and <= 0x3007) or (>= 0x3021 and <= 0x3029)
        or (>= 0x3041 and <= 0x30FF) or (>= 0x3105 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x3FFFF);

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
