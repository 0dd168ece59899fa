using System.Collections.Immutable;
using System.Text;
using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Storage.Json;

namespace MessageCenter.Storage.Azure;

/// <summary>Reads what stands in a conversation's partition.</summary>
internal sealed class ConversationRows(AzureTable table)
{
    private const int ReadsAtOnce = 32;

    internal async Task<ConversationRow?> Find(AccountId account, ConversationId conversation, CancellationToken cancel) =>
        await table.Find(Keys.Conversation(account, conversation), Keys.Row, cancel) is { } entity
            ? ConversationRow.From(conversation, entity)
            : null;

    /// <summary>The rows of those that are there, in the order of the ids.</summary>
    internal async Task<List<ConversationRow>> Find(
        AccountId account, IEnumerable<ConversationId> conversations, CancellationToken cancel)
    {
        var found = new List<ConversationRow>();
        foreach (var part in conversations.Chunk(ReadsAtOnce))
        {
            var rows = await Task.WhenAll(part.Select(conversation => Find(account, conversation, cancel)));
            found.AddRange(rows.OfType<ConversationRow>().Where(row => row.IsThere));
        }
        return found;
    }

    /// <summary>The entries with these numbers, ascending. There are no holes, so that numbers are all that is needed.</summary>
    internal async Task<ImmutableArray<TimelineEntry>> Entries(
        AccountId account, ConversationId conversation, long first, long last, CancellationToken cancel)
    {
        if (last < first)
        {
            return [];
        }
        var partition = Keys.Conversation(account, conversation);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {Keys.Entry(first)} and RowKey le {Keys.Entry(last)}");
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        await foreach (var entity in table.Query(filter, (int)Math.Min(last - first + 1, 1_000), cancel))
        {
            entries.Add(EntryOf(entity));
        }
        return entries.ToImmutable();
    }

    internal async Task<TimelineEntry?> Entry(
        AccountId account, ConversationId conversation, long seq, CancellationToken cancel) =>
        await table.Find(Keys.Conversation(account, conversation), Keys.Entry(seq), cancel) is { } entity ? EntryOf(entity) : null;

    /// <summary>The entry that this author's command caused, with the call that wrote it.</summary>
    internal async Task<(TimelineEntry Entry, Guid? Write)?> Command(
        AccountId account, ConversationId conversation, Author author, CommandId command, CancellationToken cancel)
    {
        var partition = Keys.Conversation(account, conversation);
        return await table.Find(partition, Keys.Command(author, command), cancel) is { } known
            && await table.Find(partition, Keys.Entry(known.GetInt64("Seq") ?? 0), cancel) is { } entity
            ? (EntryOf(entity), entity.GetGuid("Write"))
            : null;
    }

    internal static TableEntity EntryEntity(string partition, TimelineEntry entry, Guid write)
    {
        var entity = new TableEntity(partition, Keys.Entry(entry.Seq))
        {
            ["Seq"] = entry.Seq,
            ["At"] = entry.At.ToUnixTimeMilliseconds(),
            ["Command"] = entry.CommandId?.Value,
            ["Write"] = write,
        };
        LongText.Write(entity, "Body", Encoding.UTF8.GetString(StorageJson.Write(entry)));
        return entity;
    }

    internal static TableEntity CommandEntity(string partition, TimelineEntry entry, CommandId command) =>
        new(partition, Keys.Command(entry.Author, command)) { ["Seq"] = entry.Seq };

    internal static TimelineEntry EntryOf(TableEntity entity) => StorageJson.ReadEntry(
        entity.GetInt64("Seq") ?? 0,
        entity.GetInt64("At") ?? 0,
        entity.GetGuid("Command"),
        LongText.Read(entity, "Body"));
}
