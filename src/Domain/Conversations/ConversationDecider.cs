using System.Globalization;
using MessageCenter.Domain.Routing;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using Decided = MessageCenter.Domain.Decision<MessageCenter.Domain.Conversations.ConversationEvent>;

namespace MessageCenter.Domain.Conversations;

/// <summary>
/// The rules of a conversation. Pure and total: state and command in, events or a refusal out. Promises: one owner at
/// a time; only the owner writes to the contact; nothing but a contact's message follows the end; a command decided
/// twice yields no second event and the same answer.
/// </summary>
public static class ConversationDecider
{
    private const int TimelineReserve = 16;

    /// <summary>Decides one command.</summary>
    public static Decided Decide(ConversationState state, ConversationCommand command)
    {
        if (Remembered(state, command) is { } remembered)
        {
            return remembered;
        }
        if (!state.Exists && command is not StartConversation)
        {
            return Decided.Reject(Rejection.ConversationNotFound);
        }
        if (IsFullFor(state, command))
        {
            return Decided.Reject(Rejection.TimelineIsFull);
        }
        return command switch
        {
            StartConversation start => Start(state, start),
            PostMessage post => Post(state, post),
            AddNote or EditNote or DeleteNote => ConversationNotes.Decide(state, command),
            AssignConversation assign => Assign(state, assign),
            ForwardConversation forward => ConversationForwarding.Decide(state, forward),
            RouteConversation route => Route(state, route),
            TurnAsynchronous turn => Turn(state, turn),
            EndConversation end => End(state, end),
            RateConversation rate => Rate(state, rate),
            SetStatus set => Set(state, set),
            ChangeContactPresence presence => Presence(state, presence),
            RenameContact rename => Rename(state, rename),
            AdvanceReceipts receipts => Advance(state, receipts),
            RecordContactInfo or RecordCustomField or SetLocale or ToggleTopic or QueueTranscript or QueueIntegration =>
                ConversationHandling.Decide(state, command),
            RecordDelivery record => ConversationHandling.Record(record),
            RecordIntegration record => ConversationHandling.Record(record),
            _ => throw new InvalidOperationException($"No rule decides {command.GetType().Name}."),
        };
    }

    /// <summary>
    /// What the command says, beside who and when: the same id with another content is a reuse, not a retry.
    /// </summary>
    public static string ContentOf(ConversationCommand command) => command switch
    {
        StartConversation start => "say:" + Clean(start.Text),
        PostMessage post => ConversationFold.ContentOf(new MessagePosted(Clean(post.Text), post.Attachments)),
        AddNote note => "note:" + Clean(note.Text),
        EditNote edit => ConversationNotes.ContentOfEdit(edit.NoteSeq, Clean(edit.Text)),
        DeleteNote delete => ConversationNotes.ContentOfDelete(delete.NoteSeq),
        AssignConversation => "assign",
        ForwardConversation forward => ConversationForwarding.ContentOf(
            forward.OperatorId, forward.GroupId, forward.Comment is null ? null : Clean(forward.Comment)),
        EndConversation => "end",
        RateConversation rate => string.Create(
            CultureInfo.InvariantCulture,
            $"rate:{rate.Stars}:{(string.IsNullOrWhiteSpace(rate.Words) ? null : Clean(rate.Words))}"),
        SetStatus set => "status:" + set.Status,
        RecordContactInfo info => $"contactInfo:{info.Field}:{info.Value}",
        RecordCustomField field => $"customField:{field.Key}:{field.Value}",
        SetLocale set => "locale:" + set.Locale,
        ToggleTopic toggle => "topic:" + toggle.TopicId,
        QueueTranscript queue => queue.IsForItsContact ? "transcript" : "transcript:" + queue.Recipient,
        RecordDelivery record => $"delivery:{record.Order}:{record.Problem}",
        QueueIntegration queue => "integration:" + queue.Name,
        RecordIntegration { Answered: var answered } => $"answer:{answered.Order}:{answered.Problem}",
        _ => "",
    };

    /// <summary>
    /// The last entries of a timeline are kept for what must still be possible: turning asynchronous, ending, rating.
    /// </summary>
    private static bool IsFullFor(ConversationState state, ConversationCommand command) => command switch
    {
        TurnAsynchronous or EndConversation or RateConversation => false,
        ChangeContactPresence or RenameContact or AdvanceReceipts => false,
        _ => state.LastSeq > Limits.TimelineEntriesMax - TimelineReserve,
    };

