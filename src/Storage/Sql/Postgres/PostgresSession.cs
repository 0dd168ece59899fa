using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>The writer's own connection. It is checked whenever it is opened: a server may come back with other settings.</summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private PostgresSession(NpgsqlConnection connection) => this.connection = connection;

    internal static async Task<PostgresSession> Open(PostgresConnections connections, CancellationToken cancel)
    {
        var session = new PostgresSession(new(connections.ForWriter));
        try
        {
            await session.connection.OpenAsync(cancel);
            await PostgresSettings.Check(session.connection, connections.Name, cancel);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    internal Task Look(PostgresBatch batch, CancellationToken cancel) => batch.Look(connection, cancel);

    internal Task Write(PostgresBatch batch, CancellationToken cancel) => batch.Write(connection, cancel);

    internal async Task Rollback(CancellationToken cancel)
    {
        await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
        await rollback.ExecuteNonQueryAsync(cancel);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
