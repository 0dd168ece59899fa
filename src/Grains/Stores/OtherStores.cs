using System.Collections.Immutable;
using MessageCenter.Domain;

namespace MessageCenter.Grains.Stores;

/// <summary>Grain documents: a kind, a key, a version, JSON text. Kinds: account, operator, contact, installation.</summary>
public interface IDocumentStore
{
    /// <summary>The document; null when there is none.</summary>
    Task<StoredDocument?> Read(string kind, string key, CancellationToken cancel);

    /// <summary>
    /// Writes when the version still is <paramref name="expectedVersion"/> (0: must not exist); the new version, or null on
    /// conflict. Durable when it returns. Throws <see cref="StoreUnavailableException"/> when the outcome is unknown.
    /// </summary>
    Task<long?> Write(string kind, string key, long expectedVersion, string json, CancellationToken cancel);

    /// <summary>Deletes when the version still is the expected one. False: conflict or absent.</summary>
    Task<bool> Delete(string kind, string key, long expectedVersion, CancellationToken cancel);
}

/// <summary>A document as stored.</summary>
public sealed record StoredDocument(long Version, string Json);

/// <summary>
/// The account's contacts for lists and searches; each contact's truth is her grain's document, written through here so
/// that document and list row change together.
/// </summary>
public interface IContactStore
{
    /// <summary>The document; null when there is none.</summary>
    Task<StoredDocument?> Read(AccountId account, ContactId contact, CancellationToken cancel);

    /// <summary>Writes document and list row; the new version, or null on conflict.</summary>
    Task<long?> Write(AccountId account, ContactId contact, long expectedVersion, string json, ContactRow row, CancellationToken cancel);

    /// <summary>Contacts, last seen first, one keyset page.</summary>
    Task<ContactPage> Query(AccountId account, string? cursor, int limit, CancellationToken cancel);
}

/// <summary>What a list of contacts shows and sorts by.</summary>
public sealed record ContactRow(long Number, string? Name, string? Email, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt);

/// <summary>One page; the cursor is null when it is the last.</summary>
public sealed record ContactPage(ImmutableArray<(ContactId ContactId, ContactRow Row)> Rows, string? NextCursor);

/// <summary>Outside effects that wait: taken with a lease, deleted when done. At least once, with a stable id.</summary>
public interface IOutboxStore
{
    /// <summary>Takes up to <paramref name="limit"/> due items for <paramref name="lease"/>; nobody else gets them meanwhile.</summary>
    Task<ImmutableArray<LeasedOutboxItem>> Take(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel);

    /// <summary>It is done.</summary>
    Task Done(long number, CancellationToken cancel);

    /// <summary>It failed: try again then.</summary>
    Task Retry(long number, DateTimeOffset at, string problem, CancellationToken cancel);
}

/// <summary>An item with the tries so far.</summary>
public sealed record LeasedOutboxItem(long Number, AccountId Account, OutboxItem Item, int Tries);
