using System.Collections.Immutable;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Domain.Conversations;

/// <summary>
/// How events change a conversation. Cannot refuse: what was decided has happened. The same fold makes the state after
/// a command and after an activation; the browsers fold messages by the same words.
/// </summary>
public static class ConversationFold
{
    /// <summary>
    /// Numbers the timeline events of a decision, stamps them and applies all. Time never runs backwards in a timeline.
    /// </summary>
    public static (ConversationState State, ImmutableArray<TimelineEntry> Entries) Apply(
        ConversationState state,
        ConversationCommand command,
        ImmutableArray<ConversationEvent> events)
    {
        var at = command.At < state.LastActivityAt ? state.LastActivityAt : command.At;
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>(events.Length);
        var answered = Answering(events);
        foreach (var happened in events)
        {
            if (!happened.IsEntry)
            {
                state = Apply(state, happened);
                continue;
            }
            var author = AuthorOf(command.By, happened);
            var id = ReferenceEquals(happened, answered) ? command.Id : null;
            var entry = new TimelineEntry(state.LastSeq + 1, at, author, id, happened);
            entries.Add(entry);
            state = Apply(state, entry);
            if (id is { } decided)
            {
                state = Remember(state, new(author.Key, decided, ConversationDecider.ContentOf(command), entry.Seq, at));
            }
        }
        return (state, entries.ToImmutable());
    }

    /// <summary>
    /// The event whose entry carries the command's id and answers it: the message where there is one, else the first.
    /// </summary>
    public static ConversationEvent? Answering(ImmutableArray<ConversationEvent> events) =>
        events.FirstOrDefault(happened => happened is MessagePosted) ?? events.FirstOrDefault(happened => happened.IsEntry);

    /// <summary>Applies one entry.</summary>
    public static ConversationState Apply(ConversationState state, TimelineEntry entry)
    {
        var next = entry.Event switch
        {
            ConversationStarted started => Begin(state, started, entry.At),
            MessagePosted posted => Message(state, posted, entry),
            NoteAdded or NoteEdited or NoteDeleted => ConversationNotes.Apply(state, entry),
            OperatorAssigned assigned => state with
            {
                Assignee = new(assigned.OperatorId, assigned.OperatorName),
                StickyOperator = assigned.OperatorId,
                Status = state.Status == ConversationStatus.New ? ConversationStatus.Open : state.Status,
                Mode = ConversationMode.Asynchronous,
                IsParked = false,
            },
            ConversationForwarded forwarded => ConversationForwarding.Apply(state, forwarded),
            WentLive => state with { Mode = ConversationMode.Live, IsParked = false },
            TurnedAsynchronous turned => state with
            {
                Mode = ConversationMode.Asynchronous,
                IsParked = turned.Reason == AsynchronousReason.NoMessages,
            },
            StatusChanged changed => state with { Status = changed.Status },
            ConversationEnded => state with
            {
                Status = ConversationStatus.Ended,
                Mode = ConversationMode.Asynchronous,
                UnansweredSince = null,
            },
            ConversationReopened => state with
            {
                Status = ConversationStatus.New,
                Assignee = null,
                ContactIsPresent = true,
                IsParked = false,
                Rating = null,
            },
            ConversationRated rated => state with { Rating = new(rated.Stars, rated.Words) },
            ContactInfoRecorded info => info.Field == ContactField.Name ? state with { ContactName = info.Value } : state,
            CustomFieldRecorded => state,
            LocaleChanged changed => state with { Locale = changed.Locale },
            TopicAdded added => state with { Topics = new(state.Topics.Items.Add(added.TopicId)) },
            TopicRemoved removed => state with { Topics = new(state.Topics.Items.Remove(removed.TopicId)) },
            TranscriptQueued or TranscriptDelivered or IntegrationQueued or IntegrationAnswered => state,
            _ => throw new InvalidOperationException($"{entry.Event.GetType().Name} is no entry of a timeline."),
        };
        return next with
        {
            LastSeq = entry.Seq,
            LastSeqForContact = entry.Event.IsForContact ? entry.Seq : state.LastSeqForContact,
            LastActivityAt = entry.At,
        };
    }

