using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Json;
using Npgsql;

namespace MessageCenter.Storage.Sql.Postgres;

/// <summary>
/// The appends of one transaction: asked for together, decided one by one in the order in which they came, written together.
/// A refusal concerns its own append alone.
/// </summary>
internal sealed class PostgresAppends
{
    // Parameters come sorted, and locks are taken in that order. A lock is released when its transaction is visible to all.
    private const string LockOperators = "SELECT pg_advisory_xact_lock(number) FROM unnest($1) AS number";

    private const string LockRows = """
        SELECT c.account, c.public_id, c.id, c.version, c.last_seq
        FROM unnest($1, $2) AS asked (account, public_id)
        JOIN conversation c ON c.account = asked.account AND c.public_id = asked.public_id
        ORDER BY c.id FOR UPDATE OF c
        """;

    private const string FindCommands = """
        SELECT c.account, c.public_id, t.author, t.command_id, t.seq, t.at, t.body
        FROM unnest($1, $2, $3, $4) AS asked (account, public_id, author, command_id)
        JOIN conversation c ON c.account = asked.account AND c.public_id = asked.public_id
        JOIN timeline t ON t.conversation_id = c.id AND t.author = asked.author AND t.command_id = asked.command_id
        """;

    private const string FindLive = """
        SELECT c.account, c.assignee, c.public_id
        FROM unnest($1, $2) AS asked (account, operator)
        JOIN conversation c ON c.account = asked.account AND c.assignee = asked.operator AND c.mode = 1
        """;

    private const string TakeNumbers = "SELECT nextval('conversation_number') FROM generate_series(1, $1)";

    private readonly PostgresAppend[] appends;
    private readonly ConversationKey[] locks;
    private readonly (ConversationKey Conversation, string Author, CommandId Command)[] commands;
    private readonly (AccountId Account, OperatorId Operator)[] guarded;
    private readonly int startsMax;
    private readonly Dictionary<ConversationKey, StoredRow> rows = [];
    private readonly Dictionary<(ConversationKey Conversation, string Author, CommandId Command), TimelineEntry> stored = [];
    private readonly Dictionary<(AccountId Account, OperatorId Operator), HashSet<ConversationId>> live = [];
    private readonly Queue<long> numbers = [];
    private readonly PostgresAppendStatements statements = new();

    internal PostgresAppends(PostgresAppend[] appends, IEnumerable<ConversationKey> alsoLocked)
    {
        this.appends = appends;
        locks = [.. appends.Select(each => each.Conversation).Concat(alsoLocked)];
        commands =
        [
            .. from append in appends
               from entry in append.Prepared.Entries
               where entry.CommandId is not null
               select (append.Conversation, entry.Author, entry.CommandId ?? default),
        ];
        guarded =
        [
            .. appends.Where(each => each.Prepared.Append.Slots is not null)
                .Select(each => (each.Prepared.Append.Account, each.Prepared.Append.Slots?.OperatorId ?? default)).Distinct(),
        ];
        startsMax = appends.Count(each => each.Prepared.Append.ExpectedVersion == 0);
    }

    /// <summary>Takes locks, then asks: operators, rows, stored commands, live rows, numbers.</summary>
    internal void AddQuestions(NpgsqlBatch batch)
    {
        if (guarded.Length > 0)
        {
            batch.Add(LockOperators).With(guarded.Select(LockNumber).Distinct().Order().ToArray());
        }
        if (locks.Length > 0)
        {
            batch.Add(LockRows).With(Ids(locks, key => key.Account.Value)).With(Ids(locks, key => key.Conversation.Value));
        }
        if (commands.Length > 0)
        {
            batch.Add(FindCommands)
                .With(Ids(commands, each => each.Conversation.Account.Value))
                .With(Ids(commands, each => each.Conversation.Conversation.Value))
                .With(Array.ConvertAll(commands, each => each.Author))
                .With(Ids(commands, each => each.Command.Value));
        }
        if (guarded.Length > 0)
        {
            batch.Add(FindLive).With(Ids(guarded, each => each.Account.Value)).With(Ids(guarded, each => each.Operator.Value));
        }
        if (startsMax > 0)
        {
            batch.Add(TakeNumbers).With(startsMax);
        }
    }

