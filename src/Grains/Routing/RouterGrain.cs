using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Routing;
using MessageCenter.Grains.Feeds;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Interfaces.Routing;
using MessageCenter.Grains.Runtime;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Routing;

/// <summary>
/// The shell of one account's routing. All it knows is hearsay: reports of operators and conversations, and rows of the
/// store; so it proposes, an operator claims her slot, and the conversation records the assignment or refuses. Whatever
/// fails is released and tried again. It also keeps the list Unassigned for the fronts.
/// </summary>
internal sealed class RouterGrain : RepairingGrain, IRouterGrain
{
    private readonly IConversationStore store;
    private readonly GrainTimings timings;
    private readonly TimeProvider clock;
    private readonly ILogger<RouterGrain> log;
    private readonly GrainMetrics.Share inLine;
    private readonly AccountId account;
    private readonly FeedSubscribers subscribers;
    private readonly RoutingBoard board = new();
    private readonly Dictionary<OperatorId, Desk> desks = [];
    private readonly Dictionary<ConversationId, ConversationReport> waiting = [];
    private readonly UnassignedConversations unassigned = new();
    private readonly AnsweredGroups answered = new();

    /// <summary>Proposed, and not answered yet: with what the conversation said last, null when that it waits no longer.</summary>
    private readonly Dictionary<ConversationId, ConversationReport?> underWay = [];

    /// <summary>They wait, and are proposed again with the next tick.</summary>
    private readonly HashSet<ConversationId> refused = [];

    /// <summary>Conversations that reported since rows were begun to be read the last time: their rows may be older.</summary>
    private readonly HashSet<ConversationId> heard = [];
    private TimeSpan beatAt;
    private TimeSpan reconcileAt;
    private long version;

