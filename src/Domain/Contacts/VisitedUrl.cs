namespace MessageCenter.Domain.Contacts;

/// <summary>
/// Addresses of pages that a contact looked at. What could open a door or tell who she is does not get as far as the store:
/// a name stays, so that an operator sees what kind of page it was, and <see cref="Removed"/> stands where its value was.
/// </summary>
public static class VisitedUrl
{
    /// <summary>Stands for what was taken away; needs no escaping in any part of an address.</summary>
    public const string Removed = "*";

    /// <summary>Rounds of unescaping after which a value that still hides something is taken away.</summary>
    private const int EscapingsMax = 3;

    private const int RandomLengthMin = 16;
    private const int UnbrokenLengthMax = 32;
    private const int DigitsMax = 11;

    /// <summary>Anywhere in a parameter's name, whatever stands around it.</summary>
    private static readonly string[] _secretParts =
    [
        "token", "secret", "password", "passwd", "passphrase", "pwd", "session", "auth", "mail", "sign", "credential", "jwt", "otp",
        "verif", "saml", "nonce", "ticket", "invit", "phone",
    ];

    /// <summary>At the end of one word of a parameter's name: "apiKey" and "key_id", not "keyword".</summary>
    private static readonly string[] _secretEndings = ["key", "code", "sid", "sig", "hmac", "pass", "pin", "hash"];

    /// <summary>The address as it may be stored; null when it is none of a page on the web, or too long to be believed.</summary>
    public static string? Scrub(string? text)
    {
        if (text is not { Length: > 0 and <= Limits.GivenUrlLengthMax } || text.Any(char.IsControl)
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.Host.Length == 0)
        {
            return null;
        }
        var page = url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + ScrubPath(url.AbsolutePath);
        var whole = page + ScrubQuery(url.Query) + ScrubFragment(url.Fragment);
        return whole.Length <= Limits.VisitedUrlLengthMax ? whole : page.Length <= Limits.VisitedUrlLengthMax ? page : null;
    }

    private static string ScrubPath(string path) => string.Join('/', path.Split('/').Select(ScrubSegment));

    /// <summary>What follows a semicolon is a parameter ("page;jsessionid=…") and goes.</summary>
    private static string ScrubSegment(string segment)
    {
        var semicolon = segment.IndexOf(';', StringComparison.Ordinal);
        var name = semicolon < 0 ? segment : segment[..semicolon];
        return IsTelling(name) ? Removed : name;
    }

    private static string ScrubQuery(string query) =>
        query.Length < 2 ? "" : "?" + string.Join('&', query[1..].Split('&', ';').Where(part => part.Length > 0).Select(ScrubParameter));

    private static string ScrubParameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? parameter : parameter[..equals];
        var value = equals < 0 ? "" : parameter[(equals + 1)..];
        if (IsTelling(name))
        {
            return Removed;
        }
        return value.Length > 0 && (IsSecretName(name) || IsTelling(value)) ? $"{name}={Removed}" : parameter;
    }

    /// <summary>"#/orders/12" is a page of a single-page app; "#access_token=…" is what a sign-in came back with.</summary>
    private static string ScrubFragment(string fragment)
    {
        if (fragment.Length < 2 || Unescape(fragment) is not { } plain || plain.Contains('=', StringComparison.Ordinal))
        {
            return "";
        }
        var query = fragment.IndexOf('?', StringComparison.Ordinal);
        return "#" + ScrubPath(query < 0 ? fragment[1..] : fragment[1..query]);
    }

    private static bool IsSecretName(string name)
    {
        if (Unescape(name) is not { } plain)
        {
            return true;
        }
        var letters = string.Concat(plain.Where(char.IsLetter));
        return _secretParts.Any(part => letters.Contains(part, StringComparison.OrdinalIgnoreCase))
            || Words(plain).Any(word => _secretEndings.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>"keyId", "key-id" and "key[id]" are "key" and "id".</summary>
    private static IEnumerable<string> Words(string name)
    {
        var start = 0;
        for (var end = 0; end <= name.Length; end++)
        {
            var isBreak = end == name.Length || !char.IsLetter(name[end]);
            if (!isBreak && !(end > start && char.IsUpper(name[end]) && char.IsLower(name[end - 1])))
            {
                continue;
            }
            if (end > start)
            {
                yield return name[start..end];
            }
            start = isBreak ? end + 1 : end;
        }
    }

    /// <summary>An e-mail address, parameters or an address inside of a value, or something that nobody would have thought up.</summary>
    private static bool IsTelling(string value) =>
        Unescape(value) is not { } plain || plain.Contains('@', StringComparison.Ordinal) || plain.Contains('=', StringComparison.Ordinal)
        || plain.Contains("://", StringComparison.Ordinal) || Guid.TryParse(plain, out _) || LooksRandom(plain);

    /// <summary>Random texts change between small letters, capitals and digits all the time; words and names of articles rarely do.</summary>
    private static bool LooksRandom(string value)
    {
        var length = 0;
        var changes = 0;
        var unbroken = 0;
        var digits = 0;
        var before = Kind.Mark;
        foreach (var unit in value)
        {
            var kind = KindOf(unit);
            var isCapitalized = before == Kind.Capital && kind == Kind.Small;
            changes += kind != Kind.Mark && before != Kind.Mark && kind != before && !isCapitalized ? 1 : 0;
            length += kind == Kind.Mark ? 0 : 1;
            unbroken = kind == Kind.Mark ? 0 : unbroken + 1;
            digits = kind == Kind.Digit ? digits + 1 : char.IsLetter(unit) ? 0 : digits;
            if (unbroken >= UnbrokenLengthMax || digits > DigitsMax)
            {
                return true;
            }
            before = kind;
        }
        return length >= RandomLengthMin && changes * 4 >= length;
    }

    private static Kind KindOf(char unit) =>
        char.IsDigit(unit) ? Kind.Digit : char.IsUpper(unit) ? Kind.Capital : char.IsLetter(unit) ? Kind.Small : Kind.Mark;

    /// <summary>Null when escapes within escapes go deeper than anybody needs.</summary>
    private static string? Unescape(string value)
    {
        for (var round = 0; round < EscapingsMax; round++)
        {
            var plain = Uri.UnescapeDataString(value);
            if (plain == value)
            {
                return plain;
            }
            value = plain;
        }
        return Uri.UnescapeDataString(value) == value ? value : null;
    }

    private enum Kind
    {
        Mark,
        Small,
        Capital,
        Digit,
    }
}
