namespace MessageCenter.LoadTest.Product;

/// <summary>The one-process product with PostgreSQL as its store.</summary>
internal static class ProductOnPostgres
{
    public static Task<ProductServer> Start(string product, string data, string connectionString, CancellationToken cancel) =>
        ProductServer.Start(
            product,
            data,
            "/health/ready",
            cancel,
            new Dictionary<string, string>
            {
                ["MessageCenter__Store"] = "postgres",
                ["ConnectionStrings__Postgres"] = connectionString,
            });
}