    private static string Clean(string text) => MessageText.Check(text, out var clean) is null ? clean : text;

    private static Decided? Remembered(ConversationState state, ConversationCommand command)
    {
        if (command.Id is not { } id)
        {
            return null;
        }
        foreach (var decided in state.Decided)
        {
            if (decided.Id == id && decided.AuthorKey == command.By.Key)
            {
                return decided.Content == ContentOf(command)
                    ? new Decided.AlreadyDecided(decided.Seq, decided.At)
                    : Decided.Reject(Rejection.CommandIdIsReused);
            }
        }
        return null;
    }

    private static Decided Start(ConversationState state, StartConversation command)
    {
        if (state.Exists)
        {
            return Decided.Reject(
                command.Started.ContactId == state.ContactId ? Rejection.CommandIdIsReused : Rejection.ConversationNotFound);
        }
        return MessageText.Check(command.Text, out var text) is { } refusal
            ? Decided.Reject(refusal)
            : Decided.Accept(command.Started, new MessagePosted(text));
    }

    private static Decided Post(ConversationState state, PostMessage command)
    {
        if (command.Attachments.Count > Limits.AttachmentsPerMessageMax)
        {
            return Decided.Reject(Rejection.TooManyAttachments);
        }
        var text = "";
        if ((command.Attachments.Count == 0 || command.Text.Length > 0) && MessageText.Check(command.Text, out text) is { } refusal)
        {
            return Decided.Reject(refusal);
        }
        var translation = command.By.Kind == AuthorKind.Operator && text.Length > 0 ? Translation.Checked(command.Translation) : null;
        var posted = new MessagePosted(text, command.Attachments, translation);
        if (command.By.Kind == AuthorKind.Contact)
        {
            return state.Status switch
            {
                ConversationStatus.Ended => Decided.Accept(new ConversationReopened(), posted),
                ConversationStatus.Pending => Decided.Accept(posted, new StatusChanged(ConversationStatus.Open)),
                _ => Decided.Accept(posted),
            };
        }
        return OwnerOnly(state, command.By) is { } notOwner ? Decided.Reject(notOwner)
            : Overlooked(state, command) is { } answer ? Decided.Reject(Rejection.ReplyArrived(answer.Name))
            : state.Status == ConversationStatus.Ended ? Decided.Reject(Rejection.ConversationHasEnded)
            : Decided.Accept(posted);
    }

    /// <summary>Another operator's answer that was not there when this one began to write.</summary>
    private static LastAnswer? Overlooked(ConversationState state, PostMessage command) =>
        state.Status != ConversationStatus.Ended && state.LastAnswer is { } last
        && last.Seq > command.SeenSeq && last.OperatorId != command.By.OperatorId
            ? last
            : null;

    private static Decided Assign(ConversationState state, AssignConversation command)
    {
        if (command.By is not { OperatorId: { } taker, Name: { } name })
        {
            return Decided.Reject(Rejection.ConversationIsNotYours);
        }
        if (state.Status == ConversationStatus.Ended)
        {
            return Decided.Reject(Rejection.ConversationHasEnded);
        }
        if (state.Assignee?.OperatorId == taker)
        {
            return Decided.Nothing;
        }
        if (state.Assignee is { } owner && owner.OperatorId != command.ExpectedAssignee)
        {
            return Decided.Reject(Rejection.ConversationIsTaken(owner.Name));
        }
        return Decided.Accept(new OperatorAssigned(taker, name, state.Assignee?.OperatorId, null));
    }

    private static Decided Route(ConversationState state, RouteConversation command)
    {
        // Chosen as its owner: she is so no longer when it was ended and begins anew, for all operators of the group; and what was
        // chosen from one group's operators does not hold when it was handed to another.
        var mustOwn = state.Assignee is not null || command.Decision.Rule == RoutingRule.AssignedOperator;
        if (!state.Waits || (mustOwn && state.Assignee?.OperatorId != command.Operator.OperatorId)
            || (command.Decision.GroupId is { } group && group != state.GroupId))
        {
            return Decided.Reject(Rejection.ConversationDoesNotWait);
        }
        var live = new WentLive(command.Operator.OperatorId, command.Operator.Name);
        return state.Assignee is not null
            ? Decided.Accept(live)
            : Decided.Accept(
                new OperatorAssigned(command.Operator.OperatorId, command.Operator.Name, null, command.Decision),
                live);
    }

