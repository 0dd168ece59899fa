using MessageCenter.LoadTest.Measure;

namespace MessageCenter.Faults.Tests;

public sealed class SiloMetricsTests
{
    private const string Metrics = """
        # TYPE calls counter
        calls{to="silo",kind="Request"} 5 1732444444444
        calls{to="silo",kind="Response"} 4
        calls_seconds{to="silo",kind="Request"} 100
        calls 2.5
        """;

    [Fact]
    public void Adds_the_lines_of_one_name_with_and_without_labels() =>
        Assert.Equal(11.5, SiloMetrics.Sum(Metrics, "calls", _ => true));

    [Fact]
    public void Leaves_out_what_is_not_meant() => Assert.Equal(
        5, SiloMetrics.Sum(Metrics, "calls", line => line.Contains("kind=\"Request\"", StringComparison.Ordinal)));

    [Fact]
    public void Is_zero_where_the_name_is_unknown() => Assert.Equal(0, SiloMetrics.Sum(Metrics, "call", _ => true));
}