    /// <summary>Applies one event that is no entry.</summary>
    public static ConversationState Apply(ConversationState state, ConversationEvent happened) => happened switch
    {
        ContactPresenceChanged presence => state with { ContactIsPresent = presence.IsPresent, IsParked = presence.IsParked },
        ContactRenamed renamed => state with { ContactName = renamed.Name },
        ReceiptsAdvanced { Side: AuthorKind.Contact } receipts => state with
        {
            Receipts = state.Receipts with { ContactDelivered = receipts.Delivered, ContactRead = receipts.Read },
            UnreadByContact = Beyond(state.UnreadByContact, receipts.Read),
        },
        ReceiptsAdvanced receipts => state with
        {
            Receipts = state.Receipts with { OperatorDelivered = receipts.Delivered, OperatorRead = receipts.Read },
            UnreadByOperator = Beyond(state.UnreadByOperator, receipts.Read),
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is an entry of the timeline."),
    };

    /// <summary>Brings the memory of ids back from the newest entries, after the row was loaded.</summary>
    public static ConversationState Recall(ConversationState state, IEnumerable<TimelineEntry> recent)
    {
        foreach (var entry in recent)
        {
            if (entry.CommandId is { } id)
            {
                state = Remember(state, new(entry.Author.Key, id, ContentOf(entry), entry.Seq, entry.At));
            }
        }
        return state;
    }

    /// <summary>What the command of an entry said (<see cref="ConversationDecider.ContentOf"/>), told from the entry.</summary>
    public static string ContentOf(TimelineEntry entry) => entry.Event switch
    {
        MessagePosted posted => ContentOf(posted),
        NoteAdded note => "note:" + note.Text,
        NoteEdited edited => ConversationNotes.ContentOfEdit(edited.NoteSeq, edited.Text),
        NoteDeleted deleted => ConversationNotes.ContentOfDelete(deleted.NoteSeq),
        OperatorAssigned => "assign",
        ConversationForwarded forwarded =>
            ConversationForwarding.ContentOf(forwarded.OperatorId, forwarded.GroupId, forwarded.Comment),
        ConversationEnded => "end",
        ConversationRated rated => FormattableString.Invariant($"rate:{rated.Stars}:{rated.Words}"),
        StatusChanged changed => "status:" + changed.Status,
        ContactInfoRecorded info => $"contactInfo:{info.Field}:{info.Value}",
        CustomFieldRecorded field => $"customField:{field.Key}:{field.Value}",
        LocaleChanged changed => "locale:" + changed.Locale,
        TopicAdded added => "topic:" + added.TopicId,
        TopicRemoved removed => "topic:" + removed.TopicId,
        TranscriptQueued queued => queued.IsForItsContact ? "transcript" : "transcript:" + queued.Recipient,
        TranscriptDelivered delivered => $"delivery:{delivered.Order}:{delivered.Problem}",
        IntegrationQueued queued => "integration:" + queued.Name,
        IntegrationAnswered answered => $"answer:{answered.Order}:{answered.Problem}",
        _ => "",
    };

    /// <summary>What a message says: its words, and which files go with them.</summary>
    public static string ContentOf(MessagePosted posted) => posted.Attachments.Count == 0
        ? "say:" + posted.Text
        : $"say:{posted.Text}\0{string.Join(',', posted.Attachments.Select(file => file.AttachmentId))}";

    private static ConversationState Begin(ConversationState state, ConversationStarted started, DateTimeOffset at) =>
        state with
        {
            ContactId = started.ContactId,
            ContactNumber = started.ContactNumber,
            ContactName = started.ContactName,
            WidgetId = started.WidgetId,
            GroupId = started.GroupId,
            Topics = started.Topics,
            Locale = started.Locale,
            StickyOperator = started.StickyOperator,
            Status = ConversationStatus.New,
            ContactIsPresent = true,
            CreatedAt = at,
        };

    private static ConversationState Message(ConversationState state, MessagePosted posted, TimelineEntry entry)
    {
        var next = state with
        {
            LastMessageAt = entry.At,
            Preview = new(MessageText.Preview(posted.Text.Length > 0 ? posted.Text : NameOf(posted)), entry.Author, entry.At),
            PreviewForContact = posted.Translation?.Text is { } translated ? new(MessageText.Preview(translated), entry.Author, entry.At) : null,
            IsParked = false,
        };
        // Whoever writes has seen what stands above.
        return entry.Author.Kind == AuthorKind.Contact
            ? next with
            {
                ContactIsPresent = true,
                UnansweredSince = state.UnansweredSince ?? entry.At,
                UnreadByOperator = Counted(state.UnreadByOperator, entry.Seq),
                UnreadByContact = [],
                Receipts = state.Receipts with { ContactDelivered = entry.Seq, ContactRead = entry.Seq },
            }
            : next with
            {
                LastAnswer = entry.Author.OperatorId is { } author
                    ? new(author, entry.Author.Name ?? "", entry.Seq)
                    : state.LastAnswer,
                UnansweredSince = null,
                UnreadByContact = Counted(state.UnreadByContact, entry.Seq),
                UnreadByOperator = [],
                Receipts = state.Receipts with { OperatorDelivered = entry.Seq, OperatorRead = entry.Seq },
            };
    }

    private static string NameOf(MessagePosted posted) => posted.Attachments.Count > 0 ? posted.Attachments[0].Name : "";

    private static Author AuthorOf(Author by, ConversationEvent happened) =>
        happened is StatusChanged or ConversationReopened && by.Kind == AuthorKind.Contact ? Author.System : by;

    private static EquatableArray<long> Counted(EquatableArray<long> unread, long seq) =>
        new(unread.Count < Limits.UnreadCountedMax ? unread.Items.Add(seq) : unread.Items.RemoveAt(0).Add(seq));

    private static EquatableArray<long> Beyond(EquatableArray<long> unread, long read) =>
        unread.Count == 0 || unread[0] > read ? unread : new(unread.Items.RemoveAll(seq => seq <= read));

    private static ConversationState Remember(ConversationState state, DecidedCommand decided)
    {
        var kept = state.Decided.AsSpan();
        return state with { Decided = [.. kept.Length < Limits.RecentEntries ? kept : kept[1..], decided] };
    }
}
