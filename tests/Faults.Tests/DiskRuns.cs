using System.Globalization;
using MessageCenter.LoadTest.Machine;

namespace MessageCenter.Faults.Tests;

/// <summary>Short runs of what a disk and a process can do to the store.</summary>
[Collection(OneAtATime.Name)]
public sealed class DiskRuns
{
    private static readonly string Seeded = Seed.Current.Value.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Killed_at_a_write_or_a_sync_it_finds_everything_again()
    {
        NeedsStrace();
        var figures = await LoadTestCommand.Run("syscalls", "--every", "97", "--points", "3", "--seed", Seeded);
        LoadTestCommand.KeepsItsPromise(figures);
        Assert.Equal(0, figures.GetProperty("damaged").GetInt32());
        Assert.NotEmpty(figures.GetProperty("deaths").EnumerateObject());
    }

    [Fact]
    public async Task A_sync_that_fails_ends_the_process_and_nothing_is_acknowledged_over_it()
    {
        NeedsStrace();
        var figures = await LoadTestCommand.Run("disk", "--fault", "eio", "--conversations", "10", "--seed", Seeded);
        LoadTestCommand.KeepsItsPromise(figures);
        Assert.Equal((0, 1), (figures.GetProperty("acknowledgedOverTheError").GetInt32(), figures.GetProperty("exitCode").GetInt32()));
    }

    [Fact]
    public async Task A_full_disk_refuses_sends_until_there_is_room()
    {
        RequireAll.Have(LoopDisk.Missing is null, "A disk of our own", LoopDisk.Missing ?? "");
        var figures = await LoadTestCommand.Run("disk", "--fault", "full", "--conversations", "10", "--seed", Seeded);
        LoadTestCommand.KeepsItsPromise(figures);
        Assert.True(figures.GetProperty("refused").GetInt32() > 0, $"Nothing was refused: {figures}");
    }

    [Fact]
    public async Task A_slow_disk_makes_answers_late_and_never_too_early()
    {
        NeedsStrace();
        var figures = await LoadTestCommand.Run(
            "disk", "--fault", "slow", "--delay-ms", "200", "--seconds", "3", "--conversations", "10", "--seed", Seeded);
        LoadTestCommand.KeepsItsPromise(figures);
        Assert.True(figures.GetProperty("acknowledgedMeanwhile").GetInt32() > 0, $"Nothing was acknowledged: {figures}");
    }

    private static void NeedsStrace() => RequireAll.Have(SyscallFault.Missing is null, "strace", "apt-get install strace");
}
