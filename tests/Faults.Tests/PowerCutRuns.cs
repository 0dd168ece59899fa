using System.Globalization;
using MessageCenter.LoadTest.Machine;

namespace MessageCenter.Faults.Tests;

/// <summary>
/// Short runs of what a power cut leaves. Each store is tried as it is, and then with syncs that do nothing: a run that
/// could not see acknowledged messages disappear would prove nothing.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed class PowerCutRuns
{
    [Fact]
    public async Task SQLite_has_on_the_disk_what_it_acknowledged() =>
        LoadTestCommand.KeepsItsPromise(await Run(0, "sqlite", "real", images: 2));

    [Fact]
    public Task SQLite_without_syncs_is_found_out() => Run(1, "sqlite", "none", images: 5);

    [Fact]
    public async Task PostgreSQL_has_on_the_disk_what_it_acknowledged()
    {
        RequireAll.Postgres();
        LoadTestCommand.KeepsItsPromise(await Run(0, "postgres", "real", images: 1));
    }

    [Fact]
    public Task PostgreSQL_without_syncs_is_found_out()
    {
        RequireAll.Postgres();
        return Run(1, "postgres", "none", images: 5);
    }

    private static Task<System.Text.Json.JsonElement> Run(int expectedCode, string store, string syncs, int images)
    {
        RequireAll.Have(LoopDisk.Missing is null, "A disk of our own", LoopDisk.Missing ?? "");
        RequireAll.Have(SyscallFault.Missing is null, "strace", "apt-get install strace");
        string[] words =
        [
            "power-cut", "--store", store, "--syncs", syncs, "--conversations", "10",
            "--images", images.ToString(CultureInfo.InvariantCulture),
            "--seed", Seed.Current.Value.ToString(CultureInfo.InvariantCulture),
        ];
        return LoadTestCommand.Run(expectedCode, words);
    }
}
