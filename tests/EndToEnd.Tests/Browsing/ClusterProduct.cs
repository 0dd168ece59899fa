using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MessageCenter.ClusterProcesses;

namespace MessageCenter.EndToEnd.Tests.Browsing;

/// <summary>The product as many processes behind one address, as the development cluster starts it.</summary>
internal sealed partial class ClusterProduct : IRunningProduct
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(120);

    private readonly ClusterFolder folder;
    private readonly ChildProcess tool;

    private ClusterProduct(ClusterFolder folder, ChildProcess tool) => (this.folder, this.tool) = (folder, tool);

    /// <inheritdoc/>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <inheritdoc/>
    public Uri DemoAddress { get; private set; } = new("http://127.0.0.1/");

    /// <inheritdoc/>
    /// <remarks>The process is there a moment before its log is.</remarks>
    public string Output => File.Exists(folder.PathOf("tool.log")) ? File.ReadAllText(folder.PathOf("tool.log")) : "";

    public static async Task<ClusterProduct> Start(int silos, int fronts, string password)
    {
        RequireAll.Postgres();
        var kept = ClusterFolder.Open(null);
        string[] words =
        [
            Path.Combine(AppContext.BaseDirectory, "MessageCenter.Cluster.dll"),
            "--silos", silos.ToString(CultureInfo.InvariantCulture), "--fronts", fronts.ToString(CultureInfo.InvariantCulture),
            "--urls", "http://127.0.0.1:0", "--demo-urls", "http://127.0.0.1:0", "--demo-password", password, "--data", kept.PathOf("data"),
        ];
        var started = new ClusterProduct(kept, await ChildProcess.Start(new("the cluster", "dotnet", words, kept.PathOf("tool.log"))));
        await Poll.Until(() => !started.tool.IsRunning || started.FindAddresses(), "the cluster starts", StartsWithin);
        Assert.True(started.tool.IsRunning, started.tool.LogTail());
        return started;
    }

    /// <summary>SIGKILL to "silo-1" or "front-2".</summary>
    public async Task Kill(string name)
    {
        var row = Members().Matches(Output).Single(row => row.Groups["name"].Value == name);
        using var member = Process.GetProcessById(int.Parse(row.Groups["id"].Value, CultureInfo.InvariantCulture));
        member.Kill();
        await member.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await tool.DisposeAsync();
        folder.Dispose();
    }

    private bool FindAddresses()
    {
        var (dashboard, shop) = (Dashboard().Match(Output), ShopOfItsOwn().Match(Output));
        if (!dashboard.Success || !shop.Success)
        {
            return false;
        }
        Address = new(new Uri(dashboard.Groups["address"].Value), "/");
        DemoAddress = new(shop.Groups["address"].Value);
        return true;
    }

    [GeneratedRegex(@"Dashboard\s+(?<address>http://\S+)")]
    private static partial Regex Dashboard();

    [GeneratedRegex(@"Demo shop\s+(?<address>http://\S+)\s+\(an origin of its own")]
    private static partial Regex ShopOfItsOwn();

    [GeneratedRegex(@"^\s*(?<name>silo-\d|front-\d)\s+(?<id>\d+)\s", RegexOptions.Multiline)]
    private static partial Regex Members();
}
