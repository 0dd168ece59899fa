using System.Globalization;
using System.Text.RegularExpressions;
using MessageCenter.ClusterProcesses;

namespace MessageCenter.Faults.Tests;

/// <summary>The cluster that developers start: from the address that they open to the end that nobody announced.</summary>
public sealed partial class DevelopmentClusterRuns
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Dashboard_and_shop_are_behind_one_address_and_SIGKILL_leaves_nothing_running()
    {
        RequireAll.Postgres();
        RequireAll.Have(OnPath.Find("setpriv") is not null, "setpriv", "apt-get install util-linux");
        using var folder = ClusterFolder.Open(null);
        await using var tool = await ChildProcess.Start(new("the cluster", "dotnet", Words(folder), folder.PathOf("tool.log")));
        await Poll.Until(
            () => !tool.IsRunning || tool.LogTail().Contains("olivia@demo.example", StringComparison.Ordinal), "the cluster starts", StartsWithin);
        Assert.True(tool.IsRunning, tool.LogTail());

        var entry = new Uri(DashboardAddress().Match(tool.LogTail()).Groups["address"].Value);
        using var http = new HttpClient();
        Assert.Contains("<html", await http.GetStringAsync(entry, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var shop = await http.GetStringAsync(new Uri(entry, "/demo/"), TestContext.Current.CancellationToken);
        Assert.Contains(entry.GetLeftPart(UriPartial.Authority), shop, StringComparison.Ordinal);

        var children = Processes().Matches(tool.LogTail()).Select(row => int.Parse(row.Groups["id"].Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(4, children.Length);
        Assert.All(children, id => Assert.True(LiveProcess.Is(id)));
        await tool.Kill();
        await Poll.Until(() => !children.Any(LiveProcess.Is), "the children die with their parent");
    }

    private static string[] Words(ClusterFolder folder) =>
    [
        Path.Combine(AppContext.BaseDirectory, "MessageCenter.Cluster.dll"), "--silos", "2", "--fronts", "1",
        "--urls", "http://127.0.0.1:0", "--demo-urls", "http://127.0.0.1:0", "--data", folder.PathOf("data"),
    ];

    [GeneratedRegex(@"Dashboard\s+(?<address>http://\S+)")]
    private static partial Regex DashboardAddress();

    [GeneratedRegex(@"^\s*(?:postgres|silo-\d|front-\d)\s+(?<id>\d+)\s", RegexOptions.Multiline)]
    private static partial Regex Processes();
}
