using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;
using MessageCenter.Domain;

namespace MessageCenter.Storage.Azure;

/// <summary>The right of one append to make one conversation live.</summary>
internal sealed record SlotClaim(ConversationId Conversation, Guid Id, DateTimeOffset At);

/// <summary>
/// Who holds or is about to take an operator's slots: one entity for each operator, because counting the claims and adding
/// one must be one write. Every row that is live with her has its claim here; a claim whose append was never stored is
/// removed, under a fence, by whoever is refused because of it. docs/adr/0008-azure-storage.md has the argument.
/// </summary>
internal sealed class SlotClaims(AzureDatabase database, ConversationRows rows, RowFence fence)
{
    /// <summary>Younger claims belong to appends that are probably under way. Patience, not safety: the fence is that.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private AzureTable Table => database.Tables.Slots;

    /// <summary>
    /// Claims, or claims again: each try of an append claims anew after it has read the row, so that whoever looked at the
    /// claim before that cannot remove it. False: the operator holds as many others as she may.
    /// </summary>
    internal async Task<bool> Claim(
        AccountId account, OperatorId operatorId, ConversationId conversation, Guid id, int? liveBelow, CancellationToken cancel)
    {
        while (await Room(account, operatorId, conversation, liveBelow, cancel) is { } held)
        {
            var claims = held.Claims.RemoveAll(claim => claim.Id == id).Add(new(conversation, id, database.Time.GetUtcNow()));
            if (await Write(account, operatorId, claims, held.Entity, cancel) == WriteOutcome.Done)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The operator holds fewer than so many other conversations.</summary>
    internal async Task<bool> HasRoom(
        AccountId account, OperatorId operatorId, ConversationId conversation, int liveBelow, CancellationToken cancel) =>
        await Room(account, operatorId, conversation, liveBelow, cancel) is not null;

    /// <summary>
    /// Removes a claim that no row can need any more: its own append was refused, or a later one has left the slot. Ids are
    /// never used again, so that nobody else's claim goes with it.
    /// </summary>
    internal async Task Release(AccountId account, OperatorId operatorId, Guid id, CancellationToken cancel)
    {
        while (true)
        {
            var held = await Read(account, operatorId, cancel);
            var claims = held.Claims.RemoveAll(claim => claim.Id == id);
            if (held.Entity is null || claims.Length == held.Claims.Length
                || await Write(account, operatorId, claims, held.Entity, cancel) == WriteOutcome.Done)
            {
                return;
            }
        }
    }

    /// <summary>Every conversation that may be live with this operator, or with anybody.</summary>
    internal async Task<IEnumerable<ConversationId>> Conversations(
        AccountId account, ImmutableArray<OperatorId> operators, CancellationToken cancel)
    {
        if (!operators.IsDefaultOrEmpty)
        {
            var held = await Task.WhenAll(operators.Select(each => Read(account, each, cancel)));
            return held.SelectMany(each => each.Claims).Select(claim => claim.Conversation);
        }
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Account(account)}");
        var all = new List<ConversationId>();
        await foreach (var entity in Table.Query(filter, 1_000, cancel))
        {
            all.AddRange(Parse(entity).Select(claim => claim.Conversation));
        }
        return all;
    }

    private async Task<Held?> Room(
        AccountId account, OperatorId operatorId, ConversationId conversation, int? liveBelow, CancellationToken cancel)
    {
        while (true)
        {
            var held = await Read(account, operatorId, cancel);
            var others = held.Claims.Where(claim => claim.Conversation != conversation)
                .DistinctBy(claim => claim.Conversation).Count();
            if (liveBelow is not { } below || others < below)
            {
                return held;
            }
            if (!await DropLeftOver(account, operatorId, held, cancel))
            {
                return null;
            }
        }
    }

    /// <summary>Removes claims whose appends were never stored, or whose removal was not. False: there were none.</summary>
    private async Task<bool> DropLeftOver(AccountId account, OperatorId operatorId, Held held, CancellationToken cancel)
    {
        var patience = database.Time.GetUtcNow() - Lease;
        var claims = held.Claims;
        foreach (var claim in held.Claims.Where(claim => claim.At < patience))
        {
            if (IsHeld(claim, operatorId, await rows.Find(account, claim.Conversation, cancel)))
            {
                continue;
            }
            // Invariant: a claim is judged by the row behind the fence, and removed only as it was before the fence.
            if (!IsHeld(claim, operatorId, await fence.Raise(account, claim.Conversation, cancel)))
            {
                claims = claims.Remove(claim);
            }
        }
        if (claims.Length == held.Claims.Length)
        {
            return false;
        }
        // Refused or unknown: somebody has changed the claims, and looking again is worth while.
        await Write(account, operatorId, claims, held.Entity, cancel);
        return true;
    }

    private static bool IsHeld(SlotClaim claim, OperatorId operatorId, ConversationRow? row) =>
        row is { IsThere: true } && row.LiveWith == operatorId && row.Claim == claim.Id;

    private async Task<Held> Read(AccountId account, OperatorId operatorId, CancellationToken cancel)
    {
        var entity = await Table.Find(Keys.Account(account), operatorId.Value.ToString("N"), cancel);
        return new(entity, entity is null ? [] : Parse(entity));
    }

    private Task<WriteOutcome> Write(
        AccountId account, OperatorId operatorId, ImmutableArray<SlotClaim> claims, TableEntity? old, CancellationToken cancel)
    {
        var entity = new TableEntity(Keys.Account(account), operatorId.Value.ToString("N"));
        LongText.Write(entity, "Claims", string.Join(' ', claims.Select(Text)));
        return Table.TryCommit([Change.AddOrReplace(entity, old)], cancel);
    }

    private static string Text(SlotClaim claim) =>
        string.Create(CultureInfo.InvariantCulture, $"{claim.Conversation.Value:N}/{claim.Id:N}/{claim.At.ToUnixTimeMilliseconds()}");

    private static ImmutableArray<SlotClaim> Parse(TableEntity entity) =>
    [
        .. LongText.Read(entity, "Claims").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => text.Split('/'))
            .Select(parts => new SlotClaim(
                new(Guid.ParseExact(parts[0], "N")),
                Guid.ParseExact(parts[1], "N"),
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[2], CultureInfo.InvariantCulture)))),
    ];

    private sealed record Held(TableEntity? Entity, ImmutableArray<SlotClaim> Claims);
}
