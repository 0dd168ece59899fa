using System.Collections.Concurrent;
using MessageCenter.Storage.Sql;
using MessageCenter.Storage.Sql.Postgres;
using MessageCenter.Storage.Tests.Postgres;
using MessageCenter.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace MessageCenter.Storage.Tests.Postgres;

/// <summary>
/// One server for all tests that do not kill it, started by the first that asks. A database that a test has done with is
/// emptied for another one: that is quicker than making one.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly ConcurrentBag<string> idle = [];
    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.Start());
    private int made;

    public async ValueTask DisposeAsync()
    {
        if (server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await server.Value).DisposeAsync();
        }
    }

    /// <summary>Skips where PostgreSQL is not installed.</summary>
    public async Task<PostgresServer> Server()
    {
        RequireAll.Postgres();
        return await server.Value;
    }

    /// <summary>Connection string of a database without a schema.</summary>
    public async Task<string> NewDatabase(string more = "")
    {
        var running = await Server();
        var name = $"test_{Interlocked.Increment(ref made)}";
        await Run(running.ConnectionString("postgres"), $"CREATE DATABASE {name} {more}");
        return running.ConnectionString(name);
    }

    /// <summary>Connection string of a database that is empty, and perhaps has the schema already.</summary>
    internal async Task<string> Lend() => idle.TryTake(out var database) ? database : await NewDatabase();

    /// <summary>Takes it back.</summary>
    internal async Task Return(string database)
    {
        // Of a few rows each; truncating would make new files.
        await Run(database, """
            DELETE FROM conversation; DELETE FROM timeline; DELETE FROM message_search; DELETE FROM document; DELETE FROM contact;
            DELETE FROM outbox
            """);
        idle.Add(database);
    }

    internal static async Task<PostgresDatabase> Open(string connectionString, StoreMetrics metrics)
    {
        var database = new PostgresDatabase(
            Options.Create(new PostgresStoreOptions { ConnectionString = connectionString }),
            metrics,
            TimeProvider.System,
            NullLogger<PostgresDatabase>.Instance);
        await database.Open(default);
        return database;
    }

    internal static async Task Run(string connectionString, string sql)
    {
        await using var connection = await Connect(connectionString);
        await using var command = new SqlText { Text = sql }.On(connection);
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var connection = await Connect(connectionString);
        await using var command = new SqlText { Text = sql }.On(connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<NpgsqlConnection> Connect(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
