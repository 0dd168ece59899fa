namespace MessageCenter.Faults.Tests;

/// <summary>Short runs of the load test against the built product. Nothing is asserted about speed.</summary>
public sealed class LoadTestRuns
{
    [Fact]
    public async Task Under_load_nothing_is_lost_doubled_or_out_of_order()
    {
        var figures = await LoadTestCommand.Run("live", "--conversations", "20", "--seconds", "2", "--warm-up", "1");
        Assert.Equal(
            [
                "messagesPerSecond", "ackP50Ms", "ackP99Ms", "seenP50Ms", "seenP99Ms", "cpuSecondsPer1000", "residentMiB",
                "lost", "doubled", "outOfOrder",
            ],
            figures.EnumerateObject().Select(property => property.Name));
        Assert.True(figures.GetProperty("messagesPerSecond").GetDouble() > 0, $"Nothing was seen: {figures}");
        LoadTestCommand.KeepsItsPromise(figures);
    }

    [Fact]
    public async Task Killed_under_load_nothing_acknowledged_is_lost_and_nothing_is_doubled()
    {
        var seed = Seed.Current.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var figures = await LoadTestCommand.Run("crash", "--cycles", "2", "--conversations", "10", "--seed", seed);
        LoadTestCommand.KeepsItsPromise(figures);
    }
}
