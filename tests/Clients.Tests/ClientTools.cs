using System.Diagnostics;
using System.Text;

namespace MessageCenter.Clients.Tests;

/// <summary>Runs the tools of the clients' workspace as their scripts do.</summary>
internal static class ClientTools
{
    public static string Folder { get; } = Repository.PathOf("src/WebFront/client");

    /// <summary>Skips, or fails where nothing may be skipped, when the workspace was not installed (SkipWeb builds).</summary>
    public static void Require()
    {
        RequireAll.Have(RequireAll.OnPath("node") is not null, "Node.js", "install version 20 or newer");
        RequireAll.Have(
            Directory.Exists(Path.Combine(Folder, "node_modules")), "The clients' packages", "build without SkipWeb, or npm ci");
    }

    /// <summary>Runs a program in the workspace; exit code and everything it printed.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["NO_COLOR"] = "1";
        var printed = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync();
        return (process.ExitCode, printed.ToString());

        void Keep(string? line)
        {
            lock (printed)
            {
                printed.AppendLine(line);
            }
        }
    }
}
