using Azure.Data.Tables;
using MessageCenter.Domain;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// Removes what leads to a conversation and is not true of it: an append that was never stored left it, or one that was
/// stored and could not tidy up.
/// </summary>
internal sealed class LeftOvers(AzureDatabase database, RowFence fence)
{
    /// <summary>What is younger belongs to an append that is probably under way. Patience, not safety: the fence is that.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="table">Where the entity stands.</param>
    /// <param name="entity">As it was read, ahead of the fence.</param>
    /// <param name="account">Whose.</param>
    /// <param name="conversation">Where it leads.</param>
    /// <param name="isTrue">Judges it by the row behind the fence, null for none.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task Drop(
        AzureTable table,
        TableEntity entity,
        AccountId account,
        ConversationId conversation,
        Func<ConversationRow?, Task<bool>> isTrue,
        CancellationToken cancel)
    {
        if (entity.Timestamp is not { } writtenAt || database.Time.GetUtcNow() - writtenAt < Patience)
        {
            return;
        }
        // Invariant: it is judged by the row behind the fence, and removed only as it was before the fence.
        var row = await fence.Raise(account, conversation, cancel);
        if (!await isTrue(row is { IsThere: true } ? row : null))
        {
            await table.TryDelete(entity, cancel);
        }
    }
}
