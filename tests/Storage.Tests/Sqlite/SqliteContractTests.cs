using MessageCenter.Storage.Tests.Contract;

namespace MessageCenter.Storage.Tests.Sqlite;

public sealed class SqliteConversationStoreTests : ConversationStoreContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Create();
}
