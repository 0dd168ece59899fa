using MessageCenter.ClusterProcesses;

namespace MessageCenter.Cluster;

/// <summary>Where a development cluster keeps everything: what it was given, or what it starts itself.</summary>
internal sealed class ClusterStore : IAsyncDisposable
{
    private PostgresProcess? postgres;
    private AzuriteProcess? azurite;

    private ClusterStore(string? given) => Postgres = given;

    /// <summary>PostgreSQL, if something lies there.</summary>
    public string? Postgres { get; private set; }

    /// <summary>Azure Storage, if something lies there.</summary>
    public string? Azure => azurite?.ConnectionString;

    /// <summary>What was started.</summary>
    public IEnumerable<ChildProcess> Children =>
        (postgres is null ? Array.Empty<ChildProcess>() : [postgres.Child]).Concat(azurite is null ? [] : [azurite.Child]);

    /// <summary>Name, process and address of what was started.</summary>
    public IEnumerable<BoardRow> Told
    {
        get
        {
            if (postgres is not null)
            {
                yield return new(postgres.Child, postgres.Address, postgres.LogFile);
            }
            if (azurite is not null)
            {
                yield return new(azurite.Child, azurite.Address, azurite.LogFile);
            }
        }
    }

    /// <summary>Starts what is not given.</summary>
    public static async Task<ClusterStore> Start(ClusterOptions options, ClusterFolder folder, CancellationToken cancel)
    {
        var store = new ClusterStore(options.Postgres);
        try
        {
            if (options.Postgres is null && options.NeedsPostgres)
            {
                store.postgres = await PostgresProcess.Start(folder.PathOf("postgres"), folder.PathOf("postgres.log"), cancel);
                store.Postgres = store.postgres.ConnectionString;
            }
            if (options.NeedsAzurite)
            {
                Directory.CreateDirectory(folder.PathOf("azurite"));
                store.azurite = await AzuriteProcess.Start(folder.PathOf("azurite"), folder.PathOf("azurite.log"), cancel);
            }
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }
}
