using MessageCenter.Grains.Feeds;
using Microsoft.Extensions.Time.Testing;

namespace MessageCenter.Grains.Tests.Feeds;

/// <summary>A client that has followed one activation must not take another's versions for a proof that it missed nothing.</summary>
public sealed class FeedVersionsTests
{
    private const long LargestExactInBrowsers = (1L << 53) - 1;

    [Fact]
    public void Two_activations_that_woke_a_millisecond_apart_do_not_meet()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        var first = FeedVersions.Begin(clock);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(FeedVersions.Begin(clock) >= first + 1_000, "A thousand changes lie between two that woke one after the other.");
    }

    [Fact]
    public void Versions_stay_exact_in_browsers_for_centuries()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2226, 11, 2, 9, 0, 0, TimeSpan.Zero));
        Assert.InRange(FeedVersions.Begin(clock), 1, LargestExactInBrowsers);
    }
}
