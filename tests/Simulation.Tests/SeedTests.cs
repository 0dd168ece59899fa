using System.Globalization;
using MessageCenter.Simulation.Runs;

namespace MessageCenter.Simulation.Tests;

/// <summary>The product in the simulator: seeds that once found something, and new ones for a minute.</summary>
public sealed class SeedTests
{
    private const int Threads = 2;

    private static readonly TimeSpan TimeBox = TimeSpan.FromSeconds(60);

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

    [Fact]
    public void New_seeds_find_nothing_for_a_minute()
    {
        var first = (ulong)Seed.Current.Value * 1_000_000;
        var batch = new Batch(first, ulong.MaxValue / 2, Threads) { TimeBox = TimeBox, EndsWith = result => result.Violation is not null };
        batch.Run();
        Assert.True(batch.Totals.Violations.Count == 0, string.Join('\n', batch.Totals.Violations.Select(Words)));
        Assert.True(batch.Totals.Unlike.Count == 0, $"seeds {string.Join(' ', batch.Totals.Unlike)} went two ways");
        Assert.True(batch.Totals.Seeds > 0 && batch.Totals.CommandsLeast >= 500, $"{batch.Totals.Seeds} seeds, {batch.Totals.CommandsLeast} commands");
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
