using System.Diagnostics;
using MessageCenter.ClusterProcesses;

namespace MessageCenter.LoadTest.Machine;

/// <summary>Programs of the machine that do one thing and end.</summary>
internal static class LinuxTool
{
    /// <summary>Runs it to its end. A failure ends the run, with what the program said.</summary>
    public static async Task Run(string program, params IReadOnlyList<string> arguments)
    {
        var (code, said) = await TryRun(program, arguments);
        if (code != 0)
        {
            throw new LoadTestException($"{program} {string.Join(' ', arguments)} ended with {code}: {said}");
        }
    }

    /// <summary>Runs it to its end; how it ended, and what it said on standard error.</summary>
    public static async Task<(int Code, string Said)> TryRun(string program, IReadOnlyList<string> arguments)
    {
        var found = OnPath.Find(program) ?? throw new LoadTestException($"{program} is not installed.");
        var start = new ProcessStartInfo(found) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start) ?? throw new LoadTestException($"{program} cannot be started.");
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await said).Trim());
    }
}
