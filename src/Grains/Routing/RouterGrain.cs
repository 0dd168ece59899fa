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
    private readonly Dictionary<OperatorId, OperatorReport> operators = [];
    private readonly Dictionary<ConversationId, ConversationReport> waiting = [];
    private readonly Dictionary<ConversationId, ConversationView> unassigned = [];
    private readonly HashSet<ConversationId> underWay = [];
    private readonly HashSet<ConversationId> refused = [];
    private readonly HashSet<OperatorGroupId> answered = [];
    private DateTimeOffset beatAt;
    private DateTimeOffset reconcileAt;
    private long version;
    private long changes;

    public RouterGrain(IConversationStore store, GrainTimings timings, TimeProvider clock, GrainMetrics metrics, ILogger<RouterGrain> log)
        : base(log)
    {
        (this.store, this.timings, this.clock, this.log) = (store, timings, clock, log);
        inLine = metrics.Waiting();
        account = new(Guid.ParseExact(this.GetPrimaryKeyString(), "N"));
        subscribers = new(clock);
        version = clock.GetUtcNow().ToUnixTimeMilliseconds();
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        beatAt = clock.GetUtcNow() + FeedLease.BeatEvery;
        reconcileAt = clock.GetUtcNow() + timings.ReconcileEvery;
        await ReadRows();
        await AskOperators();
        await WakeLiveConversations();
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(timings.Tick, timings.Tick) { KeepAlive = true });
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
        operators[report.OperatorId] = report;
        PublishAnswered();
        Route();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ConversationReported(ConversationReport report)
    {
        changes++;
        Note(report);
        Route();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<UnassignedList> WatchUnassigned(IFeedObserver front)
    {
        subscribers.Subscribe(front);
        var oldestFirst = unassigned.Values.OrderBy(view => view.UnansweredSince ?? view.LastActivityAt).Take(Limits.ListPageMax);
        return Task.FromResult(new UnassignedList(version, oldestFirst.ToEquatableArray()));
    }

    /// <inheritdoc/>
    public Task<bool> RenewUnassigned(IFeedObserver front) => Task.FromResult(subscribers.Renew(front));

    /// <inheritdoc/>
    public Task<bool> IsAnswered(OperatorGroupId group) => Task.FromResult(answered.Contains(group));

    private void Note(ConversationReport report)
    {
        var view = report.Conversation;
        var id = view.ConversationId;
        if (report.Waits)
        {
            waiting[id] = report;
        }
        else
        {
            waiting.Remove(id);
        }
        var isListed = view.Assignee is null && view.Status != ConversationStatus.Ended;
        if (isListed && (!unassigned.TryGetValue(id, out var known) || known != view))
        {
            unassigned[id] = view;
            PublishUnassigned(view, null);
        }
        else if (!isListed && unassigned.Remove(id))
        {
            PublishUnassigned(null, id);
        }
    }

    /// <summary>Starts all proposals that hold together; each runs on its own, so that one slow grain holds up no other.</summary>
    private void Route()
    {
        var line = waiting.Values
            .Where(report => !underWay.Contains(report.Conversation.ConversationId) && !refused.Contains(report.Conversation.ConversationId))
            .Select(InLine);
        foreach (var proposal in RoutingDecider.Decide(line, operators.Values.Select(Routable)))
        {
            underWay.Add(proposal.ConversationId);
            Take(proposal.Operator.OperatorId, 1);
            Carry(proposal).Ignore();
        }
    }

    private async Task Carry(RoutingProposal proposal)
    {
        var operatorId = proposal.Operator.OperatorId;
        var operatorGrain = GrainFactory.GetGrain<IOperatorGrain>(GrainKeys.Of(account, operatorId));
        var isHeard = false;
        try
        {
            isHeard = await Carry(proposal, operatorGrain);
        }
        catch (Exception problem)
        {
            Runtime.Log.RoutingFailed(log, problem, proposal.ConversationId.Value, operatorId.Value);
        }
        underWay.Remove(proposal.ConversationId);
        if (isHeard)
        {
            Route();
        }
        else
        {
            // What this router believed was wrong, or nobody knows: both sides are asked; the next tick routes again.
            refused.Add(proposal.ConversationId);
            Tell(operatorGrain.ReportToRouter(), "A question to an operator");
            var conversation = GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, proposal.ConversationId));
            Tell(conversation.ReportToRouter(), "A question to a conversation");
        }
    }

    private async Task<bool> Carry(RoutingProposal proposal, IOperatorGrain operatorGrain)
    {
        if (!await operatorGrain.ClaimSlot(proposal.ConversationId))
        {
            return false;
        }
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

    /// <summary>Until she reports again the slot counts as taken.</summary>
    private void Take(OperatorId id, int slots)
    {
        if (operators.TryGetValue(id, out var report))
        {
            operators[id] = report with { SlotsTaken = report.SlotsTaken + slots };
        }
    }

    private async Task Tick(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
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
            foreach (var known in operators.Values.Where(report => report.IsAvailable).ToArray())
            {
                Ask(known.OperatorId);
            }
        }
        refused.Clear();
        inLine.Set(waiting.Count);
        Route();
    }

    /// <summary>Rebuilds the line and the list Unassigned from the rows, unless reports came meanwhile: then next time.</summary>
    private async Task ReadRows()
    {
        var before = changes;
        var unassignedRows = await store.Query(
            account,
            new()
            {
                IsUnassigned = true,
                Statuses = [ConversationStatus.New, ConversationStatus.Open, ConversationStatus.Pending],
                Limit = Limits.ListPageMax,
            },
            CancellationToken.None);
        var waitingRows = await store.Query(account, new() { Waits = true, Limit = Limits.ListPageMax }, CancellationToken.None);
        if (changes != before)
        {
            return;
        }
        var rows = unassignedRows.Rows.Concat(waitingRows.Rows).DistinctBy(row => row.ConversationId)
            .ToDictionary(row => row.ConversationId);
        foreach (var row in rows.Values)
        {
            var view = ConversationView.From(row.ConversationId, row.State, AuthorKind.Operator);
            if (!waiting.ContainsKey(row.ConversationId) && row.State.Waits)
            {
                // The row says that it waits; the conversation, once awake, asks its contact whether she is still there.
                var conversation = GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, row.ConversationId));
                Tell(conversation.ReportToRouter(), "A question to a conversation");
            }
            Note(new(view, row.State.Waits, row.State.WaitingSince, row.State.StickyOperator));
        }
        foreach (var gone in waiting.Keys.Where(id => !rows.ContainsKey(id)).ToArray())
        {
            waiting.Remove(gone);
        }
        if (unassignedRows.NextCursor is null)
        {
            foreach (var gone in unassigned.Keys.Where(id => !rows.ContainsKey(id)).ToArray())
            {
                unassigned.Remove(gone);
                PublishUnassigned(null, gone);
            }
        }
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
        string? cursor = null;
        do
        {
            var page = await store.Query(
                account, new() { Mode = ConversationMode.Live, Limit = Limits.ListPageMax, Cursor = cursor }, CancellationToken.None);
            foreach (var row in page.Rows)
            {
                var conversation = GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, row.ConversationId));
                Tell(conversation.ReportToRouter(), "A question to a conversation");
            }
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    private void Ask(OperatorId id) =>
        Tell(GrainFactory.GetGrain<IOperatorGrain>(GrainKeys.Of(account, id)).ReportToRouter(), "A question to an operator");

    private void PublishUnassigned(ConversationView? conversation, ConversationId? removed)
    {
        version++;
        subscribers.Push(new FeedPush.UnassignedChanged(account, version, conversation, removed));
    }

    private void PublishAnswered()
    {
        var now = operators.Values.Where(report => report.IsAvailable).SelectMany(report => report.Groups).ToHashSet();
        foreach (var group in now.Where(group => !answered.Contains(group)).ToArray())
        {
            subscribers.Push(new FeedPush.GroupAvailabilityChanged(account, group, true));
        }
        foreach (var group in answered.Where(group => !now.Contains(group)).ToArray())
        {
            subscribers.Push(new FeedPush.GroupAvailabilityChanged(account, group, false));
        }
        answered.Clear();
        answered.UnionWith(now);
    }

    private static WaitingConversation InLine(ConversationReport report) => new(
        report.Conversation.ConversationId,
        report.Conversation.GroupId,
        report.WaitingSince,
        report.Conversation.Locale,
        report.Conversation.Assignee?.OperatorId,
        report.StickyOperator);

    private static RoutableOperator Routable(OperatorReport report) => new(
        report.OperatorId,
        report.Name,
        report.IsAvailable,
        report.SlotsMax,
        report.SlotsTaken,
        report.Groups,
        report.Languages,
        report.LastLiveAt);
}
