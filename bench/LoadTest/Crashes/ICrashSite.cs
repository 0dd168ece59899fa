using MessageCenter.LoadTest.Conversations;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Crashes;

/// <summary>Where the product lives, and how it dies there.</summary>
internal interface ICrashSite : IAsyncDisposable
{
    /// <summary>Starts it on whatever the last death left.</summary>
    Task<ProductServer> Start(CancellationToken cancel);

    /// <summary>Lets the fleet talk until the product is dead. Returns what was done to it, for people; null: nothing was.</summary>
    Task<string?> LiveAndDie(ProductServer server, LoadFleet fleet, CancellationToken cancel);
}