    public RouterGrain(IConversationStore store, GrainTimings timings, TimeProvider clock, GrainMetrics metrics, ILogger<RouterGrain> log)
        : base(log)
    {
        (this.store, this.timings, this.clock, this.log) = (store, timings, clock, log);
        inLine = metrics.Waiting();
        account = new(Guid.ParseExact(this.GetPrimaryKeyString(), "N"));
        subscribers = new(clock);
        version = FeedVersions.Begin(clock, GrainContext.ActivationId);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        beatAt = clock.Steady() + FeedLease.BeatEvery;
        reconcileAt = clock.Steady() + timings.ReconcileEvery;
        await ReadRows();
        await AskOperators();
        await WakeLiveConversations();
        // Between its reads of the store it lets reports in: routing goes on while a long line is compared with its rows.
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(timings.Tick, timings.Tick) { KeepAlive = true, Interleave = true });
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        inLine.Set(0);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OperatorReported(OperatorReport report)
    {
        var desk = desks.TryGetValue(report.OperatorId, out var known) ? known : desks[report.OperatorId] = new(report);
        foreach (var group in answered.Note(known?.Report, report))
        {
            subscribers.Push(new FeedPush.GroupAvailabilityChanged(account, group, answered.Contains(group)));
        }
        desk.Report = report;
        desk.Reports++;
        Seat(desk);
        Route();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ConversationReported(ConversationReport report)
    {
        heard.Add(report.Conversation.ConversationId);
        Note(report);
        Route();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<UnassignedList> WatchUnassigned(IFeedObserver front)
    {
        subscribers.Subscribe(front);
        return Task.FromResult(new UnassignedList(version, unassigned.Oldest(Limits.ListPageMax).ToEquatableArray()));
    }

    /// <inheritdoc/>
    public Task<bool> RenewUnassigned(IFeedObserver front) => Task.FromResult(subscribers.Renew(front));

    /// <inheritdoc/>
    public Task<bool> IsAnswered(OperatorGroupId group) => Task.FromResult(answered.Contains(group));

    private void Note(ConversationReport report)
    {
        var view = report.Conversation;
        var id = view.ConversationId;
        if (underWay.ContainsKey(id))
        {
            underWay[id] = report.Waits ? report : null;
        }
        else if (report.Waits)
        {
            Enqueue(report);
        }
        else
        {
            Withdraw(id);
        }
        var isListed = view.Assignee is null && view.Status != ConversationStatus.Ended;
        if (isListed && unassigned.Put(view))
        {
            PublishUnassigned(view, null);
        }
        else if (!isListed && unassigned.Remove(id))
        {
            PublishUnassigned(null, id);
        }
    }

    private void Enqueue(ConversationReport report)
    {
        waiting[report.Conversation.ConversationId] = report;
        if (!refused.Contains(report.Conversation.ConversationId))
        {
            board.Enqueue(InLine(report));
        }
    }

    private void Withdraw(ConversationId id)
    {
        waiting.Remove(id);
        board.Withdraw(id);
    }

    /// <summary>
    /// What she said, and what she was asked to take since. A claim that she has not answered may already be in what she
    /// said: until she answers, one slot too many counts as taken, never one too few.
    /// </summary>
    private void Seat(Desk desk) => board.Seat(Routable(desk.Report, desk.Report.SlotsTaken + desk.Claims));

    /// <summary>Starts all proposals that hold together; each runs on its own, so that one slow grain holds up no other.</summary>
    private void Route()
    {
        foreach (var proposal in board.Propose())
        {
            waiting.Remove(proposal.ConversationId, out var report);
            underWay.Add(proposal.ConversationId, report);
            desks[proposal.Operator.OperatorId].Claims++;
            Carry(proposal, report).Ignore();
        }
    }

    private async Task Carry(RoutingProposal proposal, ConversationReport? proposed)
    {
        var operatorId = proposal.Operator.OperatorId;
        var operatorGrain = GrainFactory.GetGrain<IOperatorGrain>(GrainKeys.Of(account, operatorId));
        var isTaken = false;
        try
        {
            isTaken = await ClaimSlot(proposal, operatorGrain) && await Assign(proposal, operatorGrain);
        }
        catch (Exception problem)
        {
            Runtime.Log.RoutingFailed(log, problem, proposal.ConversationId.Value, operatorId.Value);
        }
        underWay.Remove(proposal.ConversationId, out var latest);
        if (!isTaken)
        {
            // What this router believed was wrong, or nobody knows: both sides are asked; the next tick routes again.
            refused.Add(proposal.ConversationId);
            Ask(operatorId);
            Ask(proposal.ConversationId);
        }
        if (latest is not null && (!isTaken || latest != proposed))
        {
            Enqueue(latest);
        }
        Route();
    }

    private async Task<bool> ClaimSlot(RoutingProposal proposal, IOperatorGrain operatorGrain)
    {
        var desk = desks[proposal.Operator.OperatorId];
        var reports = desk.Reports;
        var isClaimed = false;
        try
        {
            return isClaimed = await operatorGrain.ClaimSlot(proposal.ConversationId);
        }
        finally
        {
            desk.Claims--;
            if (isClaimed && desk.Reports == reports)
            {
                // Until she reports again the slot counts as taken.
                desk.Report = desk.Report with { SlotsTaken = desk.Report.SlotsTaken + 1 };
            }
            Seat(desk);
        }
    }

    private async Task<bool> Assign(RoutingProposal proposal, IOperatorGrain operatorGrain)
    {
        var conversation = GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, proposal.ConversationId));
        var operatorWithSlot = new Assignee(proposal.Operator.OperatorId, proposal.Operator.Name);
        var answer = await conversation.RouteConversation(operatorWithSlot, proposal.Operator.SlotsMax, proposal.Decision);
        if (answer.Rejection is null)
        {
            return true;
        }
        await operatorGrain.ReleaseSlot(proposal.ConversationId);
        return false;
    }

    private async Task Tick(CancellationToken cancel)
    {
        var now = clock.Steady();
        subscribers.Expire();
        if (subscribers.Any && now >= beatAt)
        {
            beatAt = now + FeedLease.BeatEvery;
            subscribers.Push(new FeedPush.UnassignedBeat(account, version));
        }
        if (now >= reconcileAt)
        {
            reconcileAt = now + timings.ReconcileEvery;
            await ReadRows();
            foreach (var desk in desks.Values)
            {
                if (desk.Report.IsAvailable)
                {
                    Ask(desk.Report.OperatorId);
                }
            }
        }
        foreach (var report in refused.Select(id => waiting.GetValueOrDefault(id)).OfType<ConversationReport>())
        {
            board.Enqueue(InLine(report));
        }
        refused.Clear();
        inLine.Set(waiting.Count + underWay.Count);
        Route();
    }

