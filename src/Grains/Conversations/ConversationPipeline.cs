using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Stores;
using Decided = MessageCenter.Domain.Decision<MessageCenter.Domain.Conversations.ConversationEvent>;

namespace MessageCenter.Grains.Conversations;

/// <summary>
/// Decide, persist, apply: the one way in which a conversation changes. A plain class without runtime types, so that a
/// simulator runs the same one. Invariant: nothing is answered as stored before the store said so; on a conflict the
/// row is read again and the command decided anew; on an unknown outcome the caller drops this object.
/// </summary>
internal sealed class ConversationPipeline(AccountId account, ConversationId conversation, IConversationStore store)
{
    private const int TriesMax = 4;

    private long version;
    private bool isKnownToBeCurrent;

    /// <summary>What decisions are made on.</summary>
    public ConversationState State { get; private set; } = ConversationState.Nothing;

    /// <summary>The row in the store is behind: receipts in memory wait to be stored.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Another writer was met: two activations of this conversation live at once.</summary>
    public bool HasMetAnother { get; private set; }

    /// <summary>Reads row and newest entries.</summary>
    public async Task Load(CancellationToken cancel)
    {
        var stored = await store.Load(account, conversation, Limits.RecentEntries, cancel);
        IsBehind = false;
        isKnownToBeCurrent = true;
        version = stored?.Version ?? 0;
        State = stored is null ? ConversationState.Nothing : ConversationFold.Recall(stored.State, stored.Recent);
    }

