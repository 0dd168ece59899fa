using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Files;
using MessageCenter.Storage.Sql.Sqlite;
using MessageCenter.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MessageCenter.Storage.Tests.Sqlite;

/// <summary>A real file in a folder of its own.</summary>
public sealed class SqliteStoreUnderTest : StoreUnderTest
{
    private readonly TemporaryFolder folder = new();
    private readonly StoreMetrics metrics = new();
    private SqliteDatabase? database;

    private SqliteStoreUnderTest()
    {
    }

    public string Path => folder.File("store.db");

    public Guid Epoch => database?.Epoch ?? Guid.Empty;

    public override IConversationStore Conversations => new SqliteConversationStore(database!, metrics);

    public override IDocumentStore Documents => new SqliteDocumentStore(database!);

    public override IContactStore Contacts => new SqliteContactStore(database!);

    public override IOutboxStore Outbox => new SqliteOutboxStore(database!);

    public override IAttachmentStore Attachments => new FileAttachmentStore(new SqliteStoreOptions { Path = Path }.AttachmentsFolder);

    public static Task<StoreUnderTest> Create() => Task.FromResult<StoreUnderTest>(CreateHere());

    public static SqliteStoreUnderTest CreateHere()
    {
        var store = new SqliteStoreUnderTest();
        store.Open();
        return store;
    }

    public override Task Reopen()
    {
        Close();
        Open();
        return Task.CompletedTask;
    }

    public void Open()
    {
        database = OpenDatabase(new() { Path = Path }, metrics);
    }

    public void Close() => database?.Dispose();

    public override ValueTask DisposeAsync()
    {
        Close();
        metrics.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static SqliteDatabase OpenDatabase(SqliteStoreOptions options, StoreMetrics metrics)
    {
        var opened = new SqliteDatabase(
            Options.Create(options), metrics, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        opened.Open();
        return opened;
    }
}
