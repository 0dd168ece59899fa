using Azure.Core.Pipeline;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Azure;
using MessageCenter.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MessageCenter.Storage.Tests.Azure;

/// <summary>Tables of their own in Azurite.</summary>
public sealed class AzureStoreUnderTest : StoreUnderTest
{
    private readonly StoreMetrics metrics = new();
    private readonly TimeProvider time;
    private readonly HttpPipelinePolicy? wire;
    private readonly string connectionString;
    private AzureDatabase? database;
    private AzureConversationStore? conversations;

    private AzureStoreUnderTest(string connectionString, string tablePrefix, TimeProvider time, HttpPipelinePolicy? wire)
    {
        this.connectionString = connectionString;
        this.time = time;
        this.wire = wire;
        TablePrefix = tablePrefix;
    }

    public string TablePrefix { get; }

    public override IConversationStore Conversations => conversations!;

    public override IDocumentStore Documents => new AzureDocumentStore(database!);

    public override IContactStore Contacts => new AzureContactStore(database!);

    public override IOutboxStore Outbox => new AzureOutboxStore(database!);

    public override IAttachmentStore Attachments => new AzureAttachmentStore(database!);

    internal AzureDatabase Database => database!;

    public static async Task<StoreUnderTest> Create() => await CreateHere();

    /// <summary>Opens new tables, or those of another store as a second process does.</summary>
    public static async Task<AzureStoreUnderTest> CreateHere(
        AzureStoreUnderTest? beside = null, TimeProvider? time = null, HttpPipelinePolicy? wire = null)
    {
        var server = await AzuriteServer.Get();
        var store = new AzureStoreUnderTest(
            server.ConnectionString, beside?.TablePrefix ?? $"t{Guid.NewGuid():N}", time ?? TimeProvider.System, wire);
        await store.Open();
        return store;
    }

    public override async Task Reopen()
    {
        database?.Dispose();
        await Open();
    }

    public override ValueTask DisposeAsync()
    {
        database?.Dispose();
        metrics.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static AzureDatabase NewDatabase(AzureStoreOptions options, TimeProvider time) =>
        new(Options.Create(options), time, NullLogger<AzureDatabase>.Instance);

    private async Task Open()
    {
        // Long bounds: Azurite is one thread on a machine with other work.
        database = NewDatabase(
            new()
            {
                ConnectionString = connectionString,
                TablePrefix = TablePrefix,
                CallTimeout = TimeSpan.FromMinutes(1),
                TryTimeout = TimeSpan.FromSeconds(30),
                RetryPause = TimeSpan.FromMilliseconds(1),
                Wire = wire,
            },
            time);
        await database.Open(default);
        conversations = new(database, metrics, NullLogger<AzureConversationStore>.Instance);
    }
}
