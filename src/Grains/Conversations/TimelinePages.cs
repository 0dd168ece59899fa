using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Grains.Conversations;

/// <summary>What a page of entries says about itself: from where to where it reaches, and whether more lie beyond it.</summary>
internal static class TimelinePages
{
    /// <summary>The entries that were read for a range, as this reader may see them.</summary>
    public static TimelinePage From(
        ConversationId conversation, Reader by, TimelineRange range, ImmutableArray<TimelineEntry> entries, long lastSeq)
    {
        var isFull = entries.Length == range.Limit;
        var (after, upTo) = range.After is { } from
            ? (from, isFull ? entries[^1].Seq : Math.Max(Math.Max(from, lastSeq), entries.IsEmpty ? 0 : entries[^1].Seq))
            : (isFull ? entries[0].Seq - 1 : 0, entries.IsEmpty ? 0 : entries[^1].Seq);
        var visible = by.Kind == AuthorKind.Contact ? TimelineViews.ForContact(entries) : entries;
        return new(conversation, after, upTo, new(visible), !isFull || (range.After is null && after == 0));
    }
}
