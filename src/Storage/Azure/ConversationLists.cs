using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Storage.Azure;

/// <summary>Writes and removes places in lists.</summary>
internal sealed class ConversationLists(AzureDatabase database, ConversationRows rows, RowFence fence)
{
    /// <summary>Younger entities that no row knows belong to appends that are probably under way.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private AzureTable Table => database.Tables.Lists;

    internal Task Put(
        AccountId account,
        ConversationId conversation,
        IEnumerable<Place> places,
        ConversationState state,
        CancellationToken cancel) => Task.WhenAll(
        places.Select(place => Table.Put(Places.EntityOf(account, conversation, place, state), cancel)));

    internal Task Drop(AccountId account, IEnumerable<Place> places, CancellationToken cancel) =>
        Task.WhenAll(places.Select(place => Table.Drop(Places.PartitionOf(account, place.List), place.Row, cancel)));

    /// <summary>Entities of one list of the account, in order of their places.</summary>
    internal IAsyncEnumerable<TableEntity> Read(string filter, int pageSize, CancellationToken cancel) =>
        Table.Query(filter, pageSize, cancel);

    /// <summary>
    /// Removes a place that its row does not know, once it is old enough: an append that was never stored left it, or one that
    /// was stored and could not tidy up.
    /// </summary>
    internal async Task DropLeftOver(AccountId account, string list, TableEntity entity, CancellationToken cancel)
    {
        if (entity.Timestamp is not { } writtenAt || database.Time.GetUtcNow() - writtenAt < Patience)
        {
            return;
        }
        var conversation = new ConversationId(entity.GetGuid("Conversation") ?? Guid.Empty);
        // Invariant: a place is judged by the row behind the fence, and removed only as it was before the fence.
        var row = await fence.Raise(account, conversation, cancel);
        if (row is not { IsThere: true } || !row.Places.Has(list, entity.RowKey))
        {
            await Table.TryDelete(entity, cancel);
        }
    }

    internal Task<List<ConversationRow>> Rows(
        AccountId account, IEnumerable<TableEntity> entities, CancellationToken cancel) =>
        rows.Find(account, entities.Select(entity => new ConversationId(entity.GetGuid("Conversation") ?? Guid.Empty)), cancel);
}
