using System.Collections.Immutable;
using System.Text;
using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Json;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// One append. Everything that leads to it (places in lists, words, due times, the slot's claim) is written first, then row,
/// entries, commands and outbox items in one transaction, then what no longer leads anywhere is removed. Whatever
/// a crash leaves ahead of the transaction is not yet true, and behind it no longer true; readers ask the row.
/// </summary>
internal sealed class AppendOperation
{
    private readonly AzureConversationTables at;
    private readonly ConversationAppend append;
    private readonly CancellationToken cancel;
    private readonly string partition;
    private readonly string state;
    private readonly Guid write;
    private readonly ImmutableArray<TableEntity> entries;
    private readonly Dictionary<Guid, long> outboxNumbers = [];
    private long newNumber;
    private OperatorId? claimed;
    private (ConversationRow Old, Places New)? tried;

    internal AppendOperation(AzureConversationTables at, ConversationAppend append, CancellationToken cancel)
    {
        this.at = at;
        this.append = append;
        this.cancel = cancel;
        CheckNumbers(append);
        partition = Keys.Conversation(append.Account, append.Conversation);
        write = at.Database.NewId();
        state = Encoding.UTF8.GetString(StorageJson.Write(append.State));
        entries = [.. append.Entries.Select(entry => ConversationRows.EntryEntity(partition, entry, write))];
    }

    private ImmutableArray<OutboxItem> Outbox => append.Outbox.IsDefault ? [] : append.Outbox;

