using System.Collections.Immutable;
using System.Diagnostics;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Search;
using MessageCenter.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Storage.Azure;

/// <summary>Conversations in tables. docs/adr/0008-azure-storage.md says what stands where, and in which order it is written.</summary>
internal sealed class AzureConversationStore(
    AzureDatabase database, StoreMetrics metrics, ILogger<AzureConversationStore> logger) : IConversationStore
{
    private readonly Lock gate = new();
    private AzureConversationTables? tables;

    private AzureConversationTables At
    {
        get
        {
            lock (gate)
            {
                return tables ??= new(database, logger);
            }
        }
    }

    public Task<StoredConversation?> Load(
        AccountId account, ConversationId conversation, int recentEntries, CancellationToken cancel) => database.Calls.Read(
        async bound =>
        {
            if (await At.Rows.Find(account, conversation, bound) is not { IsThere: true } row)
            {
                return null;
            }
            var last = row.State.LastSeq;
            return row.Stored with
            {
                Recent = await At.Rows.Entries(account, conversation, Math.Max(1, last - recentEntries + 1), last, bound),
            };
        },
        cancel);

    public async Task<AppendResult> Append(ConversationAppend append, CancellationToken cancel)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var result = await database.Calls.Write(bound => new AppendOperation(At, append, bound).Run(), cancel);
        metrics.Appended(Stopwatch.GetElapsedTime(startedAt));
        return result;
    }

    public Task<ImmutableArray<TimelineEntry>> ReadTimeline(
        AccountId account, ConversationId conversation, TimelineRange range, CancellationToken cancel)
    {
        if (range.After is null == range.Before is null)
        {
            throw new ArgumentException("Exactly one of After and Before is set.", nameof(range));
        }
        PageLimit.Check(range.Limit, Limits.TimelinePageMax);
        return database.Calls.Read(
            async bound =>
            {
                if (await At.Rows.Find(account, conversation, bound) is not { IsThere: true } row)
                {
                    return [];
                }
                var newest = row.State.LastSeq;
                var after = Math.Clamp(range.After ?? 0, 0, newest);
                var before = Math.Clamp(range.Before ?? 0, 0, newest + 1);
                var (first, last) = range.After is null
                    ? (before - range.Limit, before - 1)
                    : (after + 1, Math.Min(newest, after + range.Limit));
                return await At.Rows.Entries(account, conversation, Math.Max(1, first), last, bound);
            },
            cancel);
    }

    public Task<TimelineEntry?> FindCommand(
        AccountId account, ConversationId conversation, Author author, CommandId command, CancellationToken cancel) =>
        database.Calls.Read(
            async bound => (await At.Rows.Command(account, conversation, author, command, bound))?.Entry, cancel);

    public Task<ConversationPage> Query(AccountId account, ConversationFilter filter, CancellationToken cancel)
    {
        PageLimit.Check(filter.Limit, Limits.ListPageMax);
        return database.Calls.Read(
            async bound => ConversationQuery.Page(
                await Rows(account, filter, filter.Limit + 1, bound),
                filter.Limit,
                filter.Keywords is null ? ConversationQuery.CursorOf : KeywordSearch.CursorOf),
            cancel);
    }

    public Task<long> Count(AccountId account, ConversationFilter filter, CancellationToken cancel) => database.Calls.Read(
        async bound => (long)(await Rows(account, filter with { Cursor = null }, int.MaxValue, bound)).Count, cancel);

    public Task<bool> Delete(AccountId account, ConversationId conversation, CancellationToken cancel) =>
        database.Calls.Write(bound => At.Deletion.Delete(account, conversation, bound), cancel);

    private async Task<List<ConversationRow>> Rows(
        AccountId account, ConversationFilter filter, int limit, CancellationToken cancel)
    {
        if (filter.Keywords is not { } typed)
        {
            return await new ConversationQuery(At, account, filter, cancel).Rows(limit);
        }
        var keywords = Keywords.Parse(typed);
        return keywords.IsEmpty ? [] : await new KeywordSearch(At, account, filter, keywords, cancel).Rows(limit);
    }
}
