using MessageCenter.Storage.Tests.Contract;

namespace MessageCenter.Storage.Tests.Sqlite;

public sealed class SqliteConversationStoreTests : ConversationStoreContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Create();
}

public sealed class SqliteConversationQueryTests : ConversationQueryContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Create();
}

public sealed class SqliteKeywordTests : KeywordContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Create();
}

public sealed class SqliteDocumentStoreTests : DocumentStoreContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Create();
}

public sealed class SqliteContactStoreTests : ContactStoreContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Create();
}

public sealed class SqliteOutboxStoreTests : OutboxStoreContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Create();
}

public sealed class SqliteAttachmentStoreTests : AttachmentStoreContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Create();
}