    /// <summary>Compares the line and the list Unassigned with the rows. Whoever reported meanwhile knows better than her row.</summary>
    private async Task ReadRows()
    {
        HashSet<ConversationId> heardBefore = [.. heard];
        heard.Clear();
        var (waitingRows, _) = await ReadAll(new() { Waits = true }, Limits.RoutedRowsMax);
        var (unassignedRows, isWhole) = await ReadAll(
            new() { IsUnassigned = true, Statuses = [ConversationStatus.New, ConversationStatus.Open, ConversationStatus.Pending] },
            Limits.UnassignedRowsMax);
        var rows = unassignedRows.Concat(waitingRows).DistinctBy(row => row.ConversationId).ToDictionary(row => row.ConversationId);
        foreach (var row in rows.Values.Where(row => !IsHeard(row.ConversationId)))
        {
            if (row.State.ContactIsPresent && !heardBefore.Contains(row.ConversationId))
            {
                // The row says that she is there, and nobody said so lately: once awake, the conversation asks her.
                Ask(row.ConversationId);
            }
            var view = ConversationView.From(row.ConversationId, row.State, AuthorKind.Operator);
            Note(new(view, row.State.Waits, row.State.WaitingSince, row.State.StickyOperator));
        }
        foreach (var gone in waiting.Keys.Where(id => !rows.ContainsKey(id) && !IsHeard(id)).ToArray())
        {
            // A row that moved from one page to another while they were read was in neither: the conversation says.
            Withdraw(gone);
            Ask(gone);
        }
        foreach (var gone in isWhole ? unassigned.Ids.Where(id => !rows.ContainsKey(id) && !IsHeard(id)).ToArray() : [])
        {
            unassigned.Remove(gone);
            PublishUnassigned(null, gone);
        }
    }

    private bool IsHeard(ConversationId id) => heard.Contains(id) || underWay.ContainsKey(id);

    /// <summary>The rows, page by page, and whether these are all.</summary>
    private async Task<(List<StoredConversation> Rows, bool IsWhole)> ReadAll(ConversationFilter filter, int most)
    {
        var rows = new List<StoredConversation>();
        string? cursor = null;
        do
        {
            var page = await store.Query(account, filter with { Limit = Limits.ListPageMax, Cursor = cursor }, CancellationToken.None);
            rows.AddRange(page.Rows);
            cursor = page.NextCursor;
        }
        while (cursor is not null && rows.Count < most);
        return (rows, cursor is null);
    }

    private async Task AskOperators()
    {
        var view = await GrainFactory.GetGrain<IAccountGrain>(GrainKeys.Of(account)).ReadAccount();
        foreach (var one in view?.Operators ?? [])
        {
            Ask(one.OperatorId);
        }
    }

    /// <summary>After a restart: live rows whose contact and operator may both be gone are looked at by waking them.</summary>
    private async Task WakeLiveConversations()
    {
        var (rows, _) = await ReadAll(new() { Mode = ConversationMode.Live }, Limits.RoutedRowsMax);
        foreach (var row in rows)
        {
            Ask(row.ConversationId);
        }
    }

    private void Ask(OperatorId id) =>
        Tell(GrainFactory.GetGrain<IOperatorGrain>(GrainKeys.Of(account, id)).ReportToRouter(), "A question to an operator");

    private void Ask(ConversationId id) =>
        Tell(
            GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, id)).ReportToRouter(), "A question to a conversation");

    private void PublishUnassigned(ConversationView? conversation, ConversationId? removed)
    {
        version++;
        subscribers.Push(new FeedPush.UnassignedChanged(account, version, conversation, removed));
    }

    private static WaitingConversation InLine(ConversationReport report) => new(
        report.Conversation.ConversationId,
        report.Conversation.GroupId,
        report.WaitingSince,
        report.Conversation.Locale,
        report.Conversation.Assignee?.OperatorId,
        report.StickyOperator);

    private static RoutableOperator Routable(OperatorReport report, int slotsTaken) => new(
        report.OperatorId,
        report.Name,
        report.IsAvailable,
        report.SlotsMax,
        slotsTaken,
        report.Groups,
        report.Languages,
        report.LastLiveAt);

    /// <summary>What is known of an operator.</summary>
    private sealed class Desk(OperatorReport report)
    {
        /// <summary>What she said last, with the slots that she has granted since.</summary>
        public OperatorReport Report { get; set; } = report;

        /// <summary>How often she reported.</summary>
        public long Reports { get; set; }

        /// <summary>Slots that she was asked for and has not answered about.</summary>
        public int Claims { get; set; }
    }
}