    internal async Task<AppendResult> Run()
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var old = await at.Rows.Find(append.Account, append.Conversation, cancel);
            if (old is { IsDeleting: true } && append.ExpectedVersion == 0)
            {
                await at.Deletion.Finish(append.Account, old, cancel);
                continue;
            }
            if (await Answer(old is { IsThere: true } ? old : null, mayBeKnown: !isFirst) is { } answer)
            {
                await (answer is AppendResult.Appended ? TidyUp() : GiveBack());
                return answer;
            }
            if (await Try(old) is { } appended)
            {
                await TidyUp();
                return appended;
            }
        }
    }

    /// <summary>What the row as it stands answers; null when the append may be tried.</summary>
    private async Task<AppendResult?> Answer(ConversationRow? old, bool mayBeKnown)
    {
        if (old?.Write == write)
        {
            return new AppendResult.Appended(old.Version, old.Number);
        }
        var isStale = (old?.Version ?? 0) != append.ExpectedVersion;
        // Invariant: a retry is told what its first try became, however stale its version is by now.
        if (old is not null && (isStale || mayBeKnown) && await FindKnown(old) is { } known)
        {
            return known;
        }
        if (isStale)
        {
            return new AppendResult.Conflict();
        }
        // Invariant: no hole and no double in a timeline.
        if ((old?.State.LastSeq ?? 0) + entries.Length != append.State.LastSeq)
        {
            throw new InvalidOperationException("The entries do not follow the newest entry of the timeline.");
        }
        if (await TakeSlot(old))
        {
            return null;
        }
        return old is not null && await FindKnown(old) is { } late ? late : new AppendResult.SlotsTaken();
    }

    private async Task<AppendResult?> FindKnown(ConversationRow old)
    {
        foreach (var entry in append.Entries)
        {
            if (entry.CommandId is { } command
                && await at.Rows.Command(append.Account, append.Conversation, entry.Author, command, cancel) is { } known)
            {
                return known.Write == write ? Appended(old.Number) : new AppendResult.Duplicate(known.Entry);
            }
        }
        // Without a command the entry itself tells whether an earlier try of this call has written it.
        return entries.Length > 0
            && await at.Database.Tables.Conversations.Find(partition, entries[0].RowKey, cancel) is { } first
            && first.GetGuid("Write") == write
            ? Appended(old.Number)
            : null;
    }

    /// <summary>
    /// Claims the slot that the new row will hold. The row was read before: whoever judges the claim from now on fences the
    /// row, which refuses this try.
    /// </summary>
    private async Task<bool> TakeSlot(ConversationRow? old)
    {
        var live = ConversationRow.LiveOperator(append.State);
        var guard = append.Slots;
        if (live is { } operatorId && old?.LiveWith != operatorId)
        {
            var isTaken = await at.Slots.Claim(
                append.Account,
                operatorId,
                append.Conversation,
                write,
                guard?.OperatorId == operatorId ? guard.LiveBelow : null,
                cancel);
            claimed = isTaken ? operatorId : claimed;
            return isTaken;
        }
        return guard is null
            || await at.Slots.HasRoom(append.Account, guard.OperatorId, append.Conversation, guard.LiveBelow, cancel);
    }

    private async Task<AppendResult?> Try(ConversationRow? old)
    {
        var known = old is { IsThere: true } ? old : null;
        var number = known?.Number ?? (newNumber = newNumber > 0 ? newNumber : await at.Database.ConversationNumbers.Next(cancel));
        var places = Places.Of(append.State, number, append.ExpectedVersion + 1, known);
        tried = known is null ? null : (known, places);
        var items = await NewItems();
        await Task.WhenAll(
            at.Lists.Put(append.Account, append.Conversation, NewPlaces(places, known), append.State, cancel),
            at.Words.Put(append.Account, append.Conversation, WordKey(number), append.Entries, cancel),
            at.Due.Put(append.Account, append.Conversation, items, cancel));
        var isLive = ConversationRow.LiveOperator(append.State) is not null;
        var claim = claimed is not null ? write : isLive ? known?.Claim : null;
        var row = ConversationRow.Make(append, number, write, claim, places, state);
        var outcome = await at.Database.Tables.Conversations.TryCommit(
            [
                Change.AddOrReplace(row, old?.Entity),
                .. entries.Select(Change.Add),
                .. append.Entries.Where(entry => entry.CommandId is not null)
                    .Select(entry => Change.Add(ConversationRows.CommandEntity(partition, entry, entry.CommandId ?? default))),
                .. items.Select(item => Change.Add(AzureOutboxStore.ItemEntity(partition, item.Number, item.Item))),
            ],
            cancel);
        if (outcome == WriteOutcome.Unknown)
        {
            // Behind the fence the try is either stored already, which the row tells, or it never will be.
            await at.Fence.Raise(append.Account, append.Conversation, cancel);
        }
        return outcome == WriteOutcome.Done ? Appended(number) : null;
    }

    private AppendResult.Appended Appended(long number) => new(append.ExpectedVersion + 1, number);

    private string WordKey(long number) => WordIndex.KeyOf(append.State.CreatedAt.ToUnixTimeMilliseconds(), number);

    private static IEnumerable<Place> NewPlaces(Places places, ConversationRow? old) =>
        old is null ? places.All : places.All.Except(old.Places.All);

    /// <summary>Items that the partition does not hold yet, each with a number that it keeps over all tries.</summary>
    private async Task<List<NumberedItem>> NewItems()
    {
        var items = new List<NumberedItem>();
        foreach (var item in Outbox.DistinctBy(item => item.EventId))
        {
            if (await at.Database.Tables.Conversations.Find(partition, Keys.Outbox(item.EventId), cancel) is not null)
            {
                continue;
            }
            if (!outboxNumbers.TryGetValue(item.EventId, out var number))
            {
                number = await at.Database.OutboxNumbers.Next(cancel);
                outboxNumbers.Add(item.EventId, number);
            }
            items.Add(new(number, item));
        }
        return items;
    }

    /// <summary>The append is stored, whatever becomes of this: who meets the remains asks the row.</summary>
    private async Task TidyUp()
    {
        if (tried is not var (old, places))
        {
            return;
        }
        try
        {
            await at.Lists.Drop(append.Account, old.Places.All.Except(places.All), cancel);
            if (old.LiveWith is { } before && before != ConversationRow.LiveOperator(append.State) && old.Claim is { } claim)
            {
                await at.Slots.Release(append.Account, before, claim, cancel);
            }
        }
        catch (Exception problem) when (AzureFault.IsOfStore(problem))
        {
            at.NotTidiedUp(problem);
        }
    }

    /// <summary>The claim of an append that is refused is nobody's.</summary>
    private async Task GiveBack()
    {
        if (claimed is not { } operatorId)
        {
            return;
        }
        try
        {
            await at.Slots.Release(append.Account, operatorId, write, cancel);
        }
        catch (Exception problem) when (AzureFault.IsOfStore(problem))
        {
            at.NotTidiedUp(problem);
        }
    }

    private static void CheckNumbers(ConversationAppend append)
    {
        var seq = append.State.LastSeq - append.Entries.Length;
        if (append.State.LastSeq > Limits.TimelineEntriesMax || append.Entries.Any(entry => entry.Seq != ++seq))
        {
            throw new ArgumentException("The entries must be numbered without holes up to the row's newest.", nameof(append));
        }
        var outbox = append.Outbox.IsDefault ? 0 : append.Outbox.Length;
        if (1 + append.Entries.Length + append.Entries.Count(entry => entry.CommandId is not null) + outbox > AzureTable.TransactionMax)
        {
            throw new ArgumentException($"An append is one transaction of at most {AzureTable.TransactionMax} entities.", nameof(append));
        }
    }
}

/// <summary>An outbox item with the number that names it for those who take it.</summary>
internal readonly record struct NumberedItem(long Number, OutboxItem Item);
