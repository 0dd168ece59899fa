using System.Diagnostics;
using MessageCenter.LoadTest.Measure;

namespace MessageCenter.Faults.Tests;

public sealed class AcceptanceTests
{
    private static readonly long Now = Stopwatch.GetTimestamp();

    [Fact]
    public void A_message_that_was_begun_before_the_fault_does_not_show_that_sends_are_accepted_again()
    {
        var acceptance = new Acceptance();
        acceptance.Strike(Now, nextNumber: 8);
        acceptance.Acknowledged(7, begunAt: Now);
        Assert.False(acceptance.IsAgain);
        acceptance.Acknowledged(8, begunAt: Now);
        Assert.True(acceptance.IsAgain);
    }

    [Fact]
    public void A_second_fault_asks_anew()
    {
        var acceptance = new Acceptance();
        acceptance.Strike(Now, nextNumber: 8);
        acceptance.Acknowledged(8, begunAt: Now);
        acceptance.Strike(Now, nextNumber: 9);
        Assert.False(acceptance.IsAgain);
    }

    [Fact]
    public void Waiting_is_counted_from_the_fault_and_not_from_before_it()
    {
        var acceptance = new Acceptance();
        acceptance.Strike(Seconds(-3), nextNumber: 8);
        acceptance.Acknowledged(7, begunAt: Seconds(-60));
        Assert.InRange(acceptance.LongestWait.TotalSeconds, 3, 50);
    }

    [Fact]
    public void Waiting_without_a_fault_is_not_counted()
    {
        var acceptance = new Acceptance();
        acceptance.Acknowledged(1, begunAt: Seconds(-60));
        Assert.Equal(TimeSpan.Zero, acceptance.LongestWait);
    }

    private static long Seconds(int from) => Now + (from * Stopwatch.Frequency);
}
