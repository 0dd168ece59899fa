using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace MessageCenter.TestKit;

/// <summary>How the product is started. Port 0 means: any free port, the one it prints.</summary>
public sealed record ProductOptions
{
    /// <summary>Where it listens.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>Where the demo shop's own origin listens; null leaves the program's choice.</summary>
    public string? DemoUrls { get; init; } = "http://127.0.0.1:0";

    /// <summary>The data folder; null makes one that goes with the process.</summary>
    public string? Data { get; init; }

    /// <summary>Password of the demo's operators.</summary>
    public string? DemoPassword { get; init; } = "correct-horse-battery";

    /// <summary>How long somebody who vanished still counts as there: short, so that tests need not wait.</summary>
    public int? PresenceGraceSeconds { get; init; } = 1;

    /// <summary>Settings by their names, "MessageCenter:Mail:Host"; they go into the environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Further arguments, as on the command line.</summary>
    public IReadOnlyList<string> More { get; init; } = [];
}

/// <summary>
/// The built product as a process of its own: what users run, what SIGKILL hits. Started with a data folder that outlives
/// <see cref="Kill"/>, so that <see cref="Restart"/> finds everything again, on the same ports.
/// </summary>
public sealed partial class ProductProcess : IRunningProduct
{
    private const string Ready = "it prints its addresses and answers";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly bool ownsData;
    private ConcurrentQueue<string> lines = new();
    private ProductOptions options;
    private Process? process;

    private ProductProcess(ProductOptions options)
    {
        ownsData = options.Data is null;
        Data = options.Data ?? Directory.CreateTempSubdirectory("messagecenter-").FullName;
        this.options = options;
    }

    /// <inheritdoc/>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <inheritdoc/>
    public Uri DemoAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>Everything it printed since its last start.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>It runs.</summary>
    public bool IsRunning => process is { HasExited: false };

    /// <summary>Id of the process that runs now.</summary>
    public int ProcessId => process?.Id ?? 0;

    /// <summary>Starts the product and waits until it answers.</summary>
    public static async Task<ProductProcess> Start(ProductOptions? options = null)
    {
        var product = new ProductProcess(options ?? new());
        try
        {
            await product.Run();
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the product to its own end, for starts that must fail; returns exit code and what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEnd(ProductOptions options)
    {
        await using var product = new ProductProcess(options);
        product.Launch();
        await Poll.Until(() => !product.IsRunning, "the product ends by itself", StartsWithin);
        await product.process!.WaitForExitAsync();
        return (product.process.ExitCode, product.Output);
    }

    /// <summary>SIGKILL: as if the power of this process had gone.</summary>
    public async Task Kill()
    {
        if (process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
    }

    /// <summary>SIGTERM, and waits until it has stopped; returns its exit code.</summary>
    public async Task<int> Stop()
    {
        using var signal = Process.Start("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await Poll.Until(() => !IsRunning, "the product stops after SIGTERM", StartsWithin);
        return process?.ExitCode ?? 0;
    }

    /// <summary>Starts it again after <see cref="Kill"/> or <see cref="Stop"/>: same data, same addresses.</summary>
    public async Task Restart()
    {
        Assert.False(IsRunning, "The product runs still.");
        options = options with
        {
            Urls = Address.GetLeftPart(UriPartial.Authority),
            DemoUrls = options.DemoUrls is null ? null : DemoAddress.GetLeftPart(UriPartial.Authority),
        };
        process?.Dispose();
        await Run();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Kill();
        process?.Dispose();
        probe.Dispose();
        if (ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private async Task Run()
    {
        Launch();
        await Poll.For(
            FindAddresses, found => found == Ready, "the product starts", Ready, StartsWithin);
    }

    private void Launch()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Data,
        };
        foreach (var argument in Arguments())
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in options.Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        var printed = new ConcurrentQueue<string>();
        var launched = new Process { StartInfo = start };
        launched.OutputDataReceived += (_, line) => printed.Enqueue(line.Data ?? "");
        launched.ErrorDataReceived += (_, line) => printed.Enqueue(line.Data ?? "");
        launched.Start();
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        lines = printed;
        process = launched;
    }

    private IEnumerable<string> Arguments()
    {
        yield return Program();
        yield return "--urls";
        yield return options.Urls;
        yield return "--data";
        yield return Data;
        if (options.DemoUrls is not null)
        {
            yield return "--demo-urls";
            yield return options.DemoUrls;
        }
        if (options.DemoPassword is not null)
        {
            yield return "--demo-password";
            yield return options.DemoPassword;
        }
        if (options.PresenceGraceSeconds is { } seconds)
        {
            yield return "--presence-grace-seconds";
            yield return seconds.ToString(CultureInfo.InvariantCulture);
        }
        foreach (var more in options.More)
        {
            yield return more;
        }
    }

    private static string Program()
    {
        var program = Path.Combine(Repository.ProductOutput, "MessageCenter.MessageCenter.dll");
        return File.Exists(program)
            ? program
            : throw new FileNotFoundException("The product is not built: dotnet build src/MessageCenter.", program);
    }

    private async Task<string> FindAddresses()
    {
        if (!IsRunning)
        {
            Assert.Fail($"The product ended with {process?.ExitCode}:\n{Output}");
        }
        var printed = lines.Select(line => (Line: line, Match: HttpAddress().Match(line))).Where(line => line.Match.Success).ToArray();
        if (printed.FirstOrDefault(line => line.Line.Contains("dashboard", StringComparison.OrdinalIgnoreCase)).Match is not { } desk)
        {
            return $"it printed no address of the dashboard yet:\n{Output}";
        }
        Address = new(AuthorityOf(desk));
        // The shop is also served below the dashboard's own address; its own origin is the other one.
        DemoAddress = printed.Where(line => line.Line.Contains("shop", StringComparison.OrdinalIgnoreCase))
            .Select(line => new Uri(AuthorityOf(line.Match))).LastOrDefault(shop => shop != Address) ?? Address;
        if (DemoAddress == Address && options.DemoUrls is not null && !options.More.Contains("--no-demo"))
        {
            return $"it printed no address of the demo shop yet:\n{Output}";
        }
        try
        {
            using var answer = await probe.GetAsync(new Uri(Address, "/health/ready"));
            return answer.IsSuccessStatusCode ? Ready : $"{Address} answers {answer.StatusCode}:\n{Output}";
        }
        catch (HttpRequestException refused)
        {
            return $"{Address} does not answer ({refused.Message}):\n{Output}";
        }
    }

    private static string AuthorityOf(Match address) => new Uri(address.Value).GetLeftPart(UriPartial.Authority);

    [GeneratedRegex(@"https?://[^\s""'<>]+")]
    private static partial Regex HttpAddress();
}
