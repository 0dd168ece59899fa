using System.Text.Json.Serialization;

namespace MessageCenter.Domain.Contacts;

/// <summary>
/// A page that a contact looked at. She may have left it and come back: <paramref name="Stayed"/> is how long she was on it until
/// <paramref name="LiveSince"/>, since when she is on it again; null: she is not.
/// </summary>
public sealed record VisitedPage(string Url, string Title, DateTimeOffset At, DateTimeOffset? LiveSince, TimeSpan Stayed, DateTimeOffset LeftAt)
{
    /// <summary>Time on the page so far; no clock makes it negative.</summary>
    public TimeSpan StayUntil(DateTimeOffset now) => LiveSince is { } since && now > since ? Stayed + (now - since) : Stayed;
}

/// <summary>The newest pages of one contact, oldest first, and how many there were. Only the last of them can be the one that she is on.</summary>
public sealed record VisitedPages
{
    /// <summary>None yet.</summary>
    public static VisitedPages Nothing { get; } = new();

    /// <summary>The newest pages, oldest first.</summary>
    public EquatableArray<VisitedPage> Pages { get; init; }

    /// <summary>Page impressions: pages that she came to, those that are no longer kept included.</summary>
    public long Impressions { get; init; }

    /// <summary>Since when she is on the last page; null: she is on none.</summary>
    [JsonIgnore]
    public DateTimeOffset? LiveSince => Last?.LiveSince;

    private VisitedPage? Last => Pages.Count > 0 ? Pages.Items[^1] : null;

    /// <summary>
    /// She is on this page now. The address is scrubbed here, so that no caller can forget it; what is no page changes nothing. The
    /// page that she left a moment ago (<see cref="Limits.PageIsSameFor"/>) goes on: tabs are changed, connections drop.
    /// </summary>
    public VisitedPages Enter(string? url, string? title, DateTimeOffset at)
    {
        if (VisitedUrl.Scrub(url) is not { } scrubbed)
        {
            return this;
        }
        var name = CleanTitle(title);
        if (Last is { } last && last.Url == scrubbed && (last.LiveSince is not null || at - last.LeftAt < Limits.PageIsSameFor))
        {
            var named = name.Length == 0 ? last : last with { Title = name };
            var live = named.LiveSince is null ? named with { LiveSince = NotBefore(at) } : named;
            return live == last ? this : this with { Pages = [.. Pages.Items[..^1], live] };
        }
        var left = Leave(at);
        var since = left.NotBefore(at);
        return new()
        {
            Pages = [.. left.Pages.Items.TakeLast(Limits.VisitedPagesKept - 1), new(scrubbed, name, since, since, TimeSpan.Zero, since)],
            Impressions = Impressions + 1,
        };
    }

    /// <summary>She has closed or hidden the page, or her connection went. Leaving twice changes nothing.</summary>
    public VisitedPages Leave(DateTimeOffset at) => Last is { LiveSince: { } since } current
        ? this with
        {
            Pages = [.. Pages.Items[..^1], current with { LiveSince = null, Stayed = current.StayUntil(at), LeftAt = at < since ? since : at }],
        }
        : this;

    private DateTimeOffset NotBefore(DateTimeOffset at) => Last is { } last && at < last.LeftAt ? last.LeftAt : at;

    /// <summary>One visible line, cut where it is too long; none when nothing fit to be shown is left.</summary>
    private static string CleanTitle(string? title)
    {
        var line = string.Join(' ', (title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var cut = line.Length <= Limits.PageTitleLengthMax ? line : line[..Limits.PageTitleLengthMax].TrimEnd();
        return Fields.IsLine(cut, Limits.PageTitleLengthMax) ? cut : "";
    }
}