    internal async Task HearAnswers(NpgsqlDataReader reader, CancellationToken cancel)
    {
        await Hear(guarded.Length > 0, _ => { });
        await Hear(locks.Length > 0, HearRow);
        await Hear(commands.Length > 0, HearCommand);
        await Hear(guarded.Length > 0, HearLive);
        await Hear(startsMax > 0, row => numbers.Enqueue(row.GetInt64(0)));

        async Task Hear(bool isAsked, Action<NpgsqlDataReader> hear)
        {
            if (!isAsked)
            {
                return;
            }
            while (await reader.ReadAsync(cancel))
            {
                hear(reader);
            }
            await reader.NextResultAsync(cancel);
        }
    }

    /// <summary>Decides, then writes what was taken.</summary>
    internal void AddStatements(NpgsqlBatch batch)
    {
        foreach (var append in appends)
        {
            try
            {
                append.Decided(Decide(append.Prepared, append.Conversation));
            }
            catch (InvalidOperationException refusal)
            {
                append.Refused(refusal);
            }
        }
        statements.AddTo(batch);
    }

    private void HearRow(NpgsqlDataReader row) =>
        rows.Add(Key(row.GetGuid(0), row.GetGuid(1)), new(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));

    private void HearCommand(NpgsqlDataReader row)
    {
        var command = row.GetGuid(3);
        stored[(Key(row.GetGuid(0), row.GetGuid(1)), row.GetString(2), new(command))] =
            StorageJson.ReadEntry(row.GetInt64(4), row.GetInt64(5), command, row.GetString(6));
    }

    private void HearLive(NpgsqlDataReader row) =>
        LiveOf(new(row.GetGuid(0)), new(row.GetGuid(1))).Add(new(row.GetGuid(2)));

    private AppendResult Decide(PreparedAppend prepared, ConversationKey key)
    {
        var append = prepared.Append;
        var old = rows.TryGetValue(key, out var row) ? row : null;
        // Invariant: a retry is told what its first try became, however stale its version is by now.
        if (old is not null && FindDuplicate(prepared, key) is { } duplicate)
        {
            return new AppendResult.Duplicate(duplicate);
        }
        if ((old?.Version ?? 0) != append.ExpectedVersion)
        {
            return new AppendResult.Conflict();
        }
        // Invariant: an operator never holds more live conversations than slots, whoever counted elsewhere.
        if (append.Slots is { } slots
            && LiveOf(append.Account, slots.OperatorId).Count(id => id != append.Conversation) >= slots.LiveBelow)
        {
            return new AppendResult.SlotsTaken();
        }
        prepared.CheckFollows(old?.LastSeq ?? 0);
        var number = old?.Number ?? numbers.Dequeue();
        statements.Take(number, isNew: old is null, prepared);
        CountLive(append);
        return new AppendResult.Appended(append.ExpectedVersion + 1, number);
    }

    private TimelineEntry? FindDuplicate(PreparedAppend prepared, ConversationKey key)
    {
        foreach (ref readonly var entry in prepared.Entries.AsSpan())
        {
            if (entry.CommandId is { } command && stored.TryGetValue((key, entry.Author, command), out var found))
            {
                return found;
            }
        }
        return null;
    }

    // Those of this batch are not in the database yet.
    private void CountLive(ConversationAppend append)
    {
        foreach (var (account, operatorId) in guarded)
        {
            if (account != append.Account)
            {
                continue;
            }
            if (append.State.Mode == ConversationMode.Live && append.State.Assignee?.OperatorId == operatorId)
            {
                LiveOf(account, operatorId).Add(append.Conversation);
            }
            else
            {
                LiveOf(account, operatorId).Remove(append.Conversation);
            }
        }
    }

    private HashSet<ConversationId> LiveOf(AccountId account, OperatorId operatorId)
    {
        if (!live.TryGetValue((account, operatorId), out var conversations))
        {
            live.Add((account, operatorId), conversations = []);
        }
        return conversations;
    }

    private static ConversationKey Key(Guid account, Guid conversation) => new(new(account), new(conversation));

    private static Guid[] Ids<T>(T[] items, Converter<T, Guid> id) => Array.ConvertAll(items, id);

    // Two operators with one number would only wait for each other.
    private static long LockNumber((AccountId Account, OperatorId Operator) guarded) =>
        Half(guarded.Account.Value) ^ Half(guarded.Operator.Value);

    private static long Half(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BitConverter.ToInt64(bytes) ^ BitConverter.ToInt64(bytes[8..]);
    }

    private sealed record StoredRow(long Number, long Version, long LastSeq);
}
