using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace MessageCenter.Storage.Azure;

/// <summary>What became of a conditional write.</summary>
internal enum WriteOutcome
{
    /// <summary>It is stored.</summary>
    Done,

    /// <summary>A condition did not hold; nothing was written.</summary>
    Refused,

    /// <summary>Nobody knows: read again.</summary>
    Unknown,
}

/// <summary>
/// One table. Reads and writes that may be repeated are repeated here; a conditional write never is, because only its
/// caller can tell its own success from somebody else's.
/// </summary>
internal sealed class AzureTable(TableClient client, AzureTries tries)
{
    /// <summary>Entities of one transaction at most, by the rules of Table Storage.</summary>
    internal const int TransactionMax = 100;

    internal Task Make(CancellationToken cancel) => tries.Repeat(() => client.CreateIfNotExistsAsync(cancel), cancel);

    internal Task<TableEntity?> Find(string partition, string row, CancellationToken cancel) => tries.Repeat(
        async () =>
        {
            var found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancel);
            return found.HasValue ? found.Value : null;
        },
        cancel);

    /// <summary>Entities in order of their keys, read page by page as they are asked for.</summary>
    internal async IAsyncEnumerable<TableEntity> Query(
        string filter, int pageSize, [EnumeratorCancellation] CancellationToken cancel)
    {
        var next = (string?)null;
        do
        {
            var from = next;
            var page = await tries.Repeat(() => ReadPage(filter, pageSize, from, cancel), cancel);
            foreach (var entity in page.Values)
            {
                yield return entity;
            }
            next = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    /// <summary>Writes whatever was there before.</summary>
    internal Task Put(TableEntity entity, CancellationToken cancel) =>
        tries.Repeat(() => client.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancel), cancel);

    /// <summary>Writes entities of one partition, whatever was there before: each whole hundred together.</summary>
    internal async Task Put(IEnumerable<TableEntity> entities, CancellationToken cancel)
    {
        foreach (var part in entities.Chunk(TransactionMax))
        {
            var actions = part.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity)).ToArray();
            await tries.Repeat(() => client.SubmitTransactionAsync(actions, cancel), cancel);
        }
    }

    /// <summary>Removes what may be gone already.</summary>
    internal Task Drop(string partition, string row, CancellationToken cancel) =>
        tries.Repeat(() => client.DeleteEntityAsync(partition, row, ETag.All, cancel), cancel);

    /// <summary>Writes under the conditions that the actions carry, all or nothing.</summary>
    internal async Task<WriteOutcome> TryCommit(IReadOnlyCollection<TableTransactionAction> actions, CancellationToken cancel)
    {
        try
        {
            await client.SubmitTransactionAsync(actions, cancel);
            return WriteOutcome.Done;
        }
        catch (RequestFailedException problem) when (AzureFault.IsRefusal(problem))
        {
            return WriteOutcome.Refused;
        }
        catch (Exception problem) when (AzureFault.IsPassing(problem) && !cancel.IsCancellationRequested)
        {
            return WriteOutcome.Unknown;
        }
    }

    internal Task<WriteOutcome> TryAdd(TableEntity entity, CancellationToken cancel) => TryCommit([Change.Add(entity)], cancel);

    /// <summary>Writes in the place of the very entity that has this tag.</summary>
    internal Task<WriteOutcome> TryReplace(TableEntity entity, ETag tag, CancellationToken cancel) =>
        TryCommit([Change.Replace(entity, tag)], cancel);

    internal Task<WriteOutcome> TryDelete(TableEntity entity, CancellationToken cancel) =>
        TryCommit([Change.Delete(entity, entity.ETag)], cancel);

    private async Task<Page<TableEntity>> ReadPage(string filter, int pageSize, string? from, CancellationToken cancel)
    {
        await foreach (var page in client.QueryAsync<TableEntity>(filter, pageSize, cancellationToken: cancel).AsPages(from, pageSize))
        {
            return page;
        }
        throw new InvalidOperationException("A query has one page at least.");
    }
}
