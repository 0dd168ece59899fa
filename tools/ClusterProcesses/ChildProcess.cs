using System.Diagnostics;

namespace MessageCenter.ClusterProcesses;

/// <summary>
/// A process that lives no longer than this one: the kernel kills it when we are gone, however we went. It has a session of
/// its own, so that Ctrl+C in our terminal reaches us alone and everything stops in the order that we choose.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int LogTailLines = 30;
    private static readonly TimeSpan DiesWithin = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly ChildStart start;

    private ChildProcess(Process process, ChildStart start)
    {
        (this.process, this.start) = (process, start);
        ProcessId = process.Id;
    }

    /// <summary>What people call it.</summary>
    public string Name => start.Name;

    /// <summary>Its id while it runs.</summary>
    public int ProcessId { get; }

    /// <summary>It has not ended.</summary>
    public bool IsRunning => !process.HasExited;

    /// <summary>How it ended; null while it runs. 128 + n: by signal n.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>Starts it.</summary>
    public static async Task<ChildProcess> Start(ChildStart start)
    {
        try
        {
            return new(await Spawner.Start(CommandLine.Of(start)), start);
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new ClusterException($"{start.Name} cannot be started: {problem.Message}", problem);
        }
    }

    /// <summary>Runs a program that ends by itself; it fails when the program says that it failed.</summary>
    public static async Task RunToEnd(ChildStart start, CancellationToken cancel)
    {
        await using var run = await Start(start);
        await run.Ended(cancel);
        if (run.ExitCode != 0)
        {
            throw new ClusterException($"{start.Name} ended with code {run.ExitCode}:\n{run.LogTail()}");
        }
    }

    /// <summary>Until it has ended.</summary>
    public Task Ended(CancellationToken cancel) => process.WaitForExitAsync(cancel);

    /// <summary>SIGKILL: it gets no chance to say goodbye.</summary>
    public async Task Kill()
    {
        if (IsRunning)
        {
            process.Kill();
        }
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(DiesWithin);
    }

    /// <summary>SIGTERM, and SIGKILL when that is not heeded in time. True: it ended by itself.</summary>
    public Task<bool> Terminate(TimeSpan within) => End("TERM", within);

    /// <summary>SIGINT, to which some listen otherwise than to SIGTERM.</summary>
    public Task<bool> Interrupt(TimeSpan within) => End("INT", within);

    /// <summary>SIGSTOP: it does nothing, and does not know it.</summary>
    public Task Pause() => Signal.Send("STOP", [ProcessId]);

    /// <summary>SIGCONT: it goes on where it was.</summary>
    public Task Resume() => Signal.Send("CONT", [ProcessId]);

    /// <summary>The newest lines of what it printed.</summary>
    public string LogTail()
    {
        try
        {
            return string.Join('\n', File.ReadLines(start.LogFile).TakeLast(LogTailLines));
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Kill();
        process.Dispose();
    }

    private async Task<bool> End(string signal, TimeSpan within)
    {
        if (!IsRunning)
        {
            return true;
        }
        await Signal.Send(signal, [ProcessId]);
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(within);
            return true;
        }
        catch (TimeoutException)
        {
            await Kill();
            return false;
        }
    }
}
