using MessageCenter.Grains.Feeds;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Routing;
using Microsoft.Extensions.Time.Testing;

namespace MessageCenter.Grains.Tests.Feeds;

/// <summary>A client that has followed one activation must not take another's versions for a proof that it missed nothing.</summary>
public sealed class FeedVersionsTests
{
    private const long LargestExactInBrowsers = (1L << 53) - 1;
    private const uint GoldenRatio = 2_654_435_769;

    [Fact]
    public void Activations_that_woke_in_the_same_moment_are_a_thousand_changes_apart()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        var versions = Ids(100).Select(id => FeedVersions.Begin(clock, id)).Order().ToArray();
        Assert.All(versions.Zip(versions.Skip(1)), pair => Assert.True(pair.Second > pair.First + 1_000, $"{pair}"));
    }

    [Fact]
    public void An_activation_begins_beyond_what_an_earlier_one_told()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        var last = Ids(1_000).Max(id => FeedVersions.Begin(clock, id));
        clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.All(Ids(1_000), id => Assert.True(FeedVersions.Begin(clock, id) > last + 100_000));
    }

    [Fact]
    public void Versions_stay_exact_in_browsers_for_centuries()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2226, 11, 2, 9, 0, 0, TimeSpan.Zero));
        Assert.All(Ids(1_000), id => Assert.InRange(FeedVersions.Begin(clock, id), 1, LargestExactInBrowsers));
    }

    [Fact]
    public async Task Two_activations_of_a_router_that_woke_together_do_not_tell_the_same_version()
    {
        await using var cluster = await GrainCluster.Start(silos: 2, splitGrains: ["router"]);
        var (_, front) = cluster.NewFront();

        // The clock of the test stands still: both wake in the same moment, and list the same.
        var here = await Router(cluster, 0).WatchUnassigned(front);
        var there = await Router(cluster, 1).WatchUnassigned(front);

        Assert.NotEqual(here.Version, there.Version);
    }

    private static IRouterGrain Router(GrainCluster cluster, int silo) =>
        cluster.GrainsOf(silo).GetGrain<IRouterGrain>(GrainKeys.Of(cluster.Account));

    private static IEnumerable<ActivationId> Ids(int count) =>
        Enumerable.Range(1, count).Select(number => new ActivationId(new(unchecked((int)((uint)number * GoldenRatio)), 0, 0, new byte[8])));
}
