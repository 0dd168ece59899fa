using System.Collections.Immutable;
using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// A lease is a later due time: whoever vanishes with an item loses it by the clock alone, and the try counts. Items stand
/// in their conversations' partitions, due times in one of their own.
/// </summary>
internal sealed class AzureOutboxStore(AzureDatabase database) : IOutboxStore
{
    private const int ReadMax = 1_000;

    private AzureTable Due => database.Tables.Outbox;

    public Task<ImmutableArray<LeasedOutboxItem>> Take(
        DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancel) =>
        database.Calls.Write(bound => Take(now, now + lease, limit, bound), cancel);

    public Task Done(long number, CancellationToken cancel) => database.Calls.Write(
        async bound =>
        {
            if (await Due.Find(DueTimes.Partition, Keys.Number(number), bound) is { } due)
            {
                // The item first: a due time that is left over leads nowhere.
                await database.Tables.Conversations.Drop(PartitionOf(due), ItemRow(due), bound);
                await Due.Drop(due.PartitionKey, due.RowKey, bound);
            }
            return true;
        },
        cancel);

    public Task Retry(long number, DateTimeOffset at, string problem, CancellationToken cancel) => database.Calls.Write(
        async bound =>
        {
            while (await Due.Find(DueTimes.Partition, Keys.Number(number), bound) is { } due)
            {
                due["DueAt"] = at.ToUnixTimeMilliseconds();
                due["Problem"] = problem.Length > Limits.PreviewLengthMax ? problem[..Limits.PreviewLengthMax] : problem;
                if (await Due.TryReplace(due, due.ETag, bound) == WriteOutcome.Done)
                {
                    break;
                }
            }
            return true;
        },
        cancel);

    internal static TableEntity ItemEntity(string partition, long number, OutboxItem item)
    {
        var entity = new TableEntity(partition, Keys.Outbox(item.EventId)) { ["Number"] = number, ["Kind"] = item.Kind };
        LongText.Write(entity, "Payload", item.Payload);
        return entity;
    }

    private async Task<ImmutableArray<LeasedOutboxItem>> Take(
        DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancel)
    {
        var taken = ImmutableArray.CreateBuilder<LeasedOutboxItem>();
        foreach (var due in await ReadDue(now, cancel))
        {
            if (taken.Count == limit)
            {
                break;
            }
            if (await FindItem(due, cancel) is not { } item)
            {
                await DropLeftOver(due, cancel);
                continue;
            }
            var tries = due.GetInt32("Tries") ?? 0;
            if (await Lease(due, until, tries + 1, cancel))
            {
                taken.Add(new(item.GetInt64("Number") ?? 0, AccountOf(due), ItemOf(due, item), tries));
            }
        }
        return taken.ToImmutable();
    }

    private async Task<List<TableEntity>> ReadDue(DateTimeOffset now, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {DueTimes.Partition} and DueAt le {now.ToUnixTimeMilliseconds()}");
        var due = new List<TableEntity>();
        await foreach (var entity in Due.Query(filter, ReadMax, cancel))
        {
            due.Add(entity);
            if (due.Count == ReadMax)
            {
                break;
            }
        }
        return [.. due.OrderBy(entity => entity.GetInt64("DueAt")).ThenBy(entity => entity.RowKey, StringComparer.Ordinal)];
    }

    /// <summary>True when the lease is this call's, also when its answer was lost.</summary>
    private async Task<bool> Lease(TableEntity due, DateTimeOffset until, int tries, CancellationToken cancel)
    {
        var holder = database.NewId();
        var leased = new TableEntity(due)
        {
            ["DueAt"] = until.ToUnixTimeMilliseconds(),
            ["Tries"] = tries,
            ["Holder"] = holder,
        };
        while (await Due.TryReplace(leased, due.ETag, cancel) != WriteOutcome.Done)
        {
            var now = await Due.Find(due.PartitionKey, due.RowKey, cancel);
            if (now is null || now.GetGuid("Holder") == holder || now.ETag != due.ETag)
            {
                return now?.GetGuid("Holder") == holder;
            }
        }
        return true;
    }

    /// <summary>The item of this due time; one with another number came of a later try of the same append.</summary>
    private async Task<TableEntity?> FindItem(TableEntity due, CancellationToken cancel) =>
        await database.Tables.Conversations.Find(PartitionOf(due), ItemRow(due), cancel) is { } item
            && Keys.Number(item.GetInt64("Number") ?? 0) == due.RowKey
            ? item
            : null;

    /// <summary>Removes a due time without its item, once no append can bring the item any more.</summary>
    private Task DropLeftOver(TableEntity due, CancellationToken cancel)
    {
        var leftOvers = new LeftOvers(database, new(database, new(database.Tables.Conversations)));
        return leftOvers.Drop(
            Due,
            due,
            AccountOf(due),
            new(due.GetGuid("Conversation") ?? Guid.Empty),
            async _ => await FindItem(due, cancel) is not null,
            cancel);
    }

    private static OutboxItem ItemOf(TableEntity due, TableEntity item) => new(
        due.GetGuid("EventId") ?? Guid.Empty,
        item.GetString("Kind"),
        LongText.Read(item, "Payload"),
        DateTimeOffset.FromUnixTimeMilliseconds(due.GetInt64("DueAt") ?? 0));

    private static AccountId AccountOf(TableEntity due) => new(due.GetGuid("Account") ?? Guid.Empty);

    private static string PartitionOf(TableEntity due) =>
        Keys.Conversation(AccountOf(due), new(due.GetGuid("Conversation") ?? Guid.Empty));

    private static string ItemRow(TableEntity due) => Keys.Outbox(due.GetGuid("EventId") ?? Guid.Empty);
}
