using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MessageCenter.TestKit;

/// <summary>
/// A PostgreSQL server on this machine, with a data folder of its own, on loopback only. It ends with the process that
/// started it, however that ends. Between <see cref="Kill"/> and <see cref="Restart"/> it is gone as after a crash: same data,
/// same port.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The only role: owner of everything, without a password.</summary>
    public const string User = "message_center";

    private const string UnprivilegedUser = "postgres";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    private readonly string programs;
    private readonly string folder;
    private readonly string[] settings;
    private Process? guard;

    private PostgresServer(string programs, string folder, int port, string[] settings)
    {
        this.programs = programs;
        this.folder = folder;
        this.settings = settings;
        Port = port;
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    private string Data => Path.Combine(folder, "data");

    private string LogFile => Path.Combine(folder, "log");

    /// <summary>The folder of initdb and postgres; null when they are not installed.</summary>
    public static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(VersionOf).Select(version => Path.Combine(version, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(onPath)
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")));

        static int VersionOf(string folder) => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    /// <summary>Makes a data folder and starts a server on it; each setting is "name=value".</summary>
    public static async Task<PostgresServer> Start(params string[] settings)
    {
        var server = new PostgresServer(
            FindPrograms() ?? throw new FileNotFoundException("PostgreSQL is not installed."),
            Directory.CreateTempSubdirectory("message-center-postgres-").FullName,
            FreePort(),
            settings);
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await Run("chown", UnprivilegedUser, server.folder);
            }
            await server.RunUnprivileged(
                Path.Combine(server.programs, "initdb"), "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                "--no-sync");
            await server.Launch();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Npgsql's connection string.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username={User};Database={database}";

    /// <summary>SIGKILL for all of its processes, the first one first, so that it starts no other.</summary>
    public async Task Kill()
    {
        if (await FirstProcess() is { } first)
        {
            int[] all = [first, .. ChildrenOf(first)];
            await Run("kill", ["-KILL", .. all.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
            await Wait(() => !all.Any(IsRunning), "it is gone");
            // Says that it takes connections, and would say so while the next one does not yet.
            File.Delete(PidFile);
        }
        await StopGuard();
    }

    /// <summary>Starts it again on what it left behind, perhaps with more settings for this time.</summary>
    public Task Restart(params string[] more) => Launch(more);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Kill();
        guard?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>
    /// The server's parent is a shell that waits for the end of its standard input. That end comes when this process ends, also
    /// by SIGKILL, and then the shell ends the server.
    /// </summary>
    private async Task Launch(params string[] more)
    {
        const string script = """
            log=$1; shift
            "$@" >>"$log" 2>&1 </dev/null &
            read -r nothing
            kill -KILL $! 2>/dev/null
            """;
        string[] options = [$"port={Port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", .. settings, .. more];
        string[] command =
        [
            "sh", "-c", script, "sh", LogFile, Path.Combine(programs, "postgres"), "-D", Data,
            .. options.SelectMany(option => new[] { "-c", option }),
        ];
        guard = Process.Start(StartInfo(Unprivileged(command), redirectInput: true));
        await Wait(IsListening, "it listens");
    }

    private async Task StopGuard()
    {
        if (guard is { } running)
        {
            running.StandardInput.Close();
            await running.WaitForExitAsync();
            running.Dispose();
            guard = null;
        }
    }

    private bool IsListening()
    {
        if (guard is { HasExited: true })
        {
            throw new InvalidOperationException($"PostgreSQL ended:\n{File.ReadAllText(LogFile)}");
        }
        // Written last of all, when it takes connections.
        return File.Exists(PidFile) && File.ReadAllLines(PidFile) is { Length: >= 8 } lines && lines[7].Trim() == "ready";
    }

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    private async Task<int?> FirstProcess()
    {
        if (!File.Exists(PidFile))
        {
            return null;
        }
        var lines = await File.ReadAllLinesAsync(PidFile);
        return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id) && IsRunning(id) ? id : null;
    }

    private static bool IsRunning(int id) => StatusOf(id) is { } status && status.State is not ('Z' or 'X');

    private static IEnumerable<int> ChildrenOf(int parent) =>
        Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && StatusOf(id)?.Parent == parent);

    private static (char State, int Parent)? StatusOf(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task Wait(Func<bool> condition, string what)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > StartsWithin)
            {
                throw new TimeoutException($"PostgreSQL: {what}: not within {StartsWithin.TotalSeconds:0} s.");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private Task RunUnprivileged(params string[] command) => Run(Unprivileged(command)[0], Unprivileged(command)[1..]);

    // PostgreSQL refuses to run as root.
    private static string[] Unprivileged(string[] command) => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid", UnprivilegedUser, "--regid", UnprivilegedUser, "--clear-groups", .. command]
        : command;

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(StartInfo([program, .. arguments], redirectInput: false))
            ?? throw new InvalidOperationException($"{program} did not start.");
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 && program != "kill")
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{await said}");
        }
    }

    private static ProcessStartInfo StartInfo(string[] command, bool redirectInput)
    {
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = !redirectInput,
            RedirectStandardError = !redirectInput,
            // The user that PostgreSQL runs as may not enter ours.
            WorkingDirectory = "/",
        };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }
        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
