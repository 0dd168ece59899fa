using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Simulation.People;
using MessageCenter.Simulation.Runs;
using MessageCenter.Simulation.Stores;

namespace MessageCenter.Simulation.Checks;

/// <summary>What must be so when nothing has gone wrong for a while and nobody does anything new.</summary>
internal sealed class QuietChecks(Stage stage)
{
    private Checker Checks => stage.Checks;

    private Truth Truth => stage.Checks.Truth;

    /// <summary>Soon after the faults stop: nothing hangs, no hole is open.</summary>
    public void CheckSettled()
    {
        foreach (var company in stage.Companies)
        {
            foreach (var visitor in company.Visitors)
            {
                CheckTabs(visitor.Browser, visitor.Tabs);
            }
            foreach (var agent in company.Agents)
            {
                CheckTabs(agent.Browser, agent.Tabs);
            }
        }
    }

    /// <summary>After all leases and grace times: what is shown, known and held agrees with what is so.</summary>
    public void CheckAgreed()
    {
        CheckSettled();
        foreach (var company in stage.Companies)
        {
            foreach (var record in Truth.RowsOf(company))
            {
                CheckPeople(company, record);
            }
            foreach (var agent in company.Agents)
            {
                CheckDesk(company, agent);
            }
            foreach (var visitor in company.Visitors)
            {
                CheckMessenger(company, visitor);
            }
        }
    }

    private void CheckTabs(Browser browser, IEnumerable<Tab> tabs)
    {
        var open = tabs.ToArray();
        Checks.That(open.Length == 0 || browser.Outbox.Count == 0, Invariants.L1, () =>
            $"{browser.Host} still has {browser.Outbox.Count} commands to send, first {browser.Outbox[0].Intent.Method} {browser.Outbox[0].Intent.Text}");
        foreach (var tab in open)
        {
            Checks.That(tab.IsConnected, Invariants.L1, () => $"{browser.Host} is not connected");
            foreach (var id in tab.Watched)
            {
                if (tab.Screens.TryGetValue(id, out var screen) && Truth.Find(id) is { } record)
                {
                    CheckScreen(browser, screen, record);
                }
            }
        }
    }

    private void CheckScreen(Browser browser, Screen screen, ConversationRecord record)
    {
        var row = record.State;
        var last = screen.Side == AuthorKind.Contact ? row.LastSeqForContact : row.LastSeq;
        Checks.That(screen.UpTo >= last, Invariants.M8, () =>
            $"{browser.Host} shows conversation {record.Number} up to {screen.UpTo}, and {last} is there");
        var shown = screen.Entries.Select(entry => entry.Seq);
        var stored = record.Entries.Where(entry => entry.Seq > screen.From && (screen.Side != AuthorKind.Contact || entry.Event.IsForContact));
        Checks.That(shown.SequenceEqual(stored.Select(entry => entry.Seq)), Invariants.M7, () =>
            $"{browser.Host} shows other entries of conversation {record.Number}");
        Checks.That(
            screen.Head.Status == row.Status && screen.Head.Mode == row.Mode && screen.Head.Assignee?.OperatorId == row.Assignee?.OperatorId,
            Invariants.M8,
            () => $"{browser.Host} shows conversation {record.Number} as {screen.Head.Status} {screen.Head.Mode} {screen.Head.Assignee?.Name}, "
                + $"and it is {row.Status} {row.Mode} {row.Assignee?.Name}");
    }

