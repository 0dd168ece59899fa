using MessageCenter.LoadTest.Machine;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Crashes;

/// <summary>The product with all of its data folder on the disk.</summary>
internal sealed class SqliteOnDisk(string product, LoopDisk disk) : IDatabaseOnDisk
{
    public const int DiskMegabytes = 192;

    public Task<ProductServer> Start(CancellationToken cancel) =>
        ProductServer.Start(product, disk.PathOf("data"), CrashCycles.Ready, cancel);

    public IReadOnlyList<int> Writers(ProductServer server) => [server.ProcessId];

    public Task Kill(ProductServer server) => server.Kill();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
