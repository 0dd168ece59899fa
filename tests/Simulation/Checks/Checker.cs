using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Simulation.People;
using MessageCenter.Simulation.Runs;

namespace MessageCenter.Simulation.Checks;

/// <summary>
/// Watches a run from outside: the history of what was wanted and answered, everything that is committed, and everything
/// that reaches a screen. The first thing that is wrong ends the run.
/// </summary>
internal sealed class Checker
{
    private readonly Stage stage;
    private readonly CommitChecks commits;
    private readonly Dictionary<(AccountId, ConversationId), long> told = [];
    private readonly List<Intent> intents = [];

    public Checker(Stage stage)
    {
        this.stage = stage;
        Truth = new(stage);
        Line = new(stage, this, Truth);
        commits = new(stage, this, Line);
        stage.Database.Appended = commits.Appended;
        stage.Database.DocumentWritten = commits.NoteProfiles;
        stage.Database.Saw = Saw;
        stage.Cluster.Offered = Line.Offered;
    }

    public Truth Truth { get; }

    public LineChecks Line { get; }

    public Violation? Violation { get; private set; }

    /// <summary>Commands that people gave, each counted once however often it was tried.</summary>
    public long Commands { get; private set; }

    /// <summary>Single comparisons that were made.</summary>
    public long Made { get; private set; }

    /// <summary>Situations that must happen now and then, or the run proves little.</summary>
    public SortedDictionary<string, long> Sometimes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<Intent> Intents => intents;

    public void Saw(string situation) => Sometimes[situation] = Sometimes.GetValueOrDefault(situation) + 1;

    public bool That(bool holds, string invariant, Func<string> words)
    {
        Made++;
        if (!holds && Violation is null)
        {
            Fail(new(invariant, words()));
        }
        return holds;
    }

    public void Fail(Violation violation)
    {
        if (Violation is null)
        {
            Violation = violation;
            stage.World.Trace.Line(stage.World.Now, "VIOLATION", 0, $"{violation}");
        }
    }

    /// <summary>Somebody wants something; null when it is no command of a conversation.</summary>
    public void Wanted(Intent? intent)
    {
        Commands++;
        if (intent is not null)
        {
            intents.Add(intent);
        }
    }

    public void Invoked(Intent intent)
    {
        if (intent.Tries++ == 0)
        {
            intent.SeqKnownBefore = told.GetValueOrDefault((intent.Account, intent.Conversation));
        }
        else
        {
            Saw($"{intent.Method} was tried again");
        }
    }

    /// <summary>Somebody was told for certain.</summary>
    public void Answered(Intent intent, Answer answer)
    {
        stage.World.Trace.Line(
            stage.World.Now, "answer", answer.Seq ?? -1, $"{intent.Method} {intent.Text}: {answer.Rejection?.Reason ?? $"seq {answer.Seq}"}");
        if (intent.Answer is { } before)
        {
            That(
                before.Rejection is not null || answer.Rejection is not null || before.Seq == answer.Seq || before.Seq is null || answer.Seq is null,
                Invariants.M3,
                () => $"{intent.Method} {intent.Text} was answered seq {before.Seq} and then seq {answer.Seq}");
        }
        if (answer.Rejection is { } rejection)
        {
            intent.Answer ??= answer;
            Saw($"refused: {rejection.Reason}");
            return;
        }
        intent.Answer = answer;
        Saw($"{intent.Method} was acknowledged");
        if (answer.Seq is { } seq)
        {
            CheckStored(intent, seq);
            var key = (intent.Account, intent.Conversation);
            That(seq > intent.SeqKnownBefore, Invariants.M6, () =>
                $"{intent.Method} got seq {seq}, and seq {intent.SeqKnownBefore} was told before it was sent");
            told[key] = Math.Max(told.GetValueOrDefault(key), seq);
        }
        else
        {
            That(!intent.IsSaying, Invariants.M1, () => $"{intent.Method} {intent.Text} was acknowledged without a seq");
        }
    }

