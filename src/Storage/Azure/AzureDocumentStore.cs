using MessageCenter.Grains.Stores;
using Orleans;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// Grain storage knows tags and no versions: the version is kept in the document. It is read ahead of each write and compared
/// with the caller's; the tag that came with it makes the write conditional. A deletion writes that there is no document,
/// because the removal of an entity does not say whose it was, and then removes what it wrote.
/// </summary>
internal sealed class AzureDocumentStore(AzureDatabase database) : IDocumentStore
{
    public Task<StoredDocument?> Read(string kind, string key, CancellationToken cancel) =>
        database.Calls.Read(
            async bound => (await Storage.Read(kind, key, bound)).State is { Version: > 0 } kept
                ? new StoredDocument(kept.Version, kept.Json)
                : null,
            cancel);

    public Task<long?> Write(string kind, string key, long expectedVersion, string json, CancellationToken cancel)
    {
        var document = new KeptDocument(expectedVersion + 1, database.NewId(), json);
        return database.Calls.Write<long?>(
            async bound => await Put(kind, key, expectedVersion, document, bound) is null ? null : document.Version, cancel);
    }

    public Task<bool> Delete(string kind, string key, long expectedVersion, CancellationToken cancel)
    {
        var absent = KeptDocument.Absent with { Write = database.NewId() };
        return database.Calls.Write(
            async bound =>
            {
                if (expectedVersion == 0 || await Put(kind, key, expectedVersion, absent, bound) is not { } put)
                {
                    return false;
                }
                // What it leaves when this fails counts as no document.
                await Storage.TryRemove(kind, key, put, bound);
                return true;
            },
            cancel);
    }

    private GrainStorage Storage => database.Tables.Documents;

    /// <summary>Puts it in the place of the version that is expected; null when another one is there.</summary>
    private async Task<GrainState<KeptDocument>?> Put(
        string kind, string key, long expectedVersion, KeptDocument document, CancellationToken cancel)
    {
        while (true)
        {
            var read = await Storage.Read(kind, key, cancel);
            var kept = read.State ?? KeptDocument.Absent;
            // An earlier try of this very call was stored, though nobody heard of it.
            if (kept.Write == document.Write)
            {
                return read;
            }
            if (kept.Version != expectedVersion)
            {
                return null;
            }
            if (await Storage.TryWrite(kind, key, read, document, cancel) == WriteOutcome.Done)
            {
                return read;
            }
        }
    }
}
