using System.Globalization;

namespace MessageCenter.Domain;

/// <summary>Rules of one-line fields.</summary>
public static class Fields
{
    /// <summary>A name of a person or thing: visible, one line, at most <see cref="Limits.NameLengthMax"/> units.</summary>
    public static bool IsName(string? text) => IsLine(text, Limits.NameLengthMax);

    /// <summary>Visible, well formed, without line ends, other control characters or direction overrides.</summary>
    public static bool IsLine(string? text, int lengthMax) =>
        MessageText.Check(text, out var clean, lengthMax) is null && clean == text && !clean.AsSpan().ContainsAny('\n', '\t');
}

/// <summary>Language tags, as far as the product needs them (BCL 47: letters, digits, hyphens).</summary>
public static class Locales
{
    /// <summary>"en", "de-CH", "zh-Hant-TW": 2 to 35 characters.</summary>
    public static bool IsValid(string? tag)
    {
        if (tag is not { Length: >= 2 and <= 35 } || !char.IsAsciiLetter(tag[0]) || !char.IsAsciiLetter(tag[1]))
        {
            return false;
        }
        foreach (var unit in tag)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && unit != '-')
            {
                return false;
            }
        }
        return tag[^1] != '-' && !tag.Contains("--", StringComparison.Ordinal);
    }

    /// <summary>The language of a tag: "de" of "de-CH", lower case.</summary>
    public static string LanguageOf(string tag)
    {
        var hyphen = tag.IndexOf('-', StringComparison.Ordinal);
        return (hyphen < 0 ? tag : tag[..hyphen]).ToLower(CultureInfo.InvariantCulture);
    }
}

/// <summary>E-mail addresses: what we are willing to send to. Stricter than RFC 5321: no quotes, no comments, no controls.</summary>
public static class EmailAddress
{
    /// <summary>local@domain.tld with ASCII letters, digits and the usual marks; at most <see cref="Limits.EmailLengthMax"/>.</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: >= 3 and <= Limits.EmailLengthMax })
        {
            return false;
        }
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= 64 && text.LastIndexOf('@') == at && IsLocal(text.AsSpan(0, at)) && IsDomain(text.AsSpan(at + 1));
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        foreach (var unit in local)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && !".!#$%&'*+/=?^_`{|}~-".Contains(unit, StringComparison.Ordinal))
            {
                return false;
            }
        }
        return local[0] != '.' && local[^1] != '.' && local.IndexOf("..") < 0;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var dots = 0;
        var label = 0;
        foreach (var unit in domain)
        {
            if (unit == '.')
            {
                if (label == 0)
                {
                    return false;
                }
                dots++;
                label = 0;
            }
            else if (!char.IsAsciiLetterOrDigit(unit) && (unit != '-' || label == 0))
            {
                return false;
            }
            else if (++label > 63)
            {
                return false;
            }
        }
        return dots > 0 && label > 1 && domain[^1] != '-';
    }
}
