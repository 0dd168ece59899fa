using Azure.Data.Tables;
using MessageCenter.Domain;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// When which outbox item is due, for all accounts. The item itself stands with its cause; a due time without its item is
/// of an append that was never stored, or of an item that is done.
/// </summary>
internal sealed class DueTimes(AzureTable table)
{
    internal const string Partition = "due";

    internal Task Put(
        AccountId account, ConversationId conversation, IEnumerable<NumberedItem> items, CancellationToken cancel) =>
        table.Put(
            items.Select(item => new TableEntity(Partition, Keys.Number(item.Number))
            {
                ["Account"] = account.Value,
                ["Conversation"] = conversation.Value,
                ["EventId"] = item.Item.EventId,
                ["DueAt"] = item.Item.DueAt.ToUnixTimeMilliseconds(),
                ["Tries"] = 0,
            }),
            cancel);
}
