using MessageCenter.Storage.Tests.Contract;

namespace MessageCenter.Storage.Tests.Azure;

public sealed class AzureConversationStoreTests : ConversationStoreContract
{
    protected override Task<StoreUnderTest> Open() => AzureStoreUnderTest.Create();
}

public sealed class AzureConversationQueryTests : ConversationQueryContract
{
    protected override Task<StoreUnderTest> Open() => AzureStoreUnderTest.Create();
}

public sealed class AzureKeywordTests : KeywordContract
{
    protected override Task<StoreUnderTest> Open() => AzureStoreUnderTest.Create();
}

public sealed class AzureDocumentStoreTests : DocumentStoreContract
{
    protected override Task<StoreUnderTest> Open() => AzureStoreUnderTest.Create();
}

public sealed class AzureContactStoreTests : ContactStoreContract
{
    protected override Task<StoreUnderTest> Open() => AzureStoreUnderTest.Create();
}

public sealed class AzureOutboxStoreTests : OutboxStoreContract
{
    protected override Task<StoreUnderTest> Open() => AzureStoreUnderTest.Create();
}

public sealed class AzureAttachmentStoreTests : AttachmentStoreContract
{
    protected override Task<StoreUnderTest> Open() => AzureStoreUnderTest.Create();
}
