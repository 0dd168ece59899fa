using System.Globalization;

namespace MessageCenter.ClusterProcesses;

/// <summary>One silo or one web front: the same program at the same addresses, however often its process changes.</summary>
public sealed class MemberProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(40);

    private readonly ChildStart start;
    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(5) };
    private ChildProcess? child;

    private MemberProcess(ChildStart start, int httpPort)
    {
        this.start = start;
        Address = new($"http://127.0.0.1:{httpPort}");
    }

    /// <summary>"silo-2", "front-1".</summary>
    public string Name => start.Name;

    /// <summary>Health and metrics; for a front also everything else.</summary>
    public Uri Address { get; }

    /// <summary>Where silos talk to each other; 0 for a front.</summary>
    public int SiloPort { get; private init; }

    /// <summary>Where fronts come in; 0 for a front.</summary>
    public int GatewayPort { get; private init; }

    /// <summary>All that it printed.</summary>
    public string LogFile => start.LogFile;

    /// <summary>The process that runs now, or ran last.</summary>
    public ChildProcess Child => child ?? throw new InvalidOperationException($"{Name} was not started.");

    /// <summary>One silo of the plan.</summary>
    public static MemberProcess Silo(ClusterPlan plan, int number)
    {
        var ports = LoopbackPorts.Free(3);
        var settings = plan.SharedSettings();
        settings["MessageCenter__Cluster__Address"] = "127.0.0.1";
        settings["MessageCenter__Cluster__SiloPort"] = Text(ports[1]);
        settings["MessageCenter__Cluster__GatewayPort"] = Text(ports[2]);
        settings["MessageCenter__PresenceGraceSeconds"] = Text(plan.PresenceGraceSeconds);
        var silo = StartOf(plan, $"silo-{number}", ProgramFile.Silo, ports[0], settings) with
        {
            User = plan.SiloUsers.GetValueOrDefault(number),
        };
        return new(silo, ports[0]) { SiloPort = ports[1], GatewayPort = ports[2] };
    }

    /// <summary>One web front of the plan.</summary>
    public static MemberProcess Front(ClusterPlan plan, int number)
    {
        var port = LoopbackPorts.Free(1)[0];
        var settings = plan.SharedSettings();
        foreach (var (name, value) in plan.FrontSettings)
        {
            settings[name] = value;
        }
        return new(StartOf(plan, $"front-{number}", ProgramFile.WebFront, port, settings), port);
    }

    /// <summary>Starts it; again after it has ended. It is ready when <see cref="IsReady"/> says so.</summary>
    public async Task Launch()
    {
        if (child is not null)
        {
            await child.DisposeAsync();
        }
        child = await ChildProcess.Start(start);
    }

    /// <summary>Until it can serve.</summary>
    public Task UntilReady(CancellationToken cancel) =>
        Patience.Until(() => IsReady(cancel), Child, "it is ready", ReadyWithin, cancel);

    /// <summary>Starts it again where it was, and waits until it can serve.</summary>
    public async Task Restart(CancellationToken cancel)
    {
        await Launch();
        await UntilReady(cancel);
    }

    /// <summary>SIGTERM, and waits for the orderly end. True: it ended by itself.</summary>
    public Task<bool> Terminate() => Child.Terminate(StopsWithin);

    /// <summary>It says that it can serve.</summary>
    public async Task<bool> IsReady(CancellationToken cancel)
    {
        try
        {
            using var answer = await probe.GetAsync(new Uri(Address, "/health/ready"), cancel);
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (child is not null)
        {
            await child.DisposeAsync();
        }
        probe.Dispose();
    }

    private static ChildStart StartOf(ClusterPlan plan, string name, string program, int port, Dictionary<string, string> settings) =>
        new(name, "dotnet", [program, "--urls", $"http://127.0.0.1:{port}"], Path.Combine(plan.Folder, $"{name}.log"))
        {
            Environment = settings,
            Folder = Path.GetDirectoryName(program) ?? plan.Folder,
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
