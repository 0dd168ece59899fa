using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.WebFront.Feeds;

/// <summary>
/// Renews every lease of this front, each at a time of its own, so that thousands of feeds make a steady trickle and
/// not a wave. One timer for all: a socket costs none.
/// </summary>
internal sealed class FeedRenewal(FrontFeeds front, TimeProvider time, ILogger<FeedRenewal> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 32 };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Parallel.ForEachAsync(Due(), AtOnce, (feed, _) => new(Renew(feed)));
        }
    }

    private List<Feed> Due()
    {
        var now = time.GetTimestamp();
        var due = new List<Feed>();
        foreach (var feed in front.Followed)
        {
            if (feed.RenewAt == 0)
            {
                // Seen for the first time, and watched a moment ago.
                feed.RenewAt = In(FeedLease.RenewEvery, now, feed);
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
            feed.RenewAt = In(FeedLease.RenewEvery, time.GetTimestamp(), feed);
        }
        catch (Exception failure)
        {
            Log.RenewFailed(log, failure, feed.Key.Kind);
            feed.RenewAt = In(RetryAfter, time.GetTimestamp(), feed);
        }
    }

    // Between two thirds of the time and all of it, each feed at its own place.
    private long In(TimeSpan pause, long now, Feed feed)
    {
        var place = (feed.Key.GetHashCode() & 0x3ff) / 1024.0;
        return now + (long)(pause.TotalSeconds * time.TimestampFrequency * (1 - (place / 3)));
    }
}
