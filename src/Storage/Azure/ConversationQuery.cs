using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Sql;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// Lists by newest activity. Where a narrow list holds everything that may match, all of its rows are read and sorted; else
/// the list of all is walked in order. Either way the row decides, never the place.
/// </summary>
internal sealed class ConversationQuery(
    AzureConversationTables at, AccountId account, ConversationFilter filter, CancellationToken cancel)
{
    // Table Storage takes 15 comparisons in one filter; three are for the keys.
    private const int ComparisonsMax = 15;
    private const int WalkedAtOnce = 100;
    private const int LeftOversPerCall = 3;

    private int leftOvers;

    /// <summary>Up to so many rows behind the cursor, in order.</summary>
    internal Task<List<ConversationRow>> Rows(int limit)
    {
        var cursor = filter.Cursor is { } text ? PageCursor.Parse(text) : (PageCursor?)null;
        return NarrowLists() is { } lists ? Narrow(lists, cursor, limit) : Walk(cursor, limit);
    }

    internal static ConversationPage Page(List<ConversationRow> rows, int limit, Func<ConversationRow, PageCursor> cursorOf) =>
        rows.Count <= limit
            ? new([.. rows.Select(row => row.Stored)], null)
            : new([.. rows.Take(limit).Select(row => row.Stored)], cursorOf(rows[limit - 1]).ToString());

    internal static PageCursor CursorOf(ConversationRow row) => new(ConversationMatch.LastAt(row.State), row.Number);

    private string[]? NarrowLists() => filter switch
    {
        { Mode: ConversationMode.Live } => [],
        { ContactId: { } contact } => [Places.OfContact(contact)],
        { Waits: true } => [Places.Waiting],
        _ when filter.IsOngoing() && filter.IsUnassigned => [Places.Unassigned],
        _ when filter.IsOngoing() && !filter.Assignees.IsDefaultOrEmpty => [.. filter.Assignees.Select(Places.OfAssignee)],
        _ => null,
    };

    private async Task<List<ConversationRow>> Narrow(string[] lists, PageCursor? cursor, int limit)
    {
        var candidates = new HashSet<ConversationId>();
        if (filter.Mode == ConversationMode.Live)
        {
            candidates.UnionWith(await at.Slots.Conversations(account, filter.Assignees, cancel));
        }
        var places = new List<(string List, TableEntity Entity)>();
        foreach (var list in lists)
        {
            var partition = Places.PartitionOf(account, list);
            await foreach (var entity in at.Lists.Read(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), 1_000, cancel))
            {
                places.Add((list, entity));
                candidates.Add(ConversationOf(entity));
            }
        }
        var rows = await at.Rows.Find(account, candidates, cancel);
        await DropLeftOvers(places, rows);
        return
        [
            .. rows.Where(row => filter.Holds(row.State) && (cursor is not { } after || IsBehind(row, after)))
                .OrderByDescending(row => ConversationMatch.LastAt(row.State)).ThenByDescending(row => row.Number)
                .Take(limit),
        ];
    }

    private async Task<List<ConversationRow>> Walk(PageCursor? cursor, int limit)
    {
        var found = new Dictionary<ConversationId, ConversationRow>();
        var met = new HashSet<string>();
        var batch = new List<TableEntity>();
        var batchSize = Math.Min(limit, WalkedAtOnce);
        await foreach (var entity in at.Lists.Read(WalkFilter(cursor), batchSize, cancel))
        {
            batch.Add(entity);
            if (batch.Count < batchSize)
            {
                continue;
            }
            await Meet();
            if (found.Count >= limit)
            {
                break;
            }
        }
        await Meet();
        return
        [
            .. found.Values.OrderByDescending(row => ConversationMatch.LastAt(row.State)).ThenByDescending(row => row.Number)
                .Take(limit),
        ];

        async Task Meet()
        {
            met.UnionWith(batch.Select(entity => entity.RowKey));
            var rows = await at.Rows.Find(account, batch.Select(ConversationOf).Distinct(), cancel);
            foreach (var row in rows.Where(row => filter.Holds(row.State)))
            {
                // A row that moves up while the list is walked is met at its new place, which was not yet true then,
                // or at its old one, which no longer is: it belongs where it stands now, if that place was met.
                if (row.Places.All.Any(place => place.List == Places.Everything && met.Contains(place.Row)))
                {
                    found[row.Id] = row;
                }
            }
            await DropLeftOvers([.. batch.Select(entity => (Places.Everything, entity))], rows);
            batch.Clear();
        }
    }

    private string WalkFilter(PageCursor? cursor)
    {
        var conditions = new List<string>
        {
            TableClient.CreateQueryFilter($"PartitionKey eq {Places.PartitionOf(account, Places.Everything)}"),
        };
        if (cursor is { } after)
        {
            conditions.Add(Behind(Places.KeyOf(after.LastAt, after.Number)));
        }
        if (filter.ActiveBefore is { } before)
        {
            conditions.Add(Behind(Places.KeyOf(before.ToUnixTimeMilliseconds())));
        }
        if (filter.ActiveFrom is { } from)
        {
            var end = Places.KeyOf(from.ToUnixTimeMilliseconds()) + Keys.End;
            conditions.Add(TableClient.CreateQueryFilter($"RowKey lt {end}"));
        }
        AddOneOf("Status", filter.Statuses, status => ((int)status).ToString(CultureInfo.InvariantCulture));
        AddOneOf("Stars", filter.Stars, stars => stars.ToString(CultureInfo.InvariantCulture));
        AddOneOf("Assignee", filter.IsUnassigned ? [default] : filter.Assignees, id => $"guid'{id.Value}'");
        AddOneOf("Widget", filter.Widgets, id => $"guid'{id.Value}'");
        AddOneOf("Group", filter.Groups, id => $"guid'{id.Value}'");
        AddOneOf<ConversationMode>("Mode", filter.Mode is { } mode ? [mode] : [], one => ((int)one).ToString(CultureInfo.InvariantCulture));
        AddOneOf<bool>("Waits", filter.Waits is { } waits ? [waits] : [], one => one ? "true" : "false");
        return string.Join(" and ", conditions);

        void AddOneOf<T>(string facet, ImmutableArray<T> wanted, Func<T, string> text)
        {
            // Each "or" inside a condition is one comparison more. What does not fit is left to the rows.
            var used = conditions.Sum(condition => condition.Split(" or ").Length);
            if (!wanted.IsDefaultOrEmpty && used + wanted.Length <= ComparisonsMax)
            {
                conditions.Add($"({string.Join(" or ", wanted.Select(value => $"{facet} eq {text(value)}"))})");
            }
        }
    }

    private async Task DropLeftOvers(IReadOnlyCollection<(string List, TableEntity Entity)> places, List<ConversationRow> rows)
    {
        var right = rows.ToDictionary(row => row.Id);
        foreach (var (list, entity) in places)
        {
            if (leftOvers < LeftOversPerCall
                && !(right.TryGetValue(ConversationOf(entity), out var row) && row.Places.Has(list, entity.RowKey)))
            {
                leftOvers++;
                await at.Lists.DropLeftOver(account, list, entity, cancel);
            }
        }
    }

    private static string Behind(string key) => TableClient.CreateQueryFilter($"RowKey gt {key + Keys.End}");

    private static bool IsBehind(ConversationRow row, PageCursor cursor) =>
        (ConversationMatch.LastAt(row.State), row.Number).CompareTo((cursor.LastAt, cursor.Number)) < 0;

    private static ConversationId ConversationOf(TableEntity entity) => new(entity.GetGuid("Conversation") ?? Guid.Empty);
}
