using System.Diagnostics;
using MessageCenter.LoadTest.Measure;

namespace MessageCenter.Faults.Tests;

public sealed class PercentilesTests
{
    [Theory]
    [InlineData(0.50, 50)]
    [InlineData(0.95, 95)]
    [InlineData(0.99, 99)]
    [InlineData(1.00, 100)]
    public void Is_the_nearest_rank(double share, double expected)
    {
        var durations = new Percentiles();
        foreach (var milliseconds in Enumerable.Range(1, 100).Reverse())
        {
            durations.Add(milliseconds * Stopwatch.Frequency / 1000);
        }
        Assert.Equal(expected, durations.Milliseconds(share), 3);
    }

    [Fact]
    public void Is_zero_of_nothing() => Assert.Equal(0, new Percentiles().Milliseconds(0.99));
}
