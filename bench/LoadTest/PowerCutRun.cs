using System.Text.Json;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Crashes;
using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest;

/// <summary>`power-cut`: what was acknowledged is on the disk, and not only in the memory of a machine that goes on.</summary>
internal static class PowerCutRun
{
    public static async Task<int> Run(Arguments arguments, TextWriter output, CancellationToken cancel)
    {
        var isPostgres = arguments.Choice("store", "sqlite", "postgres") == "postgres";
        var hasSyncs = arguments.Choice("syncs", "real", "none") == "real";
        var images = arguments.Number("images", 10, 1, 10_000);
        var conversations = arguments.Number("conversations", 40, 1, 1_000);
        var seed = CrashCycles.SeedOf(arguments);
        var product = ProductFile.Find(arguments.Text("product"));
        arguments.RefuseUnknown();

        await output.WriteLineAsync($"{images} images, {conversations} conversations, seed {seed}{(hasSyncs ? "" : ", no syncs")}");
        using var folder = ClusterFolder.Open(null);
        await using var disk = await LoopDisk.Make(folder.Path, isPostgres ? PostgresOnDisk.DiskMegabytes : SqliteOnDisk.DiskMegabytes);
        IDatabaseOnDisk database = isPostgres ? new PostgresOnDisk(product, disk, folder) : new SqliteOnDisk(product, disk);
        await using var site = new PowerCut(disk, database, new(new(seed), hasSyncs, folder.Path));
        try
        {
            var figures = await new CrashCycles(site, conversations, seed, output).Run(images, cancel);
            return figures.IsAnyPromiseBroken ? 1 : 0;
        }
        catch (LoadTestException problem) when (!hasSyncs && site.Images > 0)
        {
            // Weaker than losing the newest messages: what is left is no store any more.
            await output.WriteLineAsync($"image {site.Images} cannot be used: {problem.Message}");
            await output.WriteLineAsync(JsonSerializer.Serialize(new { images = site.Images, unusable = 1 }, JsonSerializerOptions.Web));
            return 1;
        }
    }
}