    /// <summary>An old id came again: with its own words it gets its old answer, with others it is refused.</summary>
    public void Repeated(Intent old, string text, Answer? answer)
    {
        if (answer is null || answer.Rejection?.Code is RejectionCode.Unavailable or RejectionCode.RateLimited)
        {
            return;
        }
        if (text == old.Text)
        {
            Saw("an old command came again");
            That(answer.Seq == old.Answer?.Seq, Invariants.M3, () =>
                $"{old.Method} {old.Text} had seq {old.Answer?.Seq} and is now answered {answer.Seq?.ToString() ?? answer.Rejection?.Reason}");
        }
        else
        {
            Saw("an old id came with other words");
            That(answer.Rejection is not null, Invariants.M3, () => $"the id of {old.Text} was taken again for {text}, seq {answer.Seq}");
        }
    }

    /// <summary>Now and then an id that another author has used in this conversation: ids are unique beside their author.</summary>
    public CommandId? BorrowedId(ConversationId conversation, string authorKey)
    {
        if (!stage.World.Rng.Chance(0.02))
        {
            return null;
        }
        var lender = intents.FindLast(one => one.Conversation == conversation && one.AuthorKey != authorKey);
        if (lender is null || intents.Exists(one => one.Command == lender.Command && one.AuthorKey == authorKey))
        {
            return null;
        }
        Saw("two authors used one id");
        return lender.Command;
    }

    public void Foreign(bool isRefused)
    {
        Saw("somebody asked for what is not hers");
        That(isRefused, Invariants.T2, () => "a foreign conversation was answered");
    }

    /// <summary>What a front sends to one side.</summary>
    public void Sent(AuthorKind side, EquatableArray<TimelineEntry> entries, ConversationView? head)
    {
        if (side != AuthorKind.Contact)
        {
            return;
        }
        foreach (var entry in entries)
        {
            That(
                entry.Event is not (ConversationEvent.NoteAdded or ConversationEvent.NoteEdited or ConversationEvent.NoteDeleted
                    or ConversationEvent.OperatorAssigned { Decision: not null } or ConversationEvent.ConversationForwarded { Comment: not null }
                    or ConversationEvent.ConversationStarted { StickyOperator: not null } or ConversationEvent.ContactInfoRecorded
                    or ConversationEvent.CustomFieldRecorded
                    or ConversationEvent.LocaleChanged or ConversationEvent.TopicAdded or ConversationEvent.TopicRemoved
                    or ConversationEvent.TranscriptQueued or ConversationEvent.MessagePosted { Translation.Problem: not null }),
                Invariants.M10,
                () => $"seq {entry.Seq}, {entry.Event.GetType().Name}, was sent to a contact");
        }
        if (head is { LastSeq: > 0 })
        {
            That(
                !head.Preview?.Text.StartsWith("note ", StringComparison.Ordinal) ?? true, Invariants.M10, () => "a note is a contact's preview");
        }
    }

    /// <summary>A screen now shows all that its side may see between two seqs.</summary>
    public void Took(Screen screen, long after, long upTo, IReadOnlyList<TimelineEntry> fresh)
    {
        if (stage.Database.Conversations.FirstOrDefault(record => record.Id == screen.Head.ConversationId) is not { } record)
        {
            Fail(new(Invariants.M7, "a screen shows a conversation that is not stored"));
            return;
        }
        That(upTo <= record.State.LastSeq, Invariants.M7, () => $"a screen shows seq {upTo} of {record.State.LastSeq}");
        var next = 0;
        for (var seq = after + 1; seq <= Math.Min(upTo, record.State.LastSeq); seq++)
        {
            var stored = record.Entries[(int)seq - 1];
            if (screen.Side == AuthorKind.Contact && !stored.Event.IsForContact)
            {
                continue;
            }
            var shown = next < fresh.Count ? fresh[next++] : null;
            if (!That(shown is not null && IsSame(shown, stored), Invariants.M7, () =>
                $"{screen.Side} is shown seq {shown?.Seq} where seq {stored.Seq} ({stored.Event.GetType().Name}) stands"))
            {
                return;
            }
        }
        That(next == fresh.Count, Invariants.M7, () => $"{screen.Side} is shown {fresh.Count - next} entries too many up to seq {upTo}");
    }

