using MessageCenter.Storage.Tests.Contract;

namespace MessageCenter.Storage.Tests.Postgres;

public sealed class PostgresConversationStoreTests(PostgresFixture postgres) : ConversationStoreContract
{
    protected override Task<StoreUnderTest> Open() => PostgresStoreUnderTest.Create(postgres);
}

public sealed class PostgresConversationQueryTests(PostgresFixture postgres) : ConversationQueryContract
{
    protected override Task<StoreUnderTest> Open() => PostgresStoreUnderTest.Create(postgres);
}

public sealed class PostgresKeywordTests(PostgresFixture postgres) : KeywordContract
{
    protected override Task<StoreUnderTest> Open() => PostgresStoreUnderTest.Create(postgres);
}

public sealed class PostgresDocumentStoreTests(PostgresFixture postgres) : DocumentStoreContract
{
    protected override Task<StoreUnderTest> Open() => PostgresStoreUnderTest.Create(postgres);
}

public sealed class PostgresContactStoreTests(PostgresFixture postgres) : ContactStoreContract
{
    protected override Task<StoreUnderTest> Open() => PostgresStoreUnderTest.Create(postgres);
}

public sealed class PostgresOutboxStoreTests(PostgresFixture postgres) : OutboxStoreContract
{
    protected override Task<StoreUnderTest> Open() => PostgresStoreUnderTest.Create(postgres);
}

public sealed class PostgresAttachmentStoreTests(PostgresFixture postgres) : AttachmentStoreContract
{
    protected override Task<StoreUnderTest> Open() => PostgresStoreUnderTest.Create(postgres);
}
