using System.Collections.Concurrent;
using System.Diagnostics;

namespace MessageCenter.TestKit;

/// <summary>A server of Debian's that is written in Python. It ends with the process that started it, however that ends.</summary>
internal sealed class PythonServer : IAsyncDisposable
{
    // Ends with its input: no server outlives its tests.
    private const string UntilInputEnds = """
        import os, sys, threading
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()

        """;

    private readonly ConcurrentQueue<string> printed = new();
    private Process? process;

    /// <summary>What it has printed.</summary>
    public string Output => string.Join('\n', printed);

    /// <summary>Runs this program with these arguments.</summary>
    public void Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { "-c", UntilInputEnds + program }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => printed.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => printed.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>It is gone, and what it started with it.</summary>
    public async Task Stop()
    {
        if (process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }
        process?.Dispose();
        process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Stop();
}
