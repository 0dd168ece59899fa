using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace MessageCenter.TestKit;

/// <summary>
/// Azurite as a process of its own, one for each test process: on free ports of this machine only, in memory, with the
/// settings of azurite.config otherwise. It ends with the process that started it, however that ends.
/// </summary>
public sealed class AzuriteServer
{
    private const string Folder = "tools/Azurite";

    // Azurite's own account and key: the same everywhere, documented by its makers, and of use on this machine only.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lazy<Task<AzuriteServer>> Started = new(Start);

    private readonly ConcurrentQueue<string> printed = new();
    private readonly Process process;

    private AzuriteServer()
    {
        var ports = FreePorts(3);
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};"
            + $"QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};"
            + $"TableEndpoint=http://127.0.0.1:{ports[2]}/{Account};";
        TablePort = ports[2];
        process = Launch(ports);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
    }

    /// <summary>For clients of Azure Storage.</summary>
    public string ConnectionString { get; }

    private int TablePort { get; }

    /// <summary>The one server of this test process. Skips, or fails where nothing may be skipped, when it cannot be had.</summary>
    public static Task<AzuriteServer> Get()
    {
        RequireAll.Have(RequireAll.OnPath("node") is not null, "Node.js", "install version 20 or newer");
        RequireAll.Have(
            File.Exists(Repository.PathOf($"{Folder}/node_modules/azurite/package.json")), "Azurite", $"npm ci --prefix {Folder}");
        return Started.Value;
    }

    private static async Task<AzuriteServer> Start()
    {
        var server = new AzuriteServer();
        await Poll.For(server.Answer, answer => answer == "it answers", "Azurite starts", "it answers", TimeSpan.FromSeconds(60));
        return server;
    }

    private Process Launch(int[] ports)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            Repository.PathOf($"{Folder}/start.mjs"), "--untilInputEnds", "--inMemoryPersistence",
            "--blobPort", Text(ports[0]), "--queuePort", Text(ports[1]), "--tablePort", Text(ports[2]),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        var launched = new Process { StartInfo = start };
        launched.OutputDataReceived += (_, line) => printed.Enqueue(line.Data ?? "");
        launched.ErrorDataReceived += (_, line) => printed.Enqueue(line.Data ?? "");
        launched.Start();
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        return launched;
    }

    private async Task<string> Answer()
    {
        if (process.HasExited)
        {
            Assert.Fail($"Azurite ended with {process.ExitCode}:\n{string.Join('\n', printed)}");
        }
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, TablePort);
            return "it answers";
        }
        catch (SocketException refused)
        {
            return refused.Message;
        }
    }

    private void End()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }
        return ports;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
