using System.Net.Sockets;

namespace MessageCenter.ClusterProcesses;

/// <summary>
/// Azurite, which imitates Azure Storage for development, on loopback, with the settings of azurite.config. It comes from npm, at
/// the version that its folder pins, and is installed when it is first asked for.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private const string AccountName = "devstoreaccount1";
    /// <summary>Everybody's: it is printed in Azurite's documentation and opens nothing but an Azurite.</summary>
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    private readonly int[] ports = LoopbackPorts.Free(3);
    private ChildProcess? child;

    private AzuriteProcess(string logFile) => LogFile = logFile;

    /// <summary>The process.</summary>
    public ChildProcess Child => child ?? throw new InvalidOperationException("Azurite was not started.");

    /// <summary>All that it printed.</summary>
    public string LogFile { get; }

    /// <summary>Where it listens.</summary>
    public string Address => $"127.0.0.1:{ports[0]} (blobs), :{ports[1]} (tables)";

    /// <summary>As Azure's clients read it.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
        + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{AccountName};TableEndpoint=http://127.0.0.1:{ports[1]}/{AccountName};";

    /// <summary>Starts it on a folder.</summary>
    public static async Task<AzuriteProcess> Start(string folder, string logFile, CancellationToken cancel)
    {
        var azurite = new AzuriteProcess(logFile);
        try
        {
            await azurite.Launch(folder, cancel);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (child is not null)
        {
            await child.Terminate(StopsWithin);
            await child.DisposeAsync();
        }
    }

    private async Task Launch(string folder, CancellationToken cancel)
    {
        string[] arguments =
        [
            await Installed(LogFile, cancel), "--location", folder,
            "--blobPort", $"{ports[0]}", "--tablePort", $"{ports[1]}", "--queuePort", $"{ports[2]}",
        ];
        child = await ChildProcess.Start(new("azurite", "node", arguments, LogFile));
        await Patience.Until(() => Listens(cancel), child, "it listens", ReadyWithin, cancel);
    }

    private static async Task<string> Installed(string logFile, CancellationToken cancel)
    {
        var folder = ProgramFile.AzuriteFolder;
        if (!File.Exists(Path.Combine(folder, "node_modules", "azurite", "package.json")))
        {
            await ChildProcess.RunToEnd(new("npm ci", "npm", ["ci", "--no-audit", "--no-fund"], logFile) { Folder = folder }, cancel);
        }
        return Path.Combine(folder, "start.mjs");
    }

    private async Task<bool> Listens(CancellationToken cancel)
    {
        try
        {
            foreach (var port in ports)
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", port, cancel);
            }
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
