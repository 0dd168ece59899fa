using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// One transaction in two trips to the server. The first begins it, takes locks and asks what the decisions need; the
/// second writes and commits. Each statement sees what was committed before it began, so what is read after a lock was
/// taken holds until the commit.
/// </summary>
internal sealed class PostgresBatch
{
    private readonly List<PostgresOperation> operations;
    private readonly PostgresAppends appends;
    private readonly IPostgresStatement[] statements;

    internal PostgresBatch(IEnumerable<PostgresOperation> operations)
    {
        this.operations = [.. operations];
        statements = [.. this.operations.OrderBy(each => each.Key, StringComparer.Ordinal).OfType<IPostgresStatement>()];
        appends = new([.. this.operations.OfType<PostgresAppend>()], statements.Select(each => each.Locks).OfType<ConversationKey>());
    }

    /// <summary>The first trip. Whatever breaks it, nothing is stored.</summary>
    internal async Task Look(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"));
        appends.AddQuestions(batch);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await appends.HearAnswers(reader, cancel);
        await ReadToEnd(reader, cancel);
    }

    /// <summary>The second trip. When it breaks without a refusal of the server, nobody knows what is stored.</summary>
    internal async Task Write(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        appends.AddStatements(batch);
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement.Command());
        }
        batch.BatchCommands.Add(new("COMMIT"));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        foreach (var statement in statements)
        {
            await statement.Hear(reader, cancel);
            await reader.NextResultAsync(cancel);
        }
        await ReadToEnd(reader, cancel);
    }

    /// <summary>After the commit.</summary>
    internal void Complete()
    {
        foreach (var operation in operations)
        {
            operation.Complete();
        }
    }

    // What the server says of the last statements comes only to who reads so far.
    private static async Task ReadToEnd(NpgsqlDataReader reader, CancellationToken cancel)
    {
        while (await reader.NextResultAsync(cancel))
        {
        }
    }
}
