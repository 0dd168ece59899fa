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
            if (entry is not { CommandId: { } id, Author.OperatorId: { } askedBy })
            {
                continue;
            }
            if (entry.Event is ConversationEvent.TranscriptQueued transcript)
            {
                var order = new TranscriptOrder(
                    conversation, transcript.Recipient, transcript.Locale, askedBy, transcript.IsForItsContact);
                items.Add(new(id.Value, TranscriptOrder.Kind, order.ToJson(), entry.At));
            }
            else if (entry.Event is ConversationEvent.IntegrationQueued integration)
            {
                var order = new IntegrationOrder(conversation, integration.Name, askedBy);
                items.Add(new(id.Value, IntegrationOrder.Kind, order.ToJson(), entry.At));
            }
        }
        return items.ToImmutable();
    }
}
