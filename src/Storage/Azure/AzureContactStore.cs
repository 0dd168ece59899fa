using System.Collections.Immutable;
using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// A partition for each account: a contact's document and its place in the list are two entities of one transaction, so
/// neither is ever there without the other.
/// </summary>
internal sealed class AzureContactStore(AzureDatabase database) : IContactStore
{
    public Task<StoredDocument?> Read(AccountId account, ContactId contact, CancellationToken cancel) =>
        database.Calls.Read(
            async bound => await Find(account, contact, bound) is { } entity
                ? new StoredDocument(VersionOf(entity), LongText.Read(entity, "Json"))
                : null,
            cancel);

    public Task<long?> Write(
        AccountId account, ContactId contact, long expectedVersion, string json, ContactRow row, CancellationToken cancel) =>
        database.Calls.Write(bound => Write(account, contact, expectedVersion, json, row, database.NewId(), bound), cancel);

    public Task<ContactPage> Query(AccountId account, string? cursor, int limit, CancellationToken cancel)
    {
        PageLimit.Check(limit, Limits.ListPageMax);
        var after = cursor is null ? (ContactCursor?)null : ContactCursor.Parse(cursor);
        return database.Calls.Read(bound => Query(account, after, limit, bound), cancel);
    }

    private async Task<long?> Write(
        AccountId account, ContactId contact, long expectedVersion, string json, ContactRow row, Guid write, CancellationToken cancel)
    {
        var place = PlaceOf(account, contact, row);
        var document = new TableEntity(Keys.Account(account), RowOf(contact))
        {
            ["Version"] = expectedVersion + 1,
            ["Write"] = write,
            ["Place"] = place.RowKey,
        };
        LongText.Write(document, "Json", json);
        while (true)
        {
            var old = await Find(account, contact, cancel);
            // An earlier try of this very call was stored, though nobody heard of it.
            if (old?.GetGuid("Write") == write)
            {
                return expectedVersion + 1;
            }
            if (VersionOf(old) != expectedVersion)
            {
                return null;
            }
            var actions = new List<TableTransactionAction>
            {
                Change.AddOrReplace(document, old),
                new(TableTransactionActionType.UpsertReplace, place),
            };
            if (old?.GetString("Place") is { } left && left != place.RowKey)
            {
                actions.Add(new(TableTransactionActionType.Delete, new TableEntity(place.PartitionKey, left)));
            }
            if (await database.Tables.Contacts.TryCommit(actions, cancel) == WriteOutcome.Done)
            {
                return expectedVersion + 1;
            }
        }
    }

    private async Task<ContactPage> Query(AccountId account, ContactCursor? after, int limit, CancellationToken cancel)
    {
        var rows = ImmutableArray.CreateBuilder<(ContactId, ContactRow)>();
        var from = after is { } cursor ? PlaceKey(cursor.LastSeenAt, cursor.Id) : "l-";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Keys.Account(account)} and RowKey gt {from} and RowKey lt {"l-" + Keys.End}");
        await foreach (var entity in database.Tables.Contacts.Query(filter, limit + 1, cancel))
        {
            if (rows.Count == limit)
            {
                var (id, last) = rows[^1];
                return new(rows.ToImmutable(), new ContactCursor(last.LastSeenAt.ToUnixTimeMilliseconds(), id.Value).ToString());
            }
            rows.Add((new(entity.GetGuid("Contact") ?? Guid.Empty), RowOf(entity)));
        }
        return new(rows.ToImmutable(), null);
    }

    private Task<TableEntity?> Find(AccountId account, ContactId contact, CancellationToken cancel) =>
        database.Tables.Contacts.Find(Keys.Account(account), RowOf(contact), cancel);

    private static TableEntity PlaceOf(AccountId account, ContactId contact, ContactRow row)
    {
        var seen = row.LastSeenAt.ToUnixTimeMilliseconds();
        return new(Keys.Account(account), PlaceKey(seen, contact.Value))
        {
            ["Contact"] = contact.Value,
            ["Number"] = row.Number,
            ["Name"] = row.Name,
            ["Email"] = row.Email,
            ["CreatedAt"] = row.CreatedAt.ToUnixTimeMilliseconds(),
            ["LastSeenAt"] = seen,
        };
    }

    private static ContactRow RowOf(TableEntity entity) => new(
        entity.GetInt64("Number") ?? 0,
        entity.GetString("Name"),
        entity.GetString("Email"),
        DateTimeOffset.FromUnixTimeMilliseconds(entity.GetInt64("CreatedAt") ?? 0),
        DateTimeOffset.FromUnixTimeMilliseconds(entity.GetInt64("LastSeenAt") ?? 0));

    private static string RowOf(ContactId contact) => $"c-{contact.Value:N}";

    private static string PlaceKey(long lastSeenAt, Guid contact) =>
        $"l-{Keys.Descending(lastSeenAt)}-{Keys.Descending(contact)}";

    private static long VersionOf(TableEntity? entity) => entity?.GetInt64("Version") ?? 0;
}
