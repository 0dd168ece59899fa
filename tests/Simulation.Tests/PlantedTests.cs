using MessageCenter.Simulation.Planting;
using MessageCenter.Simulation.Runs;

namespace MessageCenter.Simulation.Tests;

/// <summary>The simulator sees: bugs that are planted are caught. The long form is the simulator's own --planted.</summary>
public sealed class PlantedTests
{
    private const ulong SeedsMax = 100;
    private const int Threads = 2;

    [Theory]
    [InlineData("AckBeforeCommit", "M")]
    [InlineData("UnknownIsTakenForDone", "M")]
    [InlineData("VersionIsNotChecked", "")]
    [InlineData("EntriesAreWrittenApart", "")]
    [InlineData("AnyoneMayWrite", "A1")]
    [InlineData("EndedTakesOperatorsWords", "A4")]
    [InlineData("ReceiptsMayFall", "U")]
    [InlineData("TimeFromTheClock", "M13")]
    [InlineData("AnyGroup", "R2")]
    [InlineData("NewestFirst", "R3")]
    [InlineData("ClaimsAreNeverAnswered", "R4")]
    [InlineData("PushBeforeCommit", "M7")]
    [InlineData("NotesReachContacts", "M10")]
    [InlineData("NotesOverwriteEachOther", "N1")]
    [InlineData("CommentsReachContacts", "M10")]
    [InlineData("ForwardedWithoutLooking", "A1")]
    [InlineData("ForeignersAreAdmitted", "T2")]
    public void A_planted_bug_is_caught(string name, string invariant)
    {
        var bug = Array.FindIndex(Planted.All, one => one.Name == name) + 1;
        var (caught, seeds) = PlantedRun.Look(bug, 1, SeedsMax, Threads);
        Assert.True(caught is not null, $"{name} was not caught in {seeds} seeds");
        Assert.StartsWith(invariant, caught.Violation?.Invariant, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_at_least_thirty_and_each_says_what_it_is()
    {
        Assert.True(Planted.All.Length >= 30, $"{Planted.All.Length} bugs");
        Assert.All(Planted.All, bug => Assert.EndsWith(".", bug.Sentence, StringComparison.Ordinal));
        Assert.Equal(Planted.All.Length, Planted.All.Select(bug => bug.Name).Distinct().Count());
    }
}
