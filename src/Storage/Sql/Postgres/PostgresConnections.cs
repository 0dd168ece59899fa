using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// The connection strings of one store. What is said here bounds every wait: a server that is gone, cut off or busy costs a
/// caller a few seconds and no more.
/// </summary>
internal sealed class PostgresConnections
{
    private const int ConnectSecondsMax = 4;

    // With stale statistics the planner takes a walk through a whole table for cheap; nothing asked here is.
    private const string IndexesOnly = "-c enable_seqscan=off";

    private static readonly int ReadersMax = Math.Clamp(Environment.ProcessorCount * 4, 8, 32);

    private readonly NpgsqlConnectionStringBuilder given;

    internal PostgresConnections(string connectionString)
    {
        try
        {
            given = new(connectionString);
        }
        catch (ArgumentException problem)
        {
            // What Npgsql says may repeat a part of the string, and that may be the password.
            throw new StoreStartupException("The connection string of the store is none that Npgsql understands.", problem);
        }
        if (string.IsNullOrEmpty(given.Host) || string.IsNullOrEmpty(given.Database))
        {
            throw new StoreStartupException("The connection string of the store names no Host or no Database.");
        }
        Name = $"{given.Host}:{given.Port}/{given.Database}";
    }

    /// <summary>The store's name for people; holds no secret.</summary>
    internal string Name { get; }

    /// <summary>As the server sets it up, so that a check sees what the server would do.</summary>
    internal string ForStartup => Bounded(builder =>
    {
        builder.Pooling = false;
        // Many processes may wait for the one that applies the schema.
        builder.CommandTimeout = 60;
    });

    /// <summary>
    /// The writer waits for the disk with each commit. A process that stops in the middle of a transaction must not hold its
    /// locks against the others, so the server ends the transaction.
    /// </summary>
    internal string ForWriter => Bounded(builder =>
    {
        builder.Pooling = false;
        builder.MaxAutoPrepare = 40;
        builder.AutoPrepareMinUsages = 2;
        builder.Options = Join(
            given.Options,
            IndexesOnly,
            "-c synchronous_commit=on",
            "-c statement_timeout=3000",
            "-c lock_timeout=2500",
            "-c idle_in_transaction_session_timeout=4000");
    });

    internal string ForReaders => Bounded(builder =>
    {
        if (!given.ShouldSerialize("Maximum Pool Size"))
        {
            builder.MaxPoolSize = ReadersMax;
        }
        builder.Options = Join(given.Options, IndexesOnly, "-c statement_timeout=4000", "-c default_transaction_read_only=on");
    });

    private string Bounded(Action<NpgsqlConnectionStringBuilder> configure)
    {
        var builder = new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            Timeout = ConnectSecondsMax,
            CommandTimeout = 5,
            CancellationTimeout = -1,
            ApplicationName = given.ApplicationName ?? "message-center",
            PersistSecurityInfo = false,
        };
        configure(builder);
        return builder.ConnectionString;
    }

    private static string Join(params IEnumerable<string?> options) =>
        string.Join(' ', options.Where(option => !string.IsNullOrEmpty(option)));
}
