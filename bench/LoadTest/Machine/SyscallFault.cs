using System.Globalization;
using MessageCenter.ClusterProcesses;

namespace MessageCenter.LoadTest.Machine;

/// <summary>
/// Something goes wrong with system calls of running processes, for as long as this lives: strace sits between them and
/// the kernel. Its rules are strace's own words, "fdatasync:error=EIO" and so on.
/// </summary>
internal sealed class SyscallFault : IAsyncDisposable
{
    /// <summary>The two ways to put a file on the disk; which one SQLite uses was decided when it was compiled.</summary>
    public const string Syncs = "fsync,fdatasync";

    private const string Injected = "(INJECTED)";
    private static readonly TimeSpan AttachesWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DetachesWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(20);

    private readonly ChildProcess strace;
    private readonly string calls;

    private SyscallFault(ChildProcess strace, string calls) => (this.strace, this.calls) = (strace, calls);

    /// <summary>Why this machine cannot do it; null: it can.</summary>
    public static string? Missing => OnPath.Find("strace") is null ? "strace is missing: apt-get install strace." : null;

    /// <summary>Begins. When it returns, all threads of the processes are watched.</summary>
    /// <param name="processIds">Whose calls; also those of threads and processes that they start from now on.</param>
    /// <param name="rule">Which calls, and what becomes of them.</param>
    /// <param name="folder">Where the list of calls is written, and what strace says.</param>
    /// <param name="onlyFiles">Only calls that concern these files; none: all files.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<SyscallFault> Begin(
        IReadOnlyList<int> processIds, string rule, string folder, IReadOnlyList<string> onlyFiles, CancellationToken cancel)
    {
        if (Missing is { } missing)
        {
            throw new LoadTestException(missing);
        }
        var name = Guid.CreateVersion7().ToString("N");
        var list = Path.Combine(folder, $"{name}.calls");
        string[] words =
        [
            "-f", "-o", list, "-e", $"trace={rule.Split(':')[0]}", "-e", $"inject={rule}",
            .. onlyFiles.SelectMany(file => new[] { "-P", file }),
            .. processIds.SelectMany(id => new[] { "-p", id.ToString(CultureInfo.InvariantCulture) }),
        ];
        var log = Path.Combine(folder, $"{name}.log");
        var fault = new SyscallFault(await ChildProcess.Start(new("strace", "strace", words, log)), list);
        try
        {
            await fault.UntilAttached(processIds, cancel);
            return fault;
        }
        catch
        {
            await fault.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many calls were not what the caller meant them to be.</summary>
    public int Struck => Lines().Count(line => line.Contains(Injected, StringComparison.Ordinal));

    /// <summary>Lets go: calls are what they were.</summary>
    public async ValueTask DisposeAsync()
    {
        await strace.Interrupt(DetachesWithin);
        await strace.DisposeAsync();
    }

    private async Task UntilAttached(IReadOnlyList<int> processIds, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!processIds.All(IsTraced))
        {
            if (!strace.IsRunning || TimeProvider.System.GetElapsedTime(begun) > AttachesWithin)
            {
                throw new LoadTestException($"strace does not watch what it should:\n{strace.LogTail()}");
            }
            await Task.Delay(LooksEvery, cancel);
        }
    }

    private bool IsTraced(int processId)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{processId}/task").All(thread =>
                File.ReadLines(Path.Combine(thread, "status")).First(line => line.StartsWith("TracerPid:", StringComparison.Ordinal)) != "TracerPid:\t0");
        }
        catch (IOException)
        {
            // A thread ended while we looked, or all did: then there is nothing left to watch.
            return !Directory.Exists($"/proc/{processId}");
        }
    }

    private IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(new FileStream(calls, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
