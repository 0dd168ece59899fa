using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Simulation.Engine;
using MessageCenter.WebFront.Feeds;

namespace MessageCenter.Simulation.Fronts;

/// <summary>
/// What the product's FeedRenewal does, without its thread pool: looks every second, renews each lease at a time of its
/// own, tries again soon after a failure, and waits for all that are due before it looks again.
/// </summary>
internal sealed class FrontRenewal(World world, FrontFeeds front, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public async void Run()
    {
        while (true)
        {
            await world.Delay(LookEvery);
            await Task.WhenAll(Due().Select(Renew));
        }
    }

    private List<Feed> Due()
    {
        var now = time.GetTimestamp();
        var due = new List<Feed>();
        foreach (var feed in front.Followed.OrderBy(feed => feed.Key.Kind).ThenBy(feed => feed.Key.Id))
        {
            if (feed.RenewAt == 0)
            {
                feed.RenewAt = now + Pause(FeedLease.RenewEvery);
            }
            else if (feed.RenewAt <= now)
            {
                due.Add(feed);
            }
        }
        return due;
    }

    private async Task Renew(Feed feed)
    {
        try
        {
            await feed.Renew();
            feed.RenewAt = time.GetTimestamp() + Pause(FeedLease.RenewEvery);
        }
        catch (Exception)
        {
            feed.RenewAt = time.GetTimestamp() + Pause(RetryAfter);
        }
    }

    private long Pause(TimeSpan pause) => (long)(pause.Ticks * (1 - (world.Rng.Share() / 3)));
}
