using MessageCenter.ClusterProcesses;

namespace MessageCenter.Faults.Tests;

public sealed class ChildProcessTests : IDisposable
{
    private readonly ClusterFolder folder = ClusterFolder.Open(null);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_it_prints_is_in_its_log_and_its_code_is_known()
    {
        await using var child = await Start("echo to a person; echo to another >&2; exit 7");
        await child.Ended(TestContext.Current.CancellationToken);
        Assert.Equal((7, "to a person\nto another"), (child.ExitCode, child.LogTail()));
    }

    [Fact]
    public async Task Asked_to_stop_it_may_end_in_its_own_way()
    {
        await using var child = await Start("trap 'exit 3' TERM; echo ready; while true; do sleep 0.05; done");
        await Poll.Until(() => child.LogTail() == "ready", "the child listens to signals");
        Assert.True(await child.Terminate(TimeSpan.FromSeconds(20)));
        Assert.Equal(3, child.ExitCode);
    }

    [Fact]
    public async Task One_that_does_not_listen_is_killed()
    {
        await using var child = await Start("trap '' TERM; echo ready; while true; do sleep 0.05; done");
        await Poll.Until(() => child.LogTail() == "ready", "the child does not listen to signals");
        Assert.False(await child.Terminate(TimeSpan.FromSeconds(1)));
        Assert.False(child.IsRunning);
    }

    [Fact]
    public async Task Paused_it_stands_still_and_goes_on_where_it_was()
    {
        await using var child = await Start("while true; do echo tick; sleep 0.05; done");
        await Poll.Until(() => child.LogTail().Length > 0, "the child ticks");
        await child.Pause();
        await Poll.Until(() => StateOf(child) == 'T', "the child is stopped");
        await child.Resume();
        await Poll.Until(() => StateOf(child) != 'T', "the child goes on");
        Assert.True(child.IsRunning);
    }

    [Fact]
    public async Task Ctrl_C_in_our_terminal_is_not_heard_by_it()
    {
        RequireAll.Have(OnPath.Find("setsid") is not null, "setsid", "apt-get install util-linux");
        await using var child = await Start("echo ready; while true; do sleep 0.05; done");
        await Poll.Until(() => child.LogTail() == "ready", "the child runs");
        // The terminal tells all of the foreground's session; the sixth field names the session that a process belongs to.
        Assert.Equal($"{child.ProcessId}", Stat(child)[3]);
    }

    private Task<ChildProcess> Start(string script) =>
        ChildProcess.Start(new("a child", "sh", ["-c", script], folder.PathOf("child.log")));

    private static char StateOf(ChildProcess child) => Stat(child)[0][0];

    private static string[] Stat(ChildProcess child)
    {
        var stat = File.ReadAllText($"/proc/{child.ProcessId}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }
}
