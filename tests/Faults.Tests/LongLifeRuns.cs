using System.Globalization;
using MessageCenter.LoadTest.Machine;

namespace MessageCenter.Faults.Tests;

/// <summary>Short runs of what happens to a server in its life: copies, wrong clocks, everybody coming back at once.</summary>
[Collection(OneAtATime.Name)]
public sealed class LongLifeRuns
{
    private static readonly string Seeded = Seed.Current.Value.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_copy_made_under_load_holds_all_that_was_acknowledged_before_it() => LoadTestCommand.KeepsItsPromise(
        await LoadTestCommand.Run("backup", "--backups", "1", "--conversations", "10", "--seed", Seeded));

    [Fact]
    public async Task A_clock_that_jumps_changes_no_order()
    {
        RequireAll.Have(FalseClock.Missing is null, "libfaketime", "apt-get install libfaketime");
        LoadTestCommand.KeepsItsPromise(await LoadTestCommand.Run("clock", "--jumps", "4", "--conversations", "10", "--seed", Seeded));
    }

    [Fact]
    public async Task Sockets_that_never_read_are_given_up_and_nobody_else_notices() => LoadTestCommand.KeepsItsPromise(
        await LoadTestCommand.Run("slow-readers", "--readers", "50", "--rate", "100", "--conversations", "6", "--seed", Seeded));

    [Fact]
    public Task All_widgets_come_back_to_a_server_that_was_killed() => LoadTestCommand.Run("storm", "--widgets", "150", "--seed", Seeded);
}
