using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// The runtime's grain storage in a table (Microsoft.Orleans.Persistence.AzureStorage), started by the store rather than by the
/// silo, because the store opens first. It writes under the tag that it read; what became of a write is told as by
/// <see cref="AzureTable"/>.
/// </summary>
internal sealed class GrainStorage
{
    private readonly AzureTableGrainStorage storage;
    private readonly AzureTries tries;

    internal GrainStorage(TableServiceClient service, string tableName, AzureTries tries)
    {
        this.tries = tries;
        var format = new KeptDocumentFormat();
        var options = new AzureTableStorageOptions
        {
            TableName = tableName,
            TableServiceClient = service,
            GrainStorageSerializer = format,
            DeleteStateOnClear = true,
        };
        // Its own log would call each conflict an error. The name of a service begins its keys; installations differ by their tables.
        storage = new(
            tableName,
            options,
            Options.Create(new ClusterOptions { ServiceId = "document" }),
            NullLogger<AzureTableGrainStorage>.Instance,
            format);
    }

    internal Task Make(CancellationToken cancel) => tries.Repeat(
        async () =>
        {
            var lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
            storage.Participate(lifecycle);
            await lifecycle.OnStart(cancel);
            return true;
        },
        cancel);

    /// <summary>The document with its tag; an absent one has none.</summary>
    internal Task<GrainState<KeptDocument>> Read(string kind, string key, CancellationToken cancel) => tries.Repeat(
        async () =>
        {
            var read = new GrainState<KeptDocument>();
            await storage.ReadStateAsync(Keys.Safe(kind), IdOf(kind, key), read).WaitAsync(cancel);
            return read;
        },
        cancel);

    /// <summary>Writes in the place of what was read.</summary>
    internal Task<WriteOutcome> TryWrite(string kind, string key, GrainState<KeptDocument> read, KeptDocument document, CancellationToken cancel)
    {
        read.State = document;
        return Try(storage.WriteStateAsync(Keys.Safe(kind), IdOf(kind, key), read), cancel);
    }

    /// <summary>Removes what was read or written.</summary>
    internal Task<WriteOutcome> TryRemove(string kind, string key, GrainState<KeptDocument> read, CancellationToken cancel) =>
        Try(storage.ClearStateAsync(Keys.Safe(kind), IdOf(kind, key), read), cancel);

    private static async Task<WriteOutcome> Try(Task write, CancellationToken cancel)
    {
        try
        {
            await write.WaitAsync(cancel);
            return WriteOutcome.Done;
        }
        catch (InconsistentStateException)
        {
            return WriteOutcome.Refused;
        }
        catch (Exception problem) when (AzureFault.IsPassing(problem) && !cancel.IsCancellationRequested)
        {
            return WriteOutcome.Unknown;
        }
    }

    /// <summary>The kind names the row as well, so that no two documents share one however their keys are put together.</summary>
    private static GrainId IdOf(string kind, string key) => GrainId.Create(Keys.Safe(kind), "." + Keys.Safe(key));
}
