using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MessageCenter.TestKit;

/// <summary>
/// A real mail server on this machine (aiosmtpd of Debian), which keeps what it gets in a folder, one file for each mail. It
/// ends with the process that started it, however that ends.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    private const string Program = """
        import sys
        from aiosmtpd.main import main
        main(sys.argv[1:])
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("message-center-mail-").FullName;
    private readonly PythonServer python = new();

    private MailServer(int port) => Port = port;

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The mails as they came, oldest first.</summary>
    public IReadOnlyList<string> Files => Directory.Exists(Inbox)
        ? [.. Directory.GetFiles(Inbox).OrderBy(File.GetLastWriteTimeUtc).ThenBy(path => path, StringComparer.Ordinal)]
        : [];

    private string Inbox => Path.Combine(folder, "mails", "new");

    /// <summary>Skips, or fails where nothing may be skipped, when there is none to be had.</summary>
    public static void Require() => RequireAll.Have(
        File.Exists("/usr/lib/python3/dist-packages/aiosmtpd/main.py"), "aiosmtpd", "apt-get install python3-aiosmtpd");

    /// <summary>Starts one on a free port.</summary>
    public static async Task<MailServer> Start()
    {
        Require();
        var server = new MailServer(FreePort());
        await server.Restart();
        return server;
    }

    /// <summary>A port that nobody listens at, for servers that come later, or never.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>The product's settings for a server at this port.</summary>
    public static Dictionary<string, string> SettingsOf(int port) => new(StringComparer.Ordinal)
    {
        ["MessageCenter:Mail:Host"] = "127.0.0.1",
        ["MessageCenter:Mail:Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["MessageCenter:Mail:Security"] = "none",
        ["MessageCenter:Mail:From"] = "chat@demo.example",
        ["MessageCenter:Mail:ReplyTo"] = "help@demo.example",
        ["MessageCenter:Mail:TimeZone"] = "Europe/Berlin",
        ["MessageCenter:Mail:TimeLimitSeconds"] = "5",
        ["MessageCenter:Mail:RetrySeconds"] = "1",
    };

    /// <summary>Starts one that was stopped: same port, same mails.</summary>
    public async Task Restart()
    {
        python.Start(
            Program,
            "-n",
            "-c",
            "aiosmtpd.handlers.Mailbox",
            "-l",
            $"127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}",
            Path.Combine(folder, "mails"));
        await Poll.For(Answer, answer => answer == "it greets", "the mail server starts", "it greets", StartsWithin);
    }

    /// <summary>It is gone; what it got stays.</summary>
    public Task Stop() => python.Stop();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await python.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> Answer()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync() is { } line && line.StartsWith("220", StringComparison.Ordinal) ? "it greets" : "it is silent";
        }
        catch (Exception problem) when (problem is SocketException or IOException)
        {
            return $"{problem.Message}\n{python.Output}";
        }
    }
}
