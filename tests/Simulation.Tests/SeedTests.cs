using System.Globalization;
using MessageCenter.Simulation.Runs;

namespace MessageCenter.Simulation.Tests;

/// <summary>The product in the simulator: seeds that once found something find nothing now.</summary>
public sealed class SeedTests
{
    /// <summary>The first words of the lines of seeds.txt that are no comment.</summary>
    public static TheoryData<ulong> KeptSeeds =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "seeds.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => ulong.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)),
    ];

    [Theory]
    [MemberData(nameof(KeptSeeds))]
    public void A_seed_that_found_something_once_finds_nothing_now(ulong seed)
    {
        var result = SeedRun.Run(seed);
        Assert.True(result.Violation is null, Words(result));
    }

    /// <summary>More of them are a command: `--seeds 2000`.</summary>
    [Fact]
    public void The_first_hundred_seeds_find_nothing()
    {
        var batch = new Batch(1, 100, Environment.ProcessorCount);
        batch.Run();
        Assert.True(batch.Totals.Violations.Count == 0, string.Join('\n', batch.Totals.Violations.Select(Words)));
        Assert.Equal(100, batch.Totals.Seeds);
    }

    [Fact]
    public void A_seed_says_the_same_twice_and_another_seed_says_something_else()
    {
        var lines = new List<string>();
        var first = SeedRun.Run(7, lines.Add);
        var second = SeedRun.Run(7);
        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(first.Steps, second.Steps);
        Assert.NotEmpty(lines);
        Assert.NotEqual(first.Hash, SeedRun.Run(8).Hash);
    }

    private static string Words(SeedResult result) => $"seed {result.Seed}: {result.Violation}";
}