    private static Decided Turn(ConversationState state, TurnAsynchronous command) =>
        state.Mode == ConversationMode.Live
        && (command.OperatorId is null || command.OperatorId == state.Assignee?.OperatorId)
            ? Decided.Accept(new TurnedAsynchronous(command.Reason))
            : Decided.Nothing;

    private static Decided End(ConversationState state, EndConversation command)
    {
        if (command.By.Kind == AuthorKind.Operator && OwnerOnly(state, command.By) is { } notOwner)
        {
            return Decided.Reject(notOwner);
        }
        return state.Status == ConversationStatus.Ended ? Decided.Nothing : Decided.Accept(new ConversationEnded());
    }

    private static Decided Rate(ConversationState state, RateConversation command)
    {
        if (command.By.Kind != AuthorKind.Contact)
        {
            return Decided.Reject(Rejection.ConversationIsNotYours);
        }
        if (command.Stars is < 1 or > 5)
        {
            return Decided.Reject(Rejection.StarsAreOutOfRange);
        }
        if (state.Status != ConversationStatus.Ended)
        {
            return Decided.Reject(Rejection.ConversationHasNotEnded);
        }
        if (state.Rating is not null)
        {
            return Decided.Reject(Rejection.ConversationIsRated);
        }
        if (string.IsNullOrWhiteSpace(command.Words))
        {
            return Decided.Accept(new ConversationRated(command.Stars, null));
        }
        return MessageText.Check(command.Words, out var words, Limits.RatingWordsLengthMax) is { } refusal
            ? Decided.Reject(refusal)
            : Decided.Accept(new ConversationRated(command.Stars, words));
    }

    private static Decided Set(ConversationState state, SetStatus command)
    {
        if (command.Status is not (ConversationStatus.Open or ConversationStatus.Pending))
        {
            return Decided.Reject(Rejection.StatusCannotBeSet);
        }
        if (OwnerOnly(state, command.By) is { } notOwner)
        {
            return Decided.Reject(notOwner);
        }
        return state.Status == ConversationStatus.Ended ? Decided.Reject(Rejection.ConversationHasEnded)
            : state.Status == command.Status ? Decided.Nothing
            : Decided.Accept(new StatusChanged(command.Status));
    }

    private static Decided Presence(ConversationState state, ChangeContactPresence command)
    {
        if (state.ContactIsPresent == command.IsPresent || state.Status == ConversationStatus.Ended)
        {
            return Decided.Nothing;
        }
        if (!command.IsPresent)
        {
            var left = new ContactPresenceChanged(false, state.IsParked);
            return state.Mode == ConversationMode.Live
                ? Decided.Accept(new TurnedAsynchronous(AsynchronousReason.ContactLeft), left)
                : Decided.Accept(left);
        }
        // A conversation with an owner that rested for longer than a live one may rest waits for a new message first:
        // merely looking at the shop again takes nobody's slot.
        var parks = state.Assignee is not null && command.At - state.LastMessageAt > command.IdleAfter;
        return Decided.Accept(new ContactPresenceChanged(true, parks));
    }

    private static Decided Rename(ConversationState state, RenameContact command) =>
        state.ContactName == command.Name ? Decided.Nothing : Decided.Accept(new ContactRenamed(command.Name));

    private static Decided Advance(ConversationState state, AdvanceReceipts command)
    {
        if (command.Delivered < 0 || command.Read < 0 || command.Delivered > state.LastSeq || command.Read > state.LastSeq)
        {
            return Decided.Reject(Rejection.SeqIsOutOfRange);
        }
        var isContact = command.By.Kind == AuthorKind.Contact;
        if (!isContact && OwnerOnly(state, command.By) is not null)
        {
            return Decided.Nothing;
        }
        var (delivered, read) = isContact
            ? (state.Receipts.ContactDelivered, state.Receipts.ContactRead)
            : (state.Receipts.OperatorDelivered, state.Receipts.OperatorRead);
        var advanced = new ReceiptsAdvanced(
            command.By.Kind,
            Math.Max(delivered, Math.Max(command.Delivered, command.Read)),
            Math.Max(read, command.Read));
        return advanced.Delivered == delivered && advanced.Read == read ? Decided.Nothing : Decided.Accept(advanced);
    }

    private static Rejection? OwnerOnly(ConversationState state, Author by) =>
        by.Kind == AuthorKind.Operator && state.Assignee?.OperatorId == by.OperatorId ? null
        : state.Assignee is { } owner ? Rejection.ConversationIsTaken(owner.Name)
        : Rejection.ConversationIsNotYours;
}
