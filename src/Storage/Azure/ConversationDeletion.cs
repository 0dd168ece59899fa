using Azure.Data.Tables;
using MessageCenter.Domain;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// Deletes a conversation step by step. The mark comes first, after which it is gone for everybody; the row comes last, and
/// until then the deletion can be gone on with from the beginning.
/// </summary>
internal sealed class ConversationDeletion(AzureConversationTables at)
{
    private const int EntriesAtOnce = 50;

    private AzureTable Table => at.Database.Tables.Conversations;

    /// <summary>False: there was none.</summary>
    internal async Task<bool> Delete(AccountId account, ConversationId conversation, CancellationToken cancel)
    {
        var begun = (long?)null;
        while (await at.Rows.Find(account, conversation, cancel) is { } row && (row.IsThere || row.IsDeleting))
        {
            if (begun is { } number && row.Number != number)
            {
                // A new conversation has begun with the same id.
                break;
            }
            if (row.IsDeleting)
            {
                begun = row.Number;
                await Finish(account, row, cancel);
                continue;
            }
            var mark = new TableEntity(row.Entity.PartitionKey, Keys.Row) { ["IsDeleting"] = true };
            await Table.TryCommit([Change.Merge(mark, row.Entity.ETag)], cancel);
        }
        return begun is not null;
    }

    /// <summary>Does what is left to do of a deletion that has begun. The row may stay, when somebody has fenced it meanwhile.</summary>
    internal async Task Finish(AccountId account, ConversationRow row, CancellationToken cancel)
    {
        await at.Lists.Drop(account, row.Places.All, cancel);
        if (row.LiveWith is { } operatorId && row.Claim is { } claim)
        {
            await at.Slots.Release(account, operatorId, claim, cancel);
        }
        await DropEntries(account, row, cancel);
        await DropAll(row.Entity.PartitionKey, "c-", cancel);
        // Only the row that was read: its place may have been taken by a new conversation with the same id.
        await Table.TryDelete(row.Entity, cancel);
    }

    /// <summary>Each entry's words go before it does: without the entry nobody would know them.</summary>
    private async Task DropEntries(AccountId account, ConversationRow row, CancellationToken cancel)
    {
        var key = WordIndex.KeyOf(row.State.CreatedAt.ToUnixTimeMilliseconds(), row.Number);
        for (var first = 1L; first <= row.State.LastSeq; first += EntriesAtOnce)
        {
            var last = Math.Min(first + EntriesAtOnce - 1, row.State.LastSeq);
            var entries = await at.Rows.Entries(account, row.Id, first, last, cancel);
            foreach (var entry in entries)
            {
                await at.Words.Drop(account, key, entry, cancel);
            }
            await Task.WhenAll(entries.Select(entry => Table.Drop(row.Entity.PartitionKey, Keys.Entry(entry.Seq), cancel)));
        }
    }

    private async Task DropAll(string partition, string beginning, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {beginning} and RowKey lt {beginning + Keys.End}");
        await foreach (var entity in Table.Query(filter, 1_000, cancel))
        {
            await Table.Drop(partition, entity.RowKey, cancel);
        }
    }
}
