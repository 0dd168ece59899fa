using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Crashes;

/// <summary>A PostgreSQL on the disk; the product, whose own data folder lies elsewhere, keeps everything in it.</summary>
internal sealed class PostgresOnDisk(string product, LoopDisk disk, ClusterFolder folder) : IDatabaseOnDisk
{
    public const int DiskMegabytes = 512;

    private PostgresProcess? postgres;

    private PostgresProcess Server => postgres ?? throw new InvalidOperationException("PostgreSQL was not started.");

    public async Task<ProductServer> Start(CancellationToken cancel)
    {
        if (postgres is null)
        {
            postgres = await PostgresProcess.Start(disk.PathOf("postgres"), folder.PathOf("postgres.log"), cancel);
            // It was laid out without a sync, as a database that is made once may be.
            await disk.Sync();
        }
        else
        {
            await postgres.Restart(cancel);
        }
        return await ProductOnPostgres.Start(product, folder.PathOf("data"), postgres.ConnectionString, cancel);
    }

    public IReadOnlyList<int> Writers(ProductServer server) => Server.ProcessIds();

    public async Task Kill(ProductServer server)
    {
        await server.Kill();
        await Server.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            // Its disk may be gone already, and nothing on it is needed any more.
            await postgres.Kill();
            await postgres.DisposeAsync();
        }
    }
}