    /// <summary>At the end of a run: every answer once more, against what is stored.</summary>
    public void Finish()
    {
        foreach (var intent in intents)
        {
            if (intent.Answer is { Rejection: null, Seq: { } seq })
            {
                CheckStored(intent, seq);
            }
            else if (intent is { Answer.Rejection: not null, Tries: 1 } && !stage.Cluster.DoubledCommands.Contains(intent.Command))
            {
                var stored = stage.Database.Find(intent.Account, intent.Conversation)?.Entries
                    .Find(entry => entry.CommandId == intent.Command && entry.Author.Key == intent.AuthorKey);
                That(stored is null, Invariants.M5, () => $"{intent.Method} {intent.Text} was refused and stands at seq {stored?.Seq}");
            }
        }
        var numbers = new HashSet<(AccountId, long)>();
        foreach (var contact in stage.Database.Contacts)
        {
            That(numbers.Add((contact.Account, contact.Row.Number)), Invariants.D1, () => $"two visitors have number {contact.Row.Number}");
        }
    }

    private void CheckStored(Intent intent, long seq)
    {
        var record = stage.Database.Find(intent.Account, intent.Conversation);
        var entry = record is not null && seq >= 1 && seq <= record.Entries.Count ? record.Entries[(int)seq - 1] : null;
        That(
            entry is not null && entry.CommandId == intent.Command && entry.Author.Key == intent.AuthorKey,
            Invariants.M1,
            () => $"{intent.Method} {intent.Text} was acknowledged at seq {seq}, where {(entry is null ? "nothing" : entry.Event.GetType().Name)} stands");
        if (entry?.Event is ConversationEvent.OperatorAssigned or ConversationEvent.ConversationForwarded)
        {
            var from = entry.Event is ConversationEvent.ConversationForwarded forwarded
                ? forwarded.PreviousOperatorId
                : ((ConversationEvent.OperatorAssigned)entry.Event).PreviousOperatorId;
            var before = from is { } owner ? $"{owner.Value:N}" : "";
            // From nobody is fine: the owner she saw has lost it meanwhile.
            That(before.Length == 0 || before == intent.Text, Invariants.A1, () =>
                $"seq {seq} takes the conversation from '{before}', and '{intent.Text}' was seen as its owner");
        }
        if (entry?.Event is ConversationEvent.NoteEdited { ReplacedSeq: var replaced })
        {
            That(replaced == intent.Replaces, Invariants.N1, () =>
                $"seq {seq} replaces the text of seq {replaced}, and that of seq {intent.Replaces} was seen");
        }
        if (intent.IsSaying && entry is not null)
        {
            var words = entry.Event switch
            {
                ConversationEvent.MessagePosted posted => posted.Text,
                ConversationEvent.NoteAdded note => note.Text,
                ConversationEvent.NoteEdited edited => edited.Text,
                _ => null,
            };
            That(words == intent.Text, Invariants.M1, () => $"{intent.Text} was acknowledged at seq {seq}, where '{words}' stands");
        }
    }

    private static bool IsSame(TimelineEntry shown, TimelineEntry stored) =>
        shown.Seq == stored.Seq && shown.At == stored.At && shown.Author == stored.Author && shown.CommandId == stored.CommandId
        && shown.Event.GetType() == stored.Event.GetType()
        && (shown.Event is not (ConversationEvent.MessagePosted or ConversationEvent.NoteAdded)
            || WithoutTroubles(shown.Event) == WithoutTroubles(stored.Event));

    /// <summary>A contact is not told what could not be translated.</summary>
    private static ConversationEvent WithoutTroubles(ConversationEvent happened) =>
        happened is ConversationEvent.MessagePosted { Translation.Text: null } posted ? posted with { Translation = null } : happened;
}
