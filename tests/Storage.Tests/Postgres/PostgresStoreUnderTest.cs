using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql.Postgres;
using MessageCenter.Storage.Tests.Contract;

namespace MessageCenter.Storage.Tests.Postgres;

/// <summary>A database of its own on the server that all share.</summary>
public sealed class PostgresStoreUnderTest : StoreUnderTest
{
    private readonly StoreMetrics metrics = new();
    private readonly PostgresFixture fixture;
    private readonly string connectionString;
    private PostgresDatabase? database;

    private PostgresStoreUnderTest(PostgresFixture fixture, string connectionString)
    {
        this.fixture = fixture;
        this.connectionString = connectionString;
    }

    public override IConversationStore Conversations => new PostgresConversationStore(database!, metrics);

    public override IDocumentStore Documents => new PostgresDocumentStore(database!);

    public override IContactStore Contacts => new PostgresContactStore(database!);

    public override IOutboxStore Outbox => new PostgresOutboxStore(database!);

    public override IAttachmentStore Attachments => new PostgresAttachmentStore(database!);

    public static async Task<StoreUnderTest> Create(PostgresFixture fixture)
    {
        var store = new PostgresStoreUnderTest(fixture, await fixture.Lend());
        store.database = await PostgresFixture.Open(store.connectionString, store.metrics);
        return store;
    }

    public override async Task Reopen()
    {
        await database!.DisposeAsync();
        database = await PostgresFixture.Open(connectionString, metrics);
    }

    public override async ValueTask DisposeAsync()
    {
        await database!.DisposeAsync();
        metrics.Dispose();
        await fixture.Return(connectionString);
    }
}
