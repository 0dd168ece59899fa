using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Grains.Interfaces.Conversations;

/// <summary>Who looks at a conversation: its contact, or an operator of its account.</summary>
[GenerateSerializer, Immutable, Alias("Reader")]
public sealed record Reader(AuthorKind Kind, ContactId? ContactId, OperatorId? OperatorId)
{
    /// <summary>The contact.</summary>
    public static Reader Contact(ContactId id) => new(AuthorKind.Contact, id, null);

    /// <summary>An operator.</summary>
    public static Reader Operator(OperatorId id) => new(AuthorKind.Operator, null, id);
}

/// <summary>The head of a conversation for one kind of reader.</summary>
[GenerateSerializer, Immutable, Alias("ConversationView")]
public sealed record ConversationView(
    ConversationId ConversationId,
    ContactId ContactId,
    long ContactNumber,
    string? ContactName,
    ConversationStatus Status,
    ConversationMode Mode,
    Assignee? Assignee,
    bool ContactIsPresent,
    string? Subject,
    EquatableArray<TopicId> Topics,
    string Locale,
    WidgetId WidgetId,
    OperatorGroupId GroupId,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastActivityAt,
    long LastSeq,
    MessagePreview? Preview,
    DateTimeOffset? UnansweredSince,
    int Unread,
    Receipts Receipts,
    Rating? Rating)
{
    /// <summary>What this kind of reader sees of a state.</summary>
    public static ConversationView From(ConversationId id, ConversationState state, AuthorKind reader) => new(
        id,
        state.ContactId,
        state.ContactNumber,
        state.ContactName,
        state.Status,
        state.Mode,
        state.Assignee,
        state.ContactIsPresent,
        state.Subject,
        state.Topics,
        state.Locale,
        state.WidgetId,
        state.GroupId,
        state.CreatedAt,
        state.LastActivityAt,
        reader == AuthorKind.Contact ? state.LastSeqForContact : state.LastSeq,
        (reader == AuthorKind.Contact ? state.PreviewForContact : null) ?? state.Preview,
        state.UnansweredSince,
        reader == AuthorKind.Contact ? state.UnreadByContact.Count : state.UnreadByOperator.Count,
        state.Receipts,
        state.Rating);
}

/// <summary>What a reader may see of entries.</summary>
public static class TimelineViews
{
    /// <summary>Without notes, without the reasons of routing, and without the troubles of a translation engine.</summary>
    public static ImmutableArray<TimelineEntry> ForContact(IEnumerable<TimelineEntry> entries)
    {
        var visible = ImmutableArray.CreateBuilder<TimelineEntry>();
        foreach (var entry in entries)
        {
            if (entry.Event.IsForContact)
            {
                visible.Add(ForContact(entry));
            }
        }
        return visible.ToImmutable();
    }

    private static TimelineEntry ForContact(TimelineEntry entry) => entry.Event switch
    {
        ConversationEvent.MessagePosted { Translation.Text: null } posted => entry with { Event = posted with { Translation = null } },
        ConversationEvent.OperatorAssigned { Decision: not null } assigned => entry with { Event = assigned with { Decision = null } },
        ConversationEvent.ConversationForwarded { Comment: not null } forwarded => entry with { Event = forwarded with { Comment = null } },
        ConversationEvent.ConversationStarted { StickyOperator: not null } started =>
            entry with { Event = started with { StickyOperator = null } },
        _ => entry,
    };
}

/// <summary>A note as it says now.</summary>
/// <param name="NoteSeq">Names it: the entry that added it.</param>
/// <param name="WrittenSeq">The entry that holds its text: an edit says that it was made from this one.</param>
/// <param name="Author">Who added it.</param>
/// <param name="At">When.</param>
/// <param name="Text">What it says.</param>
/// <param name="EditedBy">Who gave it this text; null: nobody has edited it.</param>
/// <param name="EditedAt">When.</param>
[GenerateSerializer, Immutable, Alias("Note")]
public sealed record Note(
    long NoteSeq, long WrittenSeq, Author Author, DateTimeOffset At, string Text, Author? EditedBy, DateTimeOffset? EditedAt);

/// <summary>The notes of a conversation, oldest first, as of its entry <paramref name="UpTo"/>.</summary>
[GenerateSerializer, Immutable, Alias("NoteList")]
public sealed record NoteList(ConversationId ConversationId, long UpTo, EquatableArray<Note> Notes);

/// <summary>
/// Entries that the reader may see with <paramref name="After"/> &lt; seq ≤ <paramref name="UpTo"/>, ascending.
/// <paramref name="IsComplete"/> is false when the page was full and more lie beyond it.
/// </summary>
[GenerateSerializer, Immutable, Alias("TimelinePage")]
public sealed record TimelinePage(
    ConversationId ConversationId,
    long After,
    long UpTo,
    EquatableArray<TimelineEntry> Entries,
    bool IsComplete);

/// <summary>Head and page together, or a refusal.</summary>
[GenerateSerializer, Immutable, Alias("ConversationSnapshot")]
public sealed record ConversationSnapshot(ConversationView? Conversation, TimelinePage? Page, Rejection? Rejection)
{
    /// <summary>Refused.</summary>
    public static ConversationSnapshot Rejected(Rejection rejection) => new(null, null, rejection);
}
