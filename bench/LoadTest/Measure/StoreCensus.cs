using Npgsql;

namespace MessageCenter.LoadTest.Measure;

/// <summary>What the rows say: the truth that everybody else only repeats.</summary>
/// <param name="Live">Live conversations and their owners.</param>
/// <param name="Unassigned">Conversations that have not ended and that nobody owns.</param>
internal sealed record Census(IReadOnlyList<(Guid ConversationId, Guid? Owner)> Live, int Unassigned)
{
    /// <summary>Operators who hold more live conversations than they have slots.</summary>
    public int OverSlots(int slotsMax) => Live.GroupBy(live => live.Owner).Count(owned => owned.Key is null || owned.Count() > slotsMax);
}

/// <summary>Reads the rows from PostgreSQL, past all processes of the product.</summary>
internal sealed class StoreCensus(string connectionString) : IAsyncDisposable
{
    private const string LiveRows = "SELECT public_id, assignee FROM conversation WHERE mode = 1";
    private const string UnassignedRows = "SELECT count(*) FROM conversation WHERE assignee IS NULL AND status <> 3";

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    /// <summary>All at one moment.</summary>
    public async Task<Census> Take(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var live = new List<(Guid, Guid?)>();
        await using (var command = new NpgsqlCommand(LiveRows, connection))
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            while (await rows.ReadAsync(cancel))
            {
                live.Add((rows.GetGuid(0), await rows.IsDBNullAsync(1, cancel) ? null : rows.GetGuid(1)));
            }
        }
        await using var count = new NpgsqlCommand(UnassignedRows, connection);
        return new(live, (int)(long)(await count.ExecuteScalarAsync(cancel) ?? 0L));
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
