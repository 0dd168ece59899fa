using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Grains.Conversations;

/// <summary>
/// Which outside effects are stored with entries, in the same transaction. Pure; an effect carries the id of the command
/// that wanted it, so that it is the same however often it is written.
/// </summary>
internal static class ConversationOutbox
{
    internal static ImmutableArray<OutboxItem> Of(ConversationId conversation, ImmutableArray<TimelineEntry> entries)
    {
        var items = ImmutableArray.CreateBuilder<OutboxItem>();
        foreach (var entry in entries)
        {
            if (entry is { Event: ConversationEvent.TranscriptQueued queued, CommandId: { } id, Author.OperatorId: { } askedBy })
            {
                var order = new TranscriptOrder(
                    conversation, queued.Recipient, queued.Locale, askedBy, queued.IsForItsContact);
                items.Add(new(id.Value, TranscriptOrder.Kind, order.ToJson(), entry.At));
            }
        }
        return items.ToImmutable();
    }
}
