using MessageCenter.Storage.Sql;
using Microsoft.Extensions.Time.Testing;

namespace MessageCenter.Storage.Tests;

/// <summary>When the writer pauses for company, and when it must not.</summary>
public sealed class GatheringPaceTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly GatheringPace pace;

    public GatheringPaceTests() => pace = new(clock);

    [Fact]
    public void A_write_after_a_quiet_time_goes_at_once()
    {
        pace.Committed(1);
        clock.Advance(GatheringPace.Pause);
        Assert.False(pace.ShouldPause(1));
    }

    [Fact]
    public void A_write_that_follows_closely_waits_for_company()
    {
        pace.Committed(1);
        clock.Advance(GatheringPace.Pause / 2);
        Assert.True(pace.ShouldPause(1));
    }

    [Fact]
    public void With_many_at_hand_there_is_nothing_to_wait_for()
    {
        pace.Committed(1);
        Assert.False(pace.ShouldPause(24));
    }

    [Fact]
    public void Who_writes_alone_is_not_held_up_again_for_many_commits()
    {
        pace.Committed(1);
        Assert.True(pace.ShouldPause(1));
        pace.Committed(1);
        var pauses = 0;
        for (var commit = 0; commit < 60; commit++)
        {
            pauses += pace.ShouldPause(1) ? 1 : 0;
            pace.Committed(1);
        }
        Assert.Equal(0, pauses);
    }

    [Fact]
    public void As_long_as_the_pause_brings_company_it_goes_on()
    {
        pace.Committed(3);
        for (var commit = 0; commit < 10; commit++)
        {
            Assert.True(pace.ShouldPause(1));
            pace.Committed(5);
        }
    }
}
