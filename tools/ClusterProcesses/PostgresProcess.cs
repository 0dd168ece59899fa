using System.Globalization;
using System.Security.Cryptography;

namespace MessageCenter.ClusterProcesses;

/// <summary>
/// A PostgreSQL of our own: Debian's programs on a folder of ours, on loopback, with a password that only we know. Durable
/// like any other, since what is tested on it is what survives a SIGKILL.
/// </summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    private const string SuperUser = "message_center";
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(15);

    private readonly string programs;
    private readonly string folder;
    private readonly string logFile;
    private readonly string password;
    private readonly int port;
    private ChildProcess? child;

    private PostgresProcess(string programs, string folder, string logFile, string password, int port) =>
        (this.programs, this.folder, this.logFile, this.password, this.port) = (programs, folder, logFile, password, port);

    /// <summary>As Npgsql reads it.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username={SuperUser};Password={password};Database=postgres";

    /// <summary>The server, whose children serve the connections.</summary>
    public ChildProcess Child => child ?? throw new InvalidOperationException("PostgreSQL was not started.");

    /// <summary>All that it printed.</summary>
    public string LogFile => logFile;

    /// <summary>Where it listens.</summary>
    public string Address => $"127.0.0.1:{port}";

    /// <summary>Where Debian, or whoever, put the programs; null when PostgreSQL is not installed.</summary>
    public static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).MaxBy(VersionOf)
            : Path.GetDirectoryName(OnPath.Find("initdb"));

    /// <summary>Makes a database in the folder, which must not exist, and starts it.</summary>
    public static async Task<PostgresProcess> Start(string folder, string logFile, CancellationToken cancel)
    {
        var found = FindPrograms()
            ?? throw new ClusterException("PostgreSQL is missing: apt-get install postgresql, or name a server of your own.");
        var server = new PostgresProcess(
            found, folder, logFile, RandomNumberGenerator.GetHexString(32, lowercase: true), LoopbackPorts.Free(1)[0]);
        await server.Initialise(cancel);
        try
        {
            await server.Launch(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The server and all who serve connections.</summary>
    public IReadOnlyList<int> ProcessIds() => [Child.ProcessId, .. ProcessTree.ChildrenOf(Child.ProcessId)];

    /// <summary>SIGKILL to all of it at once, as when the power of this machine had gone.</summary>
    public async Task Kill()
    {
        // Stopped first, so that it starts nobody while its children are counted.
        await Child.Pause();
        await Signal.Send("KILL", ProcessIds());
        await Child.Kill();
    }

    /// <summary>SIGSTOP to all of it. Connections stay open, and nobody answers.</summary>
    public async Task Pause()
    {
        // As above; and the list is made when nobody can be added to it.
        await Child.Pause();
        await Signal.Send("STOP", ProcessIds());
    }

    /// <summary>SIGCONT to all of it.</summary>
    public Task Resume() => Signal.Send("CONT", ProcessIds());

    /// <summary>Starts it again on the same folder and port, and waits until it accepts connections.</summary>
    public async Task Restart(CancellationToken cancel)
    {
        await Child.DisposeAsync();
        await Launch(cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (child is not null)
        {
            // Told to terminate it would wait for whoever is still connected.
            await child.Interrupt(StopsWithin);
            await child.DisposeAsync();
        }
    }

    private static int VersionOf(string bin) =>
        int.TryParse(Path.GetFileName(Path.GetDirectoryName(bin)), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : 0;

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static UnixUser? User() => Environment.IsPrivilegedProcess ? new("postgres", "postgres") : null;

    private async Task Initialise(CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var passwordFile = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(passwordFile, password, cancel);
        var data = Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        if (User() is { } user)
        {
            await ChildProcess.RunToEnd(new("chown", "chown", ["-R", $"{user.User}:{user.Group}", folder], logFile), cancel);
        }
        // Nothing in the folder is worth a sync yet.
        string[] arguments =
        [
            "-D", data, "-U", SuperUser, "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--encoding=UTF8", "--locale=C.UTF-8",
            "--no-sync", "--no-instructions",
        ];
        await ChildProcess.RunToEnd(new("initdb", Path.Combine(programs, "initdb"), arguments, logFile) { User = User(), Folder = folder }, cancel);
        File.Delete(passwordFile);
    }

    private async Task Launch(CancellationToken cancel)
    {
        string[] arguments =
        [
            "-D", Path.Combine(folder, "data"), "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=400",
        ];
        var start = new ChildStart("postgres", Path.Combine(programs, "postgres"), arguments, logFile) { User = User(), Folder = folder };
        child = await ChildProcess.Start(start);
        await Patience.Until(AcceptsConnections, child, "it accepts connections", ReadyWithin, cancel);
    }

    private async Task<bool> AcceptsConnections()
    {
        string[] arguments = ["--quiet", "--host=127.0.0.1", $"--port={port}"];
        await using var probe = await ChildProcess.Start(new("pg_isready", Path.Combine(programs, "pg_isready"), arguments, logFile));
        await probe.Ended(CancellationToken.None);
        return probe.ExitCode == 0;
    }
}
