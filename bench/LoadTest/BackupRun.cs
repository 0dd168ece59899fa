using System.Diagnostics;
using System.Text.Json;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>
/// `backup`: copies are made by the product's own command while it is under load. Each is restored into an empty folder
/// and read: all that was acknowledged before the copy was begun is in it, and nothing is there twice or with a hole before it.
/// </summary>
internal static class BackupRun
{
    private const int PauseMillisecondsMin = 200;
    private const int PauseMillisecondsMax = 1_500;

    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var backups = arguments.Number("backups", 3, 1, 1_000);
        var conversations = arguments.Number("conversations", 40, 1, 1_000);
        var seed = CrashCycles.SeedOf(arguments);
        var product = ProductFile.Find(arguments.Text("product"));
        arguments.RefuseUnknown();

        await output.WriteLineAsync($"{backups} backups, {conversations} conversations, seed {seed}");
        using var folder = ClusterFolder.Open(null);
        var data = folder.PathOf("data");
        await using var fleet = new LoadFleet(conversations, (ulong)Stopwatch.GetTimestamp(), seed, new());
        var taken = await TakeUnderLoad(product, data, folder, fleet, new(backups, new(seed)), cancel);

        var found = new Violations();
        var epochs = new HashSet<string> { await new SqliteFiles(data).Epoch(cancel) };
        var inAll = 0;
        foreach (var (backup, number) in taken.Select((backup, at) => (backup, at + 1)))
        {
            var restored = folder.PathOf($"restored-{number}");
            await LinuxTool.Run("dotnet", product, "--data", restored, "--restore", backup.File);
            var violations = await Look(product, restored, fleet, backup, cancel);
            found += violations;
            inAll += backup.Acknowledged;
            epochs.Add(await new SqliteFiles(restored).Epoch(cancel));
            await output.WriteLineAsync($"backup {number}: {backup.Acknowledged} were acknowledged before it was begun, {violations}");
        }
        var figures = new
        {
            backups,
            acknowledged = fleet.Acknowledged,
            acknowledgedBeforeBackups = inAll,
            newEpochs = epochs.Count - 1,
            lost = found.Lost,
            doubled = found.Doubled,
            outOfOrder = found.OutOfOrder,
        };
        await output.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return found.Any || figures.newEpochs != backups ? 1 : 0;
    }

    private static async Task<IReadOnlyList<Backup>> TakeUnderLoad(
        string product, string data, ClusterFolder folder, LoadFleet fleet, BackupMoments moments, CancellationToken cancel)
    {
        await using var server = await ProductServer.Start(product, data, CrashCycles.Ready, cancel);
        using var client = new Fronts(server.Address);
        await fleet.Begin(client, cancel);
        fleet.RunFlatOut();
        var taken = new List<Backup>();
        for (var number = 1; number <= moments.Count; number++)
        {
            await Task.Delay(moments.Chance.Next(PauseMillisecondsMin, PauseMillisecondsMax), cancel);
            var sent = fleet.Conversations.ToDictionary(one => one.Id, one => one.Sent().Count(message => message.IsAcknowledged));
            var file = folder.PathOf($"backup-{number}.db");
            await LinuxTool.Run("dotnet", product, "--data", data, "--backup", file);
            taken.Add(new(file, sent));
        }
        fleet.Stop();
        await fleet.CloseSockets();
        return taken;
    }

    private static async Task<Violations> Look(
        string product, string restored, LoadFleet fleet, Backup backup, CancellationToken cancel)
    {
        await using var server = await ProductServer.Start(product, restored, CrashCycles.Ready, cancel);
        using var client = new Fronts(server.Address);
        return (await FreshReader.Read(client, fleet.Conversations, backup.Expected, cancel)).Violations;
    }

    private sealed record BackupMoments(int Count, Random Chance);

    /// <summary>A copy, and how many messages of each conversation had been acknowledged when it was begun.</summary>
    private sealed record Backup(string File, IReadOnlyDictionary<Guid, int> Before)
    {
        public int Acknowledged => Before.Values.Sum();

        /// <summary>What came later may be in it, or not: like messages that have no answer.</summary>
        public IReadOnlyList<SentMessage> Expected(LoadConversation conversation) =>
            [.. conversation.Sent().Select((message, at) => at < Before[conversation.Id] ? message : message with { Seq = 0 })];
    }
}
