using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Simulation.Cluster;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Simulation.Checks;

/// <summary>
/// What a timeline by itself says of a conversation, folded by a second hand: each entry must be possible after those
/// before it, and the stored row must say the same.
/// </summary>
internal sealed class Shadow
{
    private readonly HashSet<string> texts = [];
    private readonly Dictionary<long, long> notes = [];
    private bool hasRating;

    public ConversationStatus Status { get; private set; } = ConversationStatus.New;

    public ConversationMode Mode { get; private set; } = ConversationMode.Asynchronous;

    public OperatorId? Owner { get; private set; }

    /// <summary>The newest entry, without its words.</summary>
    public long LastSeq { get; private set; }

    public long LastSeqForContact { get; private set; }

    public DateTimeOffset LastAt { get; private set; } = DateTimeOffset.MinValue;

    public HashSet<(string Author, CommandId Command)> Commands { get; } = [];

    /// <summary>Takes the next entry; what is wrong with it, or null.</summary>
    public Violation? Take(TimelineEntry entry)
    {
        if (entry.Seq != LastSeq + 1)
        {
            return new(Invariants.M2, $"seq {entry.Seq} follows seq {LastSeq}");
        }
        if (entry.At < LastAt)
        {
            return new(Invariants.M13, $"seq {entry.Seq} at {entry.At:O} follows {LastAt:O}");
        }
        if (entry.CommandId is { } command && !Commands.Add((entry.Author.Key, command)))
        {
            return new(Invariants.M3, $"seq {entry.Seq} repeats command {command.Value:N} of {entry.Author.Key}");
        }
        if (LastSeq == 0 != entry.Event is ConversationStarted)
        {
            return new(Invariants.A5, $"seq {entry.Seq} is {entry.Event.GetType().Name}");
        }
        if ((entry.Event as MessagePosted)?.Text is { } text && !texts.Add(text))
        {
            return new(Invariants.M3, $"seq {entry.Seq} says again '{text}'");
        }
        if (entry.Event is MessagePosted { Translation: { } translation } translated
            && (entry.Author.Kind != AuthorKind.Operator || (translation.Text is null) != (translation.Problem is not null)
                || (translation.Text is { } said && said != SimulatedEngine.Of(translated.Text))))
        {
            return new(Invariants.N2, $"seq {entry.Seq} says '{translated.Text}' as '{translation.Text}'");
        }
        LastSeq = entry.Seq;
        LastAt = entry.At;
        LastSeqForContact = entry.Event.IsForContact ? entry.Seq : LastSeqForContact;
        return Fold(entry);
    }

    private Violation? Fold(TimelineEntry entry)
    {
        var isEnded = Status == ConversationStatus.Ended;
        switch (entry.Event)
        {
            case MessagePosted when isEnded:
                return new(Invariants.A4, $"seq {entry.Seq} speaks after the end");
            case MessagePosted when entry.Author.Kind == AuthorKind.Operator && entry.Author.OperatorId != Owner:
                return new(Invariants.A1, $"seq {entry.Seq} is by {entry.Author.Name}, who does not own it");
            case OperatorAssigned assigned:
                if (isEnded || assigned.PreviousOperatorId != Owner || assigned.OperatorId == Owner)
                {
                    return new(isEnded ? Invariants.A4 : Invariants.A1, $"seq {entry.Seq} assigns it from another than its owner");
                }
                (Owner, Mode) = (assigned.OperatorId, ConversationMode.Asynchronous);
                Status = Status == ConversationStatus.New ? ConversationStatus.Open : Status;
                break;
            case ConversationForwarded { GroupId: not null } forwarded:
                if (isEnded || forwarded.PreviousOperatorId != Owner)
                {
                    return new(isEnded ? Invariants.A4 : Invariants.A1, $"seq {entry.Seq} hands it on from another than its owner");
                }
                (Owner, Mode) = (null, ConversationMode.Asynchronous);
                break;
            case WentLive live:
                if (isEnded || live.OperatorId != Owner || Mode == ConversationMode.Live)
                {
                    return new(Invariants.S2, $"seq {entry.Seq} takes a slot that was taken, or for nobody");
                }
                Mode = ConversationMode.Live;
                break;
            case TurnedAsynchronous:
                if (Mode != ConversationMode.Live)
                {
                    return new(Invariants.S2, $"seq {entry.Seq} frees a slot that was free");
                }
                Mode = ConversationMode.Asynchronous;
                break;
            case StatusChanged changed:
                if (isEnded || changed.Status == Status || Status == ConversationStatus.New
                    || changed.Status is not (ConversationStatus.Open or ConversationStatus.Pending))
                {
                    return new(Invariants.A5, $"seq {entry.Seq} changes {Status} to {changed.Status}");
                }
                Status = changed.Status;
                break;
            case ConversationEnded:
                if (isEnded)
                {
                    return new(Invariants.A5, $"seq {entry.Seq} ends it twice");
                }
                (Status, Mode) = (ConversationStatus.Ended, ConversationMode.Asynchronous);
                break;
            case ConversationReopened:
                if (!isEnded)
                {
                    return new(Invariants.A4, $"seq {entry.Seq} reopens what was open");
                }
                (Status, Owner, hasRating) = (ConversationStatus.New, null, false);
                break;
            case NoteAdded:
                notes.Add(entry.Seq, entry.Seq);
                break;
            case NoteEdited edited:
                if (notes.GetValueOrDefault(edited.NoteSeq) != edited.ReplacedSeq)
                {
                    return new(Invariants.N1, $"seq {entry.Seq} replaces the text of seq {edited.ReplacedSeq}");
                }
                notes[edited.NoteSeq] = entry.Seq;
                break;
            case NoteDeleted deleted:
                if (!notes.Remove(deleted.NoteSeq, out var written) || written != deleted.ReplacedSeq)
                {
                    return new(Invariants.N1, $"seq {entry.Seq} deletes the text of seq {deleted.ReplacedSeq}");
                }
                break;
            case ConversationRated:
                if (!isEnded || hasRating)
                {
                    return new(Invariants.A5, $"seq {entry.Seq} rates what may not be rated");
                }
                hasRating = true;
                break;
            default:
                break;
        }
        return null;
    }
}
