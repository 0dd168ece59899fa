using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>A store with all of its ports, empty at first. Each kind of store brings one.</summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    public abstract IConversationStore Conversations { get; }

    public abstract IDocumentStore Documents { get; }

    public abstract IContactStore Contacts { get; }

    public abstract IOutboxStore Outbox { get; }

    public abstract IAttachmentStore Attachments { get; }

    /// <summary>Closes it as a program that ends does, and opens it again as the next one does.</summary>
    public abstract Task Reopen();

    public abstract ValueTask DisposeAsync();
}
