using MessageCenter.Domain.Contacts;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class VisitedPagesTests
{
    private static readonly DateTimeOffset _noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_next_page_tells_how_long_she_was_on_the_one_before()
    {
        var pages = Enter(Enter([], "a", 0), "b", 30);
        Assert.Equal([TimeSpan.FromSeconds(30), null], pages.Select(page => page.Stay));
        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10)], VisitedPages.Leave(pages, At(40)).Select(page => page.Stay));
    }

    [Fact]
    public void The_same_page_again_is_no_second_page_but_may_have_its_title_by_now()
    {
        var pages = VisitedPages.Enter(Enter([], "a", 0), "https://shop.example/a", "Dresses", At(1));
        Assert.Equal(new("https://shop.example/a", "Dresses", At(0), null), Assert.Single(pages));
        Assert.Equal(2, Enter(VisitedPages.Leave(pages, At(2)), "a", 3).Count);
    }

    [Fact]
    public void Addresses_are_scrubbed_and_what_is_no_page_changes_nothing()
    {
        var pages = Enter([], "a?token=canary", 0);
        Assert.Equal("https://shop.example/a?token=*", Assert.Single(pages).Url);
        Assert.Same(pages, VisitedPages.Enter(pages, "javascript:alert(1)", "x", At(1)));
    }

    [Fact]
    public void A_clock_that_goes_back_makes_no_negative_stay()
    {
        var pages = VisitedPages.Leave(Enter(Enter([], "a", 60), "b", 0), At(10));
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], pages.Select(page => page.Stay));
        Assert.Same(pages, VisitedPages.Leave(pages, At(99)));
    }

    [Fact]
    public void The_newest_are_kept()
    {
        IReadOnlyList<VisitedPage> pages = [];
        for (var number = 0; number < Limits.VisitedPagesKept + 5; number++)
        {
            pages = Enter(pages, $"p{number}", number);
        }
        Assert.Equal(Limits.VisitedPagesKept, pages.Count);
        Assert.EndsWith("/p5", pages[0].Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" Summer\n dresses\t", "Summer dresses")]
    [InlineData(null, "")]
    [InlineData("gpj\u202e.exe", "")]
    public void A_title_is_one_visible_line(string? given, string kept) =>
        Assert.Equal(kept, VisitedPages.Enter([], "https://shop.example/", given, _noon)[0].Title);

    [Fact]
    public void A_title_has_a_bound() =>
        Assert.Equal(Limits.PageTitleLengthMax, VisitedPages.Enter([], "https://shop.example/", new('a', 5_000), _noon)[0].Title.Length);

    private static DateTimeOffset At(int seconds) => _noon.AddSeconds(seconds);

    private static IReadOnlyList<VisitedPage> Enter(IReadOnlyList<VisitedPage> pages, string page, int seconds) =>
        VisitedPages.Enter(pages, "https://shop.example/" + page, null, At(seconds));
}
