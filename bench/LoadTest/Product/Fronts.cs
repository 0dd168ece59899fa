namespace MessageCenter.LoadTest.Product;

/// <summary>Where clients may come in: one web front, or several that are as good as each other.</summary>
internal sealed class Fronts(params IEnumerable<Uri> addresses) : IDisposable
{
    private readonly ProductClient[] clients = [.. addresses.Select(address => new ProductClient(address))];
    private int asked;

    public IReadOnlyList<ProductClient> All => clients;

    /// <summary>The same one for the same number.</summary>
    public ProductClient Of(int number) => clients[number % clients.Length];

    /// <summary>In turn, as an entry address hands them out.</summary>
    public ProductClient Next() => Of(Interlocked.Increment(ref asked) & int.MaxValue);

    public void Dispose()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }
}
