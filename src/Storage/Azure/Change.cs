using Azure;
using Azure.Data.Tables;

namespace MessageCenter.Storage.Azure;

/// <summary>One conditional change of a transaction.</summary>
internal static class Change
{
    internal static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    internal static TableTransactionAction Replace(TableEntity entity, ETag tag) =>
        new(TableTransactionActionType.UpdateReplace, entity, tag);

    internal static TableTransactionAction Merge(TableEntity entity, ETag tag) =>
        new(TableTransactionActionType.UpdateMerge, entity, tag);

    internal static TableTransactionAction Delete(TableEntity entity, ETag tag) =>
        new(TableTransactionActionType.Delete, entity, tag);

    /// <summary>Adds what was not there, or replaces the very entity that was.</summary>
    internal static TableTransactionAction AddOrReplace(TableEntity entity, TableEntity? old) =>
        old is null ? Add(entity) : Replace(entity, old.ETag);
}