    /// <summary>Decides a command and stores what follows from it.</summary>
    public async Task<Outcome> Run(ConversationCommand command, SlotGuard? slots, CancellationToken cancel)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var before = State;
            switch (ConversationDecider.Decide(before, command))
            {
                case Decided.AlreadyDecided already:
                    return Outcome.Unchanged(before, Answer.Stored(already.Seq, already.At));
                case Decided.Accepted { Events.IsEmpty: false } accepted:
                    var (after, entries) = ConversationFold.Apply(before, command, accepted.Events);
                    if (await Persist(command, before, after, entries, slots, cancel) is { } outcome)
                    {
                        return outcome;
                    }
                    break;
                case Decided.Accepted:
                    if (await AnswerUnlessStale(command, before, Answer.Done, cancel) is { } done)
                    {
                        return done;
                    }
                    break;
                case Decided.Rejected rejected:
                    if (await AnswerUnlessStale(command, before, Answer.Rejected(rejected.Rejection), cancel) is { } refused)
                    {
                        return refused;
                    }
                    break;
                default:
                    throw new InvalidOperationException("A decision is accepted, already decided or rejected.");
            }
        }
        return Outcome.Unchanged(State, Answer.Rejected(Rejection.StoreIsUnavailable));
    }

    /// <summary>What the command was answered when it was decided; null: it never was.</summary>
    public async Task<Answer?> Recall(ConversationCommand command, CancellationToken cancel) =>
        command.Id is { } id && await store.FindCommand(account, conversation, command.By, id, cancel) is { } entry
            ? AnswerOf(command, entry)
            : null;

    /// <summary>
    /// Decides a command whose loss costs nothing that a client does not repeat (receipts): memory first, store soon.
    /// </summary>
    public Outcome RunInMemory(ConversationCommand command)
    {
        var before = State;
        switch (ConversationDecider.Decide(before, command))
        {
            case Decided.Rejected rejected:
                return Outcome.Unchanged(before, Answer.Rejected(rejected.Rejection));
            case Decided.Accepted { Events.IsEmpty: false } accepted:
                (State, _) = ConversationFold.Apply(before, command, accepted.Events);
                IsBehind = true;
                return new(Answer.Done, before, State, []);
            default:
                return Outcome.Unchanged(before, Answer.Done);
        }
    }

    /// <summary>Stores what <see cref="RunInMemory"/> left in memory. On a conflict the row wins.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        if (!IsBehind)
        {
            return;
        }
        var append = new ConversationAppend(account, conversation, version, State, [], null, []);
        if (await store.Append(append, cancel) is AppendResult.Appended appended)
        {
            version = appended.Version;
            isKnownToBeCurrent = true;
            IsBehind = false;
            return;
        }
        HasMetAnother = true;
        await Load(cancel);
    }

    /// <summary>
    /// Reads the row again when another activation wrote it. Where this one has read or written since the last comparison
    /// nothing needs to be asked: the store would have refused what is old.
    /// </summary>
    public async Task Compare(CancellationToken cancel)
    {
        if (!isKnownToBeCurrent)
        {
            await ReadAgain(cancel);
        }
        isKnownToBeCurrent = false;
    }

    /// <summary>True when another activation wrote the row, and what it says is now known here.</summary>
    public async Task<bool> ReadAgain(CancellationToken cancel)
    {
        if (((await store.Load(account, conversation, 0, cancel))?.Version ?? 0) == version)
        {
            return false;
        }
        HasMetAnother = true;
        await Load(cancel);
        return true;
    }

    private async Task<Outcome?> Persist(
        ConversationCommand command,
        ConversationState before,
        ConversationState after,
        ImmutableArray<TimelineEntry> entries,
        SlotGuard? slots,
        CancellationToken cancel)
    {
        var outbox = ConversationOutbox.Of(conversation, entries);
        var append = new ConversationAppend(account, conversation, version, after, entries, slots, outbox);
        switch (await store.Append(append, cancel))
        {
            case AppendResult.Appended appended:
                version = appended.Version;
                isKnownToBeCurrent = true;
                State = after;
                IsBehind = false;
                return new(AnswerTo(entries), before, after, new(entries));
            case AppendResult.Duplicate duplicate:
                return await AnswerDuplicate(command, before, duplicate.Entry, cancel);
            case AppendResult.SlotsTaken:
                return Outcome.Unchanged(before, Answer.Rejected(Rejection.NoFreeSlot));
            case AppendResult.Conflict:
                HasMetAnother = true;
                await Load(cancel);
                return null;
            default:
                throw new InvalidOperationException("An append is appended, a conflict, a duplicate or refused for slots.");
        }
    }

    /// <summary>
    /// What changes nothing is not checked by the store. Null: it was decided on what is no longer so; another activation wrote the
    /// row, and the command is decided anew.
    /// </summary>
    private async Task<Outcome?> AnswerUnlessStale(ConversationCommand command, ConversationState before, Answer answer, CancellationToken cancel)
    {
        if (await AnswerOfThen(command, before, cancel) is { } then)
        {
            return then;
        }
        return await ReadAgain(cancel) ? null : Outcome.Unchanged(before, answer);
    }

    /// <summary>
    /// A command that is refused today may have been accepted long ago, past the memory of ids, or by another activation
    /// whose work this one has not seen: then this is its retry.
    /// </summary>
    private async Task<Outcome?> AnswerOfThen(ConversationCommand command, ConversationState before, CancellationToken cancel) =>
        command.Id is { } id && await store.FindCommand(account, conversation, command.By, id, cancel) is { } entry
            ? await AnswerDuplicate(command, before, entry, cancel)
            : null;

    private static Answer AnswerTo(ImmutableArray<TimelineEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.CommandId is not null)
            {
                return Answer.Stored(entry.Seq, entry.At);
            }
        }
        return entries.IsEmpty ? Answer.Done : Answer.Stored(entries[0].Seq, entries[0].At);
    }

    /// <summary>The id is older than the memory of ids: the store knew it.</summary>
    private async Task<Outcome> AnswerDuplicate(
        ConversationCommand command, ConversationState before, TimelineEntry entry, CancellationToken cancel)
    {
        var answer = AnswerOf(command, entry);
        if (entry.Seq > before.LastSeq)
        {
            // Another activation stored it: what this one holds is old.
            HasMetAnother = true;
            await Load(cancel);
        }
        return Outcome.Unchanged(State, answer);
    }

    private static Answer AnswerOf(ConversationCommand command, TimelineEntry entry) =>
        ConversationFold.ContentOf(entry) == ConversationDecider.ContentOf(command)
            ? Answer.Stored(entry.Seq, entry.At)
            : Answer.Rejected(Rejection.CommandIdIsReused);
}
