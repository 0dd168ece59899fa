using Npgsql;

namespace MessageCenter.LoadTest.Measure;

/// <summary>What the rows say: the truth that everybody else only repeats.</summary>
/// <param name="Live">Live conversations and their owners.</param>
/// <param name="UnassignedRows">The states of conversations that have not ended and that nobody owns.</param>
internal sealed record Census(IReadOnlyList<(Guid ConversationId, Guid? Owner)> Live, IReadOnlyList<string> UnassignedRows)
{
    /// <summary>How many nobody owns.</summary>
    public int Unassigned => UnassignedRows.Count;

    /// <summary>Operators who hold more live conversations than they have slots.</summary>
    public int OverSlots(int slotsMax) => Live.GroupBy(live => live.Owner).Count(owned => owned.Key is null || owned.Count() > slotsMax);
}

/// <summary>Reads the rows from PostgreSQL, past all processes of the product.</summary>
internal sealed class StoreCensus(string connectionString) : IAsyncDisposable
{
    private const string LiveRows = "SELECT public_id, assignee FROM conversation WHERE mode = 1";
    private const string UnassignedRows = "SELECT public_id || ' ' || state FROM conversation WHERE assignee IS NULL AND status <> 3";

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
        var unassigned = new List<string>();
        await using var second = new NpgsqlCommand(UnassignedRows, connection);
        await using var others = await second.ExecuteReaderAsync(cancel);
        while (await others.ReadAsync(cancel))
        {
            unassigned.Add(others.GetString(0));
        }
        return new(live, unassigned);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
