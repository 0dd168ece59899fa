using MessageCenter.Domain.Conversations;

namespace MessageCenter.Storage.Search;

/// <summary>What of a timeline is found by words: messages, and each note as it says now.</summary>
internal static class SearchedText
{
    /// <summary>The text of an entry; null when there is nothing to search in it.</summary>
    internal static string? Of(TimelineEntry entry) => entry.Event switch
    {
        ConversationEvent.MessagePosted posted => posted.SearchText,
        ConversationEvent.NoteAdded note => note.Text,
        ConversationEvent.NoteEdited edited => edited.Text,
        _ => null,
    };

    /// <summary>The entry that is found no more once this one is stored; null for most.</summary>
    internal static long? ReplacedBy(TimelineEntry entry) => entry.Event switch
    {
        ConversationEvent.NoteEdited edited => edited.ReplacedSeq,
        ConversationEvent.NoteDeleted deleted => deleted.ReplacedSeq,
        _ => null,
    };

    /// <summary>The row says that the text of this entry is no longer what its note says.</summary>
    internal static bool IsReplaced(TimelineEntry entry, ConversationState state) =>
        entry.Event is ConversationEvent.NoteAdded or ConversationEvent.NoteEdited
        && !state.Notes.Any(note => note.WrittenSeq == entry.Seq);
}
