using System.Globalization;
using MessageCenter.ClusterProcesses;
using MessageCenter.LoadTest.Faults;
using MessageCenter.LoadTest.Product;

namespace MessageCenter.LoadTest.Clusters;

/// <summary>
/// A whole cluster for one run: a PostgreSQL of its own, silos, fronts, and the demo account, which the one-process product
/// makes in the store before the cluster starts.
/// </summary>
internal sealed class ClusterUnderTest : IAsyncDisposable
{
    /// <summary>Number of the silo that <see cref="Wall"/> can cut off.</summary>
    public const int SiloBehindWall = 1;

    private readonly ClusterFolder folder;
    private RunningCluster? cluster;

    private ClusterUnderTest(ClusterFolder folder, PostgresProcess store) => (this.folder, Store) = (folder, store);

    public PostgresProcess Store { get; }

    /// <summary>Can cut a silo off; null unless the shape asked for it.</summary>
    public SiloWall? Wall { get; private set; }

    public IReadOnlyList<MemberProcess> Silos => Cluster.Silos;

    public IReadOnlyList<MemberProcess> Fronts => Cluster.Fronts;

    private RunningCluster Cluster => cluster ?? throw new InvalidOperationException("Only the store runs.");

    /// <summary>The store alone, with the demo account in it.</summary>
    public static async Task<ClusterUnderTest> Found(string product, CancellationToken cancel)
    {
        var fresh = ClusterFolder.Open(null);
        var store = await PostgresProcess.Start(fresh.PathOf("postgres"), fresh.PathOf("postgres.log"), cancel);
        var made = new ClusterUnderTest(fresh, store);
        try
        {
            await using var founder = await made.StartOneProcess(product, cancel);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>The one-process product on the same store.</summary>
    public Task<ProductServer> StartOneProcess(string product, CancellationToken cancel) =>
        ProductOnPostgres.Start(product, folder.PathOf("one-process"), Store.ConnectionString, cancel);

    /// <summary>Adds silos and fronts.</summary>
    public async Task Start(ClusterShape shape, CancellationToken cancel)
    {
        Wall = shape.HasWall ? await SiloWall.Prepare(cancel) : null;
        cluster = await RunningCluster.Start(
            new ClusterPlan(shape.Silos, shape.Fronts, folder.Path)
            {
                Postgres = Store.ConnectionString,
                PresenceGraceSeconds = shape.GraceSeconds,
                SiloUsers = shape.HasWall ? new Dictionary<int, UnixUser> { [SiloBehindWall] = SiloWall.User } : [],
                FrontSettings = new Dictionary<string, string>
                {
                    ["MessageCenter__NewContactsPerAddressPerMinute"] = int.MaxValue.ToString(CultureInfo.InvariantCulture),
                },
            },
            cancel);
    }

    /// <summary>The processes of the product that run now.</summary>
    public IEnumerable<int> ProductProcesses() => Cluster.Members.Select(member => member.Child.ProcessId);

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
        if (Wall is not null)
        {
            await Wall.DisposeAsync();
        }
        await Store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>How many processes, and how patient they are.</summary>
internal sealed record ClusterShape(int Silos, int Fronts)
{
    public int GraceSeconds { get; init; } = 30;

    /// <summary>One silo runs as a user of its own, so that it can be cut off.</summary>
    public bool HasWall { get; init; }
}
