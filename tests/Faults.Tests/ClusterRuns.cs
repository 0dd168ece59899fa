using System.Globalization;
using System.Text.Json;
using MessageCenter.LoadTest;
using MessageCenter.LoadTest.Faults;

namespace MessageCenter.Faults.Tests;

/// <summary>
/// Short runs of `cluster`: real silos, fronts and PostgreSQL, and one fault each. The promises are checked by the run
/// itself; here only that it found nothing, and that sends were accepted again before anybody gave up.
/// </summary>
public sealed class ClusterRuns
{
    /// <summary>Twice what an idle machine may need: a test machine is loaded by other tests.</summary>
    private const double SecondsUntilAcceptedMax = 30;

    [Fact]
    public Task A_silo_is_killed() => Survives("kill-silo");

    [Fact]
    public Task A_front_is_killed() => Survives("kill-front", "--silos", "1");

    [Fact]
    public Task The_store_is_killed() => Survives("kill-store", "--silos", "2");

    [Fact]
    public Task A_silo_is_paused_until_the_others_take_it_for_dead_and_goes_on() =>
        Survives("pause-silo", "--pause-seconds", "20");

    [Fact]
    public Task Every_silo_and_front_is_restarted_in_turn() => Survives("rolling-restart", "--silos", "2");

    [Fact]
    public Task A_silo_is_cut_from_the_others()
    {
        RequireAll.Have(SiloWall.Missing is null, "nft, for root,", "apt-get install nftables");
        return Survives("cut-silo", "--cut-seconds", "20");
    }

    private static async Task Survives(string fault, params string[] more)
    {
        RequireAll.Postgres();
        string[] words =
        [
            "cluster", "--fault", fault, "--conversations", "18", "--waiting", "3", "--seconds", "6", "--rate", "40",
            "--grace-seconds", "3", "--seed", Seed.Current.Value.ToString(CultureInfo.InvariantCulture), .. more,
        ];
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exitCode = await Commands.Run(words, output, errors);
        Assert.True(exitCode == 0, $"Exit code {exitCode}, {Seed.Current}.\n{output}\n{errors}");
        var figures = JsonElement.Parse(output.ToString().TrimEnd().Split('\n')[^1]);
        Assert.InRange(figures.GetProperty("secondsUntilAccepted").GetDouble(), 0, SecondsUntilAcceptedMax);
        Assert.True(figures.GetProperty("messagesPerSecond").GetDouble() > 0, $"Nothing was seen: {figures}");
    }
}
