using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Crashes;

/// <summary>A database whose files lie on a disk that can lose its power.</summary>
internal interface IDatabaseOnDisk : IAsyncDisposable
{
    /// <summary>Starts it on what the disk holds, and the product on it.</summary>
    Task<ProductServer> Start(CancellationToken cancel);

    /// <summary>Whoever writes to the disk.</summary>
    IReadOnlyList<int> Writers(ProductServer server);

    /// <summary>SIGKILL to all of it.</summary>
    Task Kill(ProductServer server);
}
