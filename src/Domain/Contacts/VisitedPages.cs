namespace MessageCenter.Domain.Contacts;

/// <summary>A page that a contact looked at; nobody knows when she left the one that she is still on.</summary>
public sealed record VisitedPage(string Url, string Title, DateTimeOffset At, DateTimeOffset? LeftAt)
{
    /// <summary>Time on the page, once she has left it.</summary>
    public TimeSpan? Stay => LeftAt - At;
}

/// <summary>The newest pages of one contact, oldest first. Only the last of them can be the one that she is on.</summary>
public static class VisitedPages
{
    /// <summary>She is on this page now. The address is scrubbed here, so that no caller can forget it; what is no page changes nothing.</summary>
    public static IReadOnlyList<VisitedPage> Enter(IReadOnlyList<VisitedPage> pages, string? url, string? title, DateTimeOffset at)
    {
        if (VisitedUrl.Scrub(url) is not { } scrubbed)
        {
            return pages;
        }
        var name = CleanTitle(title);
        if (pages is [.., { LeftAt: null } current] && current.Url == scrubbed)
        {
            return current.Title == name || name.Length == 0 ? pages : [.. pages.SkipLast(1), current with { Title = name }];
        }
        var left = Leave(pages, at);
        return [.. left.TakeLast(Limits.VisitedPagesKept - 1), new(scrubbed, name, NotBefore(left, at), null)];
    }

    /// <summary>She has closed the page, or her connection went. Leaving twice changes nothing; no clock makes a stay negative.</summary>
    public static IReadOnlyList<VisitedPage> Leave(IReadOnlyList<VisitedPage> pages, DateTimeOffset at) =>
        pages is [.., { LeftAt: null } current] ? [.. pages.SkipLast(1), current with { LeftAt = at < current.At ? current.At : at }] : pages;

    private static DateTimeOffset NotBefore(IReadOnlyList<VisitedPage> pages, DateTimeOffset at) =>
        pages is [.., { LeftAt: { } leftAt }] && at < leftAt ? leftAt : at;

    /// <summary>One visible line, cut where it is too long; none when nothing fit to be shown is left.</summary>
    private static string CleanTitle(string? title)
    {
        var line = string.Join(' ', (title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var cut = line.Length <= Limits.PageTitleLengthMax ? line : line[..Limits.PageTitleLengthMax].TrimEnd();
        return Fields.IsLine(cut, Limits.PageTitleLengthMax) ? cut : "";
    }
}
