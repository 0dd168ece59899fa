using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Feeds;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Tests.Feeds;

/// <summary>Leases end in time that only runs forward, whatever the wall clock is set to.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(-3600)]
    [InlineData(0)]
    [InlineData(3600)]
    public void A_front_that_is_silent_is_forgotten_in_its_time(int secondsSet)
    {
        var clock = new SettableClock();
        var subscribers = new FeedSubscribers(clock);
        subscribers.Subscribe(new RecordingFront());

        clock.Set(TimeSpan.FromSeconds(secondsSet));
        Assert.False(subscribers.Expire());
        clock.Pass(FeedLease.ExpiresAfter - TimeSpan.FromSeconds(1));
        Assert.False(subscribers.Expire());
        clock.Pass(TimeSpan.FromSeconds(1));

        Assert.True(subscribers.Expire());
        Assert.False(subscribers.Any);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(0)]
    [InlineData(3600)]
    public void Somebody_whose_connection_dropped_is_gone_after_the_grace_time(int secondsSet)
    {
        var clock = new SettableClock();
        var presence = new PresenceLeases(clock);
        var front = new RecordingFront();
        presence.Report(front, 1);

        clock.Set(TimeSpan.FromSeconds(secondsSet));
        Assert.Equal(1, presence.Connections);
        presence.Report(front, 0);
        clock.Pass(Grace - TimeSpan.FromSeconds(1));
        Assert.True(presence.IsPresent(Grace));
        clock.Pass(TimeSpan.FromSeconds(1));

        Assert.True(presence.IsGone(Grace));
    }

    [Fact]
    public void An_operator_who_looks_is_shown_once_and_forgotten_when_her_fronts_are_silent()
    {
        var clock = new SettableClock();
        var viewers = new ViewerLeases(clock);
        var (here, there) = (new RecordingFront(), new RecordingFront());
        Assignee olivia = new(new(Guid.NewGuid()), "Olivia");
        viewers.Report(here, [olivia]);
        viewers.Report(there, [olivia]);
        Assert.Equal<Assignee>([olivia], viewers.Now());

        clock.Pass(FeedLease.ExpiresAfter - TimeSpan.FromSeconds(1));
        viewers.Report(there, [olivia]);
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.True(viewers.Expire());
        Assert.Equal<Assignee>([olivia], viewers.Now());
        viewers.Report(there, []);
        Assert.Empty(viewers.Now());
        Assert.False(viewers.Expire());
    }

    /// <summary>A wall clock that can be set, beside time that passes.</summary>
    private sealed class SettableClock : TimeProvider
    {
        private TimeSpan passed;
        private TimeSpan set;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => passed.Ticks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero) + passed + set;

        public void Pass(TimeSpan span) => passed += span;

        public void Set(TimeSpan by) => set += by;
    }
}
