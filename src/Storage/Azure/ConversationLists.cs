using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Storage.Azure;

/// <summary>Writes and removes places in lists.</summary>
internal sealed class ConversationLists(AzureDatabase database, LeftOvers leftOvers)
{
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

    /// <summary>Removes a place that its row does not know, once it is old enough.</summary>
    internal Task DropLeftOver(AccountId account, string list, TableEntity entity, CancellationToken cancel) => leftOvers.Drop(
        Table,
        entity,
        account,
        new(entity.GetGuid("Conversation") ?? Guid.Empty),
        row => Task.FromResult(row is not null && row.Places.Has(list, entity.RowKey)),
        cancel);
}
