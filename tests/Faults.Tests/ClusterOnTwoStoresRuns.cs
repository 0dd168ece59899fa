using System.Text.RegularExpressions;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Product;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.Faults.Tests;

/// <summary>
/// Store and list of silos are chosen one by one: with each choice a cluster starts, a conversation goes through it, and goes
/// on when a silo is killed.
/// </summary>
public sealed partial class ClusterOnTwoStoresRuns
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("azurite", "azurite")]
    [InlineData("azurite", "postgres")]
    [InlineData("postgres", "azurite")]
    public async Task A_conversation_goes_on_when_a_silo_is_killed(string store, string clustering)
    {
        await AzuriteServer.Get();
        RequireAll.Postgres();
        RequireAll.Have(OnPath.Find("setpriv") is not null, "setpriv", "apt-get install util-linux");
        using var folder = ClusterFolder.Open(null);
        await using var tool = await ChildProcess.Start(
            new("the cluster", "dotnet", Words(folder, store, clustering), folder.PathOf("tool.log")));
        await Poll.Until(
            () => !tool.IsRunning || tool.LogTail().Contains("olivia@demo.example", StringComparison.Ordinal), "the cluster starts", StartsWithin);
        Assert.True(tool.IsRunning, tool.LogTail());

        using var fronts = new Fronts(new Uri(EntryAddress().Match(tool.LogTail()).Groups["address"].Value));
        await using var sockets = new OpenSockets();
        using var limit = new CancellationTokenSource(GoesOnWithin);
        var (operatorSeat, visitorSeat) = await TakeSeats(fronts, sockets, limit.Token);
        await using var atDesk = operatorSeat;
        await using var atShop = visitorSeat;
        var conversationId = Guid.CreateVersion7();
        await visitorSeat.Insist("StartConversation", new { conversationId, commandId = Guid.CreateVersion7(), text = "first", locale = "en" }, limit.Token);
        await Post("second");

        await ChildProcess.RunToEnd(
            new("kill", "kill", ["-KILL", Silo().Match(tool.LogTail()).Groups["id"].Value], folder.PathOf("kill.log")), limit.Token);

        await Post("third");
        var read = await operatorSeat.Insist("ReadTimeline", new { conversationId, after = 0, before = (long?)null, limit = 50 }, limit.Token);
        var texts = read.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("event"))
            .Where(posted => posted.GetProperty("type").GetString() == "messagePosted").Select(posted => posted.GetProperty("text").GetString());
        Assert.Equal(["first", "second", "third"], texts);
        Assert.True(await tool.Terminate(StartsWithin));

        Task Post(string text) =>
            visitorSeat.Insist("PostMessage", new { conversationId, commandId = Guid.CreateVersion7(), text }, limit.Token);
    }

    private static async Task<(Seat Operator, Seat Visitor)> TakeSeats(Fronts fronts, OpenSockets sockets, CancellationToken cancel)
    {
        var chance = new Random(Seed.Current.Value);
        var listener = new FreshReader();
        var cookie = await fronts.Next().SignIn(ProductClient.Operators[0], cancel);
        var operatorSeat = new Seat(fronts, sockets, chance, new(
            (product, stop) => product.ConnectOperator(cookie, listener, stop),
            (socket, stop) => socket.Invoke("Hello", new { locale = "en" }, stop)));
        await operatorSeat.Take(cancel);
        var inbox = await operatorSeat.Insist("Hello", new { locale = "en" }, cancel);
        var widgetKey = inbox.GetProperty("account").GetProperty("widgets")[0].GetProperty("widgetKey").GetString() ?? "";
        var session = await fronts.Next().OpenWidgetSession(widgetKey, cancel);
        var visitorSeat = new Seat(fronts, sockets, chance, new(
            (product, stop) => product.ConnectWidget(widgetKey, session, listener, stop),
            (socket, stop) => socket.Invoke("Hello", new { locale = "en" }, stop)));
        await visitorSeat.Take(cancel);
        return (operatorSeat, visitorSeat);
    }

    private static string[] Words(ClusterFolder folder, string store, string clustering) =>
    [
        Path.Combine(AppContext.BaseDirectory, "MessageCenter.Cluster.dll"), "--silos", "2", "--fronts", "1",
        "--store", store, "--clustering", clustering, "--demo-password", ProductServer.Password,
        "--urls", "http://127.0.0.1:0", "--demo-urls", "http://127.0.0.1:0", "--data", folder.PathOf("data"),
    ];

    [GeneratedRegex(@"Dashboard\s+(?<address>http://[^/\s]+)")]
    private static partial Regex EntryAddress();

    [GeneratedRegex(@"^\s*silo-1\s+(?<id>\d+)\s", RegexOptions.Multiline)]
    private static partial Regex Silo();
}
