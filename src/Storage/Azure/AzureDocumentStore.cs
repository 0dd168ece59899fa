using Azure.Data.Tables;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Azure;

/// <summary>A partition for each document. The caller's version is checked first, the entity's tag by the write itself.</summary>
internal sealed class AzureDocumentStore(AzureDatabase database) : IDocumentStore
{
    public Task<StoredDocument?> Read(string kind, string key, CancellationToken cancel) =>
        database.Calls.Read(
            async bound => await Find(kind, key, bound) is { } entity
                ? new StoredDocument(VersionOf(entity), LongText.Read(entity, "Json"))
                : null,
            cancel);

    public Task<long?> Write(string kind, string key, long expectedVersion, string json, CancellationToken cancel) =>
        database.Calls.Write(bound => Write(kind, key, expectedVersion, json, database.NewId(), bound), cancel);

    public Task<bool> Delete(string kind, string key, long expectedVersion, CancellationToken cancel) =>
        database.Calls.Write(bound => Remove(kind, key, expectedVersion, bound), cancel);

    private async Task<long?> Write(
        string kind, string key, long expectedVersion, string json, Guid write, CancellationToken cancel)
    {
        var document = new TableEntity(PartitionOf(kind, key), Keys.Row)
        {
            ["Version"] = expectedVersion + 1,
            ["Write"] = write,
        };
        LongText.Write(document, "Json", json);
        while (true)
        {
            var old = await Find(kind, key, cancel);
            // An earlier try of this very call was stored, though nobody heard of it.
            if (old?.GetGuid("Write") == write)
            {
                return expectedVersion + 1;
            }
            if (VersionOf(old) != expectedVersion)
            {
                return null;
            }
            if (await database.Tables.Documents.TryCommit([Change.AddOrReplace(document, old)], cancel) == WriteOutcome.Done)
            {
                return expectedVersion + 1;
            }
        }
    }

    private async Task<bool> Remove(string kind, string key, long expectedVersion, CancellationToken cancel)
    {
        var isUnknown = false;
        while (true)
        {
            if (await Find(kind, key, cancel) is not { } old)
            {
                return isUnknown;
            }
            if (VersionOf(old) != expectedVersion)
            {
                return false;
            }
            var outcome = await database.Tables.Documents.TryDelete(old, cancel);
            if (outcome == WriteOutcome.Done)
            {
                return true;
            }
            isUnknown |= outcome == WriteOutcome.Unknown;
        }
    }

    private Task<TableEntity?> Find(string kind, string key, CancellationToken cancel) =>
        database.Tables.Documents.Find(PartitionOf(kind, key), Keys.Row, cancel);

    private static string PartitionOf(string kind, string key) => $"{Keys.Safe(kind)}-{Keys.Safe(key)}";

    private static long VersionOf(TableEntity? entity) => entity?.GetInt64("Version") ?? 0;
}
