using MessageCenter.Domain;

namespace MessageCenter.Grains.Interfaces.Contacts;

/// <summary>A page that a contact looked at, and for how long when this was read; while it is live that goes on.</summary>
[GenerateSerializer, Immutable, Alias("VisitedPageView")]
public sealed record VisitedPageView(string Url, string Title, DateTimeOffset At, long StayedSeconds, bool IsLive);

/// <summary>The newest pages of a contact, oldest first, and how many she came to since she is known (page impressions).</summary>
[GenerateSerializer, Immutable, Alias("VisitsView")]
public sealed record VisitsView(EquatableArray<VisitedPageView> Pages, long Impressions);

/// <summary>
/// The pages that one contact looked at (key account/contact). Scrubbed before anything remembers them; stored a moment after they
/// are told, many at once. Whoever calls has asked before whether the widget may take them.
/// </summary>
[Alias("IVisitsGrain")]
public interface IVisitsGrain : IGrainWithStringKey
{
    /// <summary>She is on this page now, as this connection says. What is no address of a page on the web changes nothing.</summary>
    [Alias("EnterPage")]
    Task EnterPage(string connection, string url, string? title);

    /// <summary>She has left it, or hidden it. Says nothing where another connection has told of a page since.</summary>
    [Alias("LeavePage")]
    Task LeavePage(string connection);

    /// <summary>None of her connections is there any more, since then.</summary>
    [Alias("EndVisit")]
    Task EndVisit(DateTimeOffset at);

    /// <summary>Her pages; null: none is known.</summary>
    [Alias("ReadVisits")]
    Task<VisitsView?> ReadVisits();
}
