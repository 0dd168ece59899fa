using MessageCenter.Domain.Contacts;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class VisitedPagesTests
{
    private static readonly DateTimeOffset _noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_next_page_tells_how_long_she_was_on_the_one_before()
    {
        var pages = Enter(Enter(VisitedPages.Nothing, "a", 0), "b", 30);
        Assert.Equal([30, 20], Stays(pages, 50));
        Assert.Equal([null, At(30)], pages.Pages.Select(page => page.LiveSince));
        Assert.Equal([30, 10], Stays(pages.Leave(At(40)), 50));
        Assert.Null(pages.Leave(At(40)).LiveSince);
        Assert.Equal(2, pages.Impressions);
    }

    [Fact]
    public void The_same_page_again_is_no_second_page_but_may_have_its_title_by_now()
    {
        var pages = Enter(VisitedPages.Nothing, "a", 0).Enter("https://shop.example/a", "Dresses", At(1));
        Assert.Equal(new("https://shop.example/a", "Dresses", At(0), At(0), TimeSpan.Zero, At(0)), Assert.Single(pages.Pages.Items));
        Assert.Equal("Dresses", Assert.Single(Enter(pages, "a", 2).Pages.Items).Title);
    }

    [Fact]
    public void Who_comes_back_soon_is_on_the_same_page_and_was_not_on_it_meanwhile()
    {
        var left = Enter(VisitedPages.Nothing, "a", 0).Leave(At(10));
        var back = Enter(left, "a", 60);
        Assert.Equal([15], Stays(back, 65));
        Assert.Equal(1, back.Impressions);
        var later = Enter(left, "a", 10 + (int)Limits.PageIsSameFor.TotalSeconds);
        Assert.Equal(2, later.Pages.Count);
        Assert.Equal(2, later.Impressions);
    }

    [Fact]
    public void Addresses_are_scrubbed_and_what_is_no_page_changes_nothing()
    {
        var pages = Enter(VisitedPages.Nothing, "a?token=canary", 0);
        Assert.Equal("https://shop.example/a?token=*", Assert.Single(pages.Pages.Items).Url);
        Assert.Same(pages, pages.Enter("javascript:alert(1)", "x", At(1)));
    }

    [Fact]
    public void A_clock_that_goes_back_makes_no_negative_stay()
    {
        var pages = Enter(Enter(VisitedPages.Nothing, "a", 60), "b", 0).Leave(At(10));
        Assert.Equal([0, 0], Stays(pages, 0));
        Assert.Same(pages, pages.Leave(At(99)));
        Assert.Equal([0, 0], Stays(Enter(pages, "b", 5), 5));
    }

    [Fact]
    public void The_newest_are_kept_and_all_are_counted()
    {
        var pages = VisitedPages.Nothing;
        for (var number = 0; number < Limits.VisitedPagesKept + 5; number++)
        {
            pages = Enter(pages, $"p{number}", number);
        }
        Assert.Equal(Limits.VisitedPagesKept, pages.Pages.Count);
        Assert.EndsWith("/p5", pages.Pages[0].Url, StringComparison.Ordinal);
        Assert.Equal(Limits.VisitedPagesKept + 5, pages.Impressions);
    }

    [Theory]
    [InlineData(" Summer\n dresses\t", "Summer dresses")]
    [InlineData(null, "")]
    [InlineData("gpj\u202e.exe", "")]
    public void A_title_is_one_visible_line(string? given, string kept) =>
        Assert.Equal(kept, VisitedPages.Nothing.Enter("https://shop.example/", given, _noon).Pages[0].Title);

    [Fact]
    public void A_title_has_a_bound() => Assert.Equal(
        Limits.PageTitleLengthMax,
        VisitedPages.Nothing.Enter("https://shop.example/", new('a', 5_000), _noon).Pages[0].Title.Length);

    private static DateTimeOffset At(int seconds) => _noon.AddSeconds(seconds);

    private static VisitedPages Enter(VisitedPages pages, string page, int seconds) =>
        pages.Enter("https://shop.example/" + page, null, At(seconds));

    private static IEnumerable<int> Stays(VisitedPages pages, int seconds) =>
        pages.Pages.Select(page => (int)page.StayUntil(At(seconds)).TotalSeconds);
}
