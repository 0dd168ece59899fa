using MessageCenter.LoadTest.Conversations;

namespace MessageCenter.Faults.Tests;

/// <summary>The same pauses as the browser's client makes (client/connection/reconnectingHub.ts).</summary>
public sealed class ReturnPauseTests
{
    [Theory]
    [InlineData(0, 0.0, 150)]
    [InlineData(0, 1.0, 300)]
    [InlineData(3, 0.5, 1_800)]
    [InlineData(9, 1.0, 10_000)]
    [InlineData(500, 0.0, 5_000)]
    public void Grows_to_ten_seconds_and_half_of_it_is_drawn(int attempt, double chance, double milliseconds) =>
        Assert.Equal(milliseconds, ReturnPause.Of(attempt, chance).TotalMilliseconds, 3);
}
