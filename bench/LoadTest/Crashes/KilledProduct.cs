using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Crashes;

/// <summary>SIGKILL at a random moment. The machine lives on, and with it what the kernel has in memory.</summary>
internal sealed class KilledProduct(string product, string data, Random moments) : ICrashSite
{
    public Task<ProductServer> Start(CancellationToken cancel) => ProductServer.Start(product, data, CrashCycles.Ready, cancel);

    public async Task<string?> LiveAndDie(ProductServer server, LoadFleet fleet, CancellationToken cancel)
    {
        var lives = Lifetime.Draw(moments);
        fleet.RunFlatOut();
        await Task.Delay(lives, cancel);
        await server.Kill();
        return $"killed after {lives.TotalMilliseconds:0} ms";
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
