using System.Globalization;

namespace MessageCenter.TestKit;

/// <summary>
/// A real translation engine on this machine (apertium-apy of Debian, with English to and from Spanish and Catalan). It ends with
/// the process that started it, however that ends.
/// </summary>
public sealed class ApertiumServer : IAsyncDisposable
{
    private const string Ready = "it lists its pairs";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    // It has no option to listen on this machine alone.
    private const string Program = """
        import sys
        from tornado.httpserver import HTTPServer
        bind = HTTPServer.bind
        HTTPServer.bind = lambda server, port: bind(server, port, address="127.0.0.1")
        from apertium_apy.apy import main
        sys.argv[0] = "apertium-apy"
        main()
        """;

    private readonly PythonServer python = new();
    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(5) };

    private ApertiumServer(int port) => Address = new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The product's settings for it.</summary>
    public Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["MessageCenter:Translation:Engine"] = "apertium",
        ["MessageCenter:Translation:Url"] = Address.ToString(),
        // The first translation of a pair waits until its pipeline has begun, on a machine that has other things to do.
        ["MessageCenter:Translation:TimeLimitSeconds"] = "20",
    };

    /// <summary>Skips, or fails where nothing may be skipped, when there is none to be had.</summary>
    public static void Require() => RequireAll.Have(
        File.Exists("/usr/lib/python3/dist-packages/apertium_apy/apy.py") && HasPair("eng-spa") && HasPair("eng-cat"),
        "Apertium",
        "apt-get install apertium-apy apertium-eng-spa apertium-eng-cat");

    /// <summary>Starts one on a free port.</summary>
    public static async Task<ApertiumServer> Start()
    {
        Require();
        var server = new ApertiumServer(MailServer.FreePort());
        await server.Run();
        return server;
    }

    /// <summary>It is gone.</summary>
    public Task Stop() => python.Stop();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await python.DisposeAsync();
        probe.Dispose();
    }

    private static bool HasPair(string pair) => File.Exists($"/usr/share/apertium/modes/{pair}.mode");

    private async Task Run()
    {
        python.Start(Program, "-p", Address.Port.ToString(CultureInfo.InvariantCulture), "/usr/share/apertium");
        await Poll.For(Answer, answer => answer == Ready, "the translation engine starts", Ready, StartsWithin);
    }

    private async Task<string> Answer()
    {
        try
        {
            return (await probe.GetStringAsync(new Uri(Address, "listPairs"))).Contains("\"eng\"", StringComparison.Ordinal) ? Ready : "it knows no English";
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return $"{problem.Message}\n{python.Output}";
        }
    }
}
