using Azure.Data.Tables;
using MessageCenter.Domain;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// Changes a row's tag and nothing else: an append that read the row before cannot be stored any more, however late it
/// arrives. Who wants to remove something that an append under way may rely on fences the row first.
/// </summary>
internal sealed class RowFence(AzureDatabase database, ConversationRows rows)
{
    /// <summary>The row as it stands behind the fence; null when there is none.</summary>
    internal async Task<ConversationRow?> Raise(AccountId account, ConversationId conversation, CancellationToken cancel)
    {
        var fence = new TableEntity(Keys.Conversation(account, conversation), Keys.Row) { ["Fence"] = database.NewId() };
        while (true)
        {
            var row = await rows.Find(account, conversation, cancel);
            // Where there is no row yet, a row of version 0 stands in the way of whoever is about to add the first.
            var change = row is null ? Change.Add(fence) : Change.Merge(fence, row.Entity.ETag);
            if (await database.Tables.Conversations.TryCommit([change], cancel) == WriteOutcome.Done)
            {
                return row is { IsThere: true } or { IsDeleting: true } ? row : null;
            }
        }
    }
}
