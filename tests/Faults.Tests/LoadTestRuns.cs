using System.Text.Json;
using MessageCenter.LoadTest;

namespace MessageCenter.Faults.Tests;

/// <summary>Short runs of the load test against the built product. Nothing is asserted about speed.</summary>
public sealed class LoadTestRuns
{
    [Fact]
    public async Task Under_load_nothing_is_lost_doubled_or_out_of_order()
    {
        var figures = await Run("live", "--conversations", "20", "--seconds", "2", "--warm-up", "1");
        Assert.Equal(
            [
                "messagesPerSecond", "ackP50Ms", "ackP99Ms", "seenP50Ms", "seenP99Ms", "cpuSecondsPer1000", "residentMiB",
                "lost", "doubled", "outOfOrder",
            ],
            figures.EnumerateObject().Select(property => property.Name));
        Assert.True(figures.GetProperty("messagesPerSecond").GetDouble() > 0, $"Nothing was seen: {figures}");
        KeepsItsPromise(figures);
    }

    [Fact]
    public async Task Killed_under_load_nothing_acknowledged_is_lost_and_nothing_is_doubled()
    {
        var seed = Seed.Current.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var figures = await Run("crash", "--cycles", "2", "--conversations", "10", "--seed", seed);
        KeepsItsPromise(figures);
    }

    private static void KeepsItsPromise(JsonElement figures)
    {
        Assert.Equal(0, figures.GetProperty("lost").GetInt32());
        Assert.Equal(0, figures.GetProperty("doubled").GetInt32());
        Assert.Equal(0, figures.GetProperty("outOfOrder").GetInt32());
    }

    private static async Task<JsonElement> Run(params string[] words)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exitCode = await Commands.Run(words, output, errors);
        Assert.True(exitCode == 0, $"Exit code {exitCode}.\n{output}\n{errors}");
        return JsonElement.Parse(output.ToString().TrimEnd().Split('\n')[^1]);
    }
}