    /// <summary>Who is there, who is live, and who waits although somebody is free.</summary>
    private void CheckPeople(Company company, ConversationRecord record)
    {
        var row = record.State;
        if (row.Status == ConversationStatus.Ended)
        {
            return;
        }
        var visitor = company.Visitors.First(one => one.Id == row.ContactId);
        // Where its owner has left as well, it may go on sleeping until somebody looks at it.
        var sleeps = row.Assignee is { } owner && !row.Waits && row.Mode != ConversationMode.Live
            && !company.Agents.First(agent => agent.Id == owner.OperatorId).IsHere;
        Checks.That(row.ContactIsPresent == visitor.IsHere || (!visitor.IsHere && sleeps), Invariants.P1, () =>
            $"conversation {record.Number} says that {visitor.Name} is {(row.ContactIsPresent ? "there" : "gone")}");
        if (row.Mode == ConversationMode.Live)
        {
            Checks.That(visitor.IsHere && Truth.IsAvailable(company, row.Assignee?.OperatorId), Invariants.A3, () =>
                $"conversation {record.Number} is live between {visitor.Name} and {row.Assignee?.Name}, of whom one is gone");
        }
        if (row.Waits)
        {
            var free = Truth.FreeFor(company, row).FirstOrDefault();
            Checks.That(free is null, Invariants.R4, () => $"conversation {record.Number} waits while {free?.Name} is free");
        }
    }

    private void CheckDesk(Company company, Agent agent)
    {
        var live = Truth.LiveOf(company, agent.Id);
        foreach (var tab in agent.Tabs)
        {
            Checks.That(tab.Slots?.Running == live && tab.Slots?.Maximum == Truth.Profile(company, agent.Id).SlotsMax, Invariants.S3, () =>
                $"{agent.Name} is shown {tab.Slots}, and has {live} live conversations and {Truth.Profile(company, agent.Id).SlotsMax} slots");
            Checks.That(tab.Availability == Truth.SwitchOf(company, agent.Id), Invariants.U3, () =>
                $"{agent.Name} is shown {tab.Availability}");
            CheckList(agent, "Mine", tab.Mine.Keys, company, row => row.Assignee?.OperatorId == agent.Id);
            CheckList(agent, "Unassigned", tab.Unassigned.Keys, company, row => row.Assignee is null);
            foreach (var id in tab.Mine.Keys.Concat(tab.Unassigned.Keys))
            {
                CheckRowShown(agent, tab.Mine.GetValueOrDefault(id) ?? tab.Unassigned[id], Truth.Find(id));
            }
        }
    }

    private void CheckRowShown(Agent agent, ConversationView shown, ConversationRecord? record) => Checks.That(
        record is not null && shown.Status == record.State.Status && shown.Mode == record.State.Mode
            && shown.Assignee?.OperatorId == record.State.Assignee?.OperatorId,
        Invariants.U3,
        () => $"{agent.Name} is shown conversation {record?.Number} as {shown.Status} {shown.Mode}, "
            + $"and it is {record?.State.Status} {record?.State.Mode}");

    private void CheckList(Agent agent, string list, IEnumerable<ConversationId> shown, Company company, Func<ConversationState, bool> belongs)
    {
        var stored = Truth.RowsOf(company).Where(record => record.State.Status != ConversationStatus.Ended && belongs(record.State))
            .Select(record => record.Id).ToHashSet();
        Checks.That(stored.SetEquals(shown), Invariants.U3, () =>
            $"{agent.Name}'s {list} shows {string.Join(' ', shown.Select(Truth.NumberOf))}, "
                + $"and {string.Join(' ', stored.Select(Truth.NumberOf))} belong there");
    }

    private void CheckMessenger(Company company, Visitor visitor)
    {
        foreach (var tab in visitor.Tabs)
        {
            foreach (var record in Truth.RowsOf(company).Where(record => record.State.ContactId == visitor.Id))
            {
                Checks.That(
                    tab.Screens.TryGetValue(record.Id, out var screen) && screen.Head.Status == record.State.Status && screen.Head.Mode == record.State.Mode,
                    Invariants.U3,
                    () => $"{visitor.Name} is shown conversation {record.Number} as {screen?.Head.Status} {screen?.Head.Mode}, "
                        + $"and it is {record.State.Status} {record.State.Mode}");
            }
            var group = stage.AccountOf(company.Account).Widgets.First(widget => widget.WidgetId == visitor.Widget).GroupId;
            var isAnswered = company.Agents.Any(agent => Truth.IsAvailable(company, agent.Id) && Truth.Profile(company, agent.Id).Groups.Contains(group));
            Checks.That(tab.IsAnswered == isAnswered, Invariants.P1, () => $"{visitor.Name} is told that somebody is there: {tab.IsAnswered}");
        }
    }
}
