using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Simulation.Runs;
using MessageCenter.Simulation.Stores;

namespace MessageCenter.Simulation.Checks;

/// <summary>What must hold at each commit: the timeline alone, the row beside it, and the rows together.</summary>
internal sealed class CommitChecks(Stage stage, Checker checker, LineChecks line)
{
    private readonly Dictionary<(AccountId, ConversationId), Shadow> shadows = [];
    private readonly Dictionary<OperatorId, int> mostSlots = [];
    private readonly Dictionary<OperatorId, HashSet<OperatorGroupId>> everGroups = [];

    public void Appended(ConversationState before, ConversationRecord record, ConversationAppend append)
    {
        var key = (record.Account, record.Id);
        if (!shadows.TryGetValue(key, out var shadow))
        {
            shadows[key] = shadow = new();
        }
        foreach (var entry in append.Entries)
        {
            if (shadow.Take(entry) is { } wrong)
            {
                checker.Fail(wrong with { Words = $"conversation {record.Number}: {wrong.Words}" });
                return;
            }
            checker.Saw(entry.Event.GetType().Name);
        }
        CheckRow(record, shadow);
        CheckMarks(before, record);
        if (append.Entries.Any(entry => entry.Event is ConversationEvent.WentLive))
        {
            CheckSlots(record);
        }
        CheckDecision(record, append);
        line.Note(record.Id, record.State.Waits);
    }

    private void CheckRow(ConversationRecord record, Shadow shadow)
    {
        var row = record.State;
        checker.That(
            row.LastSeq == shadow.LastSeq && row.Status == shadow.Status && row.Mode == shadow.Mode
                && row.Assignee?.OperatorId == shadow.Owner && row.LastSeqForContact == shadow.LastSeqForContact,
            Invariants.X1,
            () => $"conversation {record.Number}: the row says {row.LastSeq} {row.Status} {row.Mode} {row.Assignee?.Name}, "
                + $"the timeline {shadow.LastSeq} {shadow.Status} {shadow.Mode}");
        checker.That(record.Entries.Count == row.LastSeq, Invariants.M2, () =>
            $"conversation {record.Number}: {record.Entries.Count} entries, last seq {row.LastSeq}");
    }

    private void CheckMarks(ConversationState before, ConversationRecord record)
    {
        var row = record.State;
        var (old, now) = (before.Receipts, row.Receipts);
        checker.That(
            now.ContactRead >= old.ContactRead && now.OperatorRead >= old.OperatorRead
                && now.ContactDelivered >= old.ContactDelivered && now.OperatorDelivered >= old.OperatorDelivered
                && now.ContactRead <= row.LastSeq && now.OperatorRead <= row.LastSeq,
            Invariants.U2,
            () => $"conversation {record.Number}: {old} became {now}");
        CheckUnread(record, AuthorKind.Contact, now.OperatorRead, row.UnreadByOperator);
        CheckUnread(record, AuthorKind.Operator, now.ContactRead, row.UnreadByContact);
    }

    private void CheckUnread(ConversationRecord record, AuthorKind by, long read, EquatableArray<long> unread)
    {
        var count = 0;
        for (var place = record.Entries.Count - 1; place >= 0 && record.Entries[place].Seq > read && count < Limits.UnreadCountedMax; place--)
        {
            var entry = record.Entries[place];
            count += entry.Event is ConversationEvent.MessagePosted && entry.Author.Kind == by ? 1 : 0;
        }
        checker.That(unread.Count == count, Invariants.U1, () =>
            $"conversation {record.Number}: {unread.Count} unread are stored, {count} by {by} stand beyond {read}");
    }

    private void CheckSlots(ConversationRecord record)
    {
        if (record.State.Assignee is not { } owner)
        {
            return;
        }
        var slots = Limit(record.Account, owner.OperatorId);
        var live = LiveOf(record.Account, owner.OperatorId);
        checker.Saw(live == slots ? "the last slot was taken" : "a slot was taken");
        checker.That(live <= slots, Invariants.S1, () => $"{owner.Name} has {live} live conversations and {slots} slots");
    }

    private void CheckDecision(ConversationRecord record, ConversationAppend append)
    {
        foreach (var entry in append.Entries)
        {
            if (entry.Event is ConversationEvent.OperatorAssigned { Decision: { } decision } assigned)
            {
                checker.Saw($"routed: {decision.Rule}");
                checker.That(
                    decision.OperatorId == assigned.OperatorId && decision.Candidates.Any(one => one.OperatorId == assigned.OperatorId)
                        && Groups(record.Account, assigned.OperatorId).Contains(record.State.GroupId),
                    Invariants.R2,
                    () => $"conversation {record.Number} was routed to {assigned.OperatorName}, who is not of its group");
            }
        }
    }

    private int LiveOf(AccountId account, OperatorId id) => stage.Database.Conversations.Count(record =>
        record.Account == account && record.State.Mode == ConversationMode.Live && record.State.Assignee?.OperatorId == id);

    /// <summary>
    /// The most slots that she ever had in this run, for a change may be on its way to her; when all is calm, those she has.
    /// </summary>
    private int Limit(AccountId account, OperatorId id)
    {
        var now = Profile(account, id).SlotsMax;
        var most = mostSlots[id] = Math.Max(now, mostSlots.GetValueOrDefault(id));
        return stage.World.Faults.IsHealed && stage.World.Now >= stage.CalmAt ? now : most;
    }

    private HashSet<OperatorGroupId> Groups(AccountId account, OperatorId id)
    {
        if (!everGroups.TryGetValue(id, out var groups))
        {
            everGroups[id] = groups = [];
        }
        groups.UnionWith(Profile(account, id).Groups);
        return groups;
    }

    /// <summary>Notes what operators may do from now on, beside what they might before.</summary>
    public void NoteProfiles(string kind)
    {
        if (kind != DocumentKinds.Account)
        {
            return;
        }
        foreach (var company in stage.Companies.Where(company => stage.HasAccount(company.Account)))
        {
            foreach (var one in stage.AccountOf(company.Account).Operators)
            {
                Limit(company.Account, one.OperatorId);
                Groups(company.Account, one.OperatorId);
            }
        }
    }

    private AccountOperator Profile(AccountId account, OperatorId id) =>
        stage.AccountOf(account).Operators.First(one => one.OperatorId == id);
}
