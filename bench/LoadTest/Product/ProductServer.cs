using System.Diagnostics;
using MessageCenter.ClusterProcesses;

namespace MessageCenter.LoadTest.Product;

/// <summary>The product as a process of its own, killed at the latest when this is disposed of.</summary>
internal sealed class ProductServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan GoneWithin = TimeSpan.FromSeconds(10);
    private const int OutputLinesKept = 40;

    private readonly Process process;
    private readonly Queue<string> lines = new();

    private ProductServer(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public const string Password = "load-test-only-1";

    public Uri Address { get; }

    public int ProcessId => process.Id;

    /// <summary>From the start of the process to the first answer of the page that was waited for.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>Starts it on free ports, or where it was before, with these settings beside its own, and waits until a page is served.</summary>
    public static async Task<ProductServer> Start(
        string dll,
        string data,
        string firstPage,
        CancellationToken cancel,
        IReadOnlyDictionary<string, string>? settings = null,
        int? port = null)
    {
        var ports = LoopbackPorts.Free(2);
        var address = new Uri($"http://127.0.0.1:{port ?? ports[0]}");
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(dll),
        };
        string[] arguments =
        [
            dll, "--urls", address.OriginalString, "--demo-urls", $"http://127.0.0.1:{ports[1]}",
            "--data", data, "--demo-password", Password,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        // A load test comes from one address and is in more of a hurry than any visitor.
        start.Environment["MessageCenter__NewContactsPerAddressPerMinute"] = "1000000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        var server = new ProductServer(new Process { StartInfo = start }, address);
        try
        {
            await server.StartAndWait(firstPage, cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>It has not ended.</summary>
    public bool IsRunning => !process.HasExited;

    /// <summary>How it ended; null while it runs.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>SIGKILL: the process gets no chance to say goodbye.</summary>
    public async Task Kill()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(GoneWithin, CancellationToken.None);
    }

    /// <summary>The newest lines of what it printed.</summary>
    public string Output()
    {
        lock (lines)
        {
            return string.Join('\n', lines);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Kill();
        }
        catch (InvalidOperationException)
        {
            // It never started.
        }
        process.Dispose();
    }

    private async Task StartAndWait(string firstPage, CancellationToken cancel)
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        var begun = Stopwatch.GetTimestamp();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Until(() => Answers(http, firstPage, cancel), $"No answer from {firstPage}", begun, cancel);
        StartedIn = Stopwatch.GetElapsedTime(begun);
        // It listens before the demo's operators can sign in; when they can, it says so.
        await Until(() => Task.FromResult(Output().Contains("Dashboard", StringComparison.Ordinal)), "No greeting", begun, cancel);
    }

    private async Task Until(Func<Task<bool>> isSo, string otherwise, long begun, CancellationToken cancel)
    {
        while (!await isSo())
        {
            if (process.HasExited)
            {
                throw new LoadTestException($"The product ended with code {process.ExitCode}:\n{Output()}");
            }
            if (Stopwatch.GetElapsedTime(begun) > ReadyWithin)
            {
                throw new LoadTestException($"{otherwise} within {ReadyWithin.TotalSeconds} s:\n{Output()}");
            }
            await Task.Delay(5, cancel);
        }
    }

    private static async Task<bool> Answers(HttpClient http, string page, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(page, UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > OutputLinesKept)
            {
                lines.Dequeue();
            }
        }
    }
}
