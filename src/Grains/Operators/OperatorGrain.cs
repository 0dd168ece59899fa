using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
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

namespace MessageCenter.Grains.Operators;

/// <summary>
/// The shell of one operator: switch, presence, chat slots, Mine, credentials. Slots are counted from the rows of her
/// live conversations, plus claims under way. It waits for the store and the account, never for a conversation or the
/// router: those are told, and told again until what is and what should be agree.
/// </summary>
internal sealed partial class OperatorGrain : RepairingGrain, IOperatorGrain
{
    private readonly IConversationStore conversations;
    private readonly GrainTimings timings;
    private readonly TimeProvider clock;
    private readonly ILogger<OperatorGrain> log;
    private readonly GrainMetrics.Share slotsTaken;
    private readonly GrainMetrics.Share slotsMaximum;
    private readonly AccountId account;
    private readonly OperatorId me;
    private readonly GrainDocument<OperatorState> document;
    private readonly FeedSubscribers subscribers;
    private readonly PresenceLeases presence;
    private readonly Dictionary<ConversationId, ConversationView> mine = [];
    private readonly Dictionary<ConversationId, TimeSpan> claims = [];
    private OperatorState state = OperatorState.Nothing;
    private AccountOperator? profile;
    private OperatorReport? reported;
    private DateTimeOffset? lastLiveAt;
    private TimeSpan beatAt;
    private TimeSpan reconcileAt;
    private long version;
    private long changes;

    public OperatorGrain(
        IDocumentStore documents,
        IConversationStore conversations,
        GrainTimings timings,
        TimeProvider clock,
        GrainMetrics metrics,
        ILogger<OperatorGrain> log)
        : base(log)
    {
        (this.conversations, this.timings, this.clock, this.log) = (conversations, timings, clock, log);
        (slotsTaken, slotsMaximum) = (metrics.SlotsTaken(), metrics.SlotsMaximum());
        account = GrainKeys.AccountOf(this.GetPrimaryKeyString());
        me = GrainKeys.IdOf<OperatorId>(this.GetPrimaryKeyString());
        document = new(documents, DocumentKinds.Operator, this.GetPrimaryKeyString(), DocumentJson.Default.OperatorState);
        subscribers = new(clock);
        presence = new(clock);
        version = FeedVersions.Begin(clock, GrainContext.ActivationId);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        state = await document.Read(cancellationToken) ?? OperatorState.Nothing;
        await ReadProfile();
        await ReadMine();
        beatAt = clock.Steady() + FeedLease.BeatEvery;
        reconcileAt = clock.Steady() + timings.ReconcileEvery;
        if (profile is not null)
        {
            this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(timings.Tick, timings.Tick));
        }
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        slotsTaken.Set(0);
        slotsMaximum.Set(0);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Inbox?> WatchInbox(IFeedObserver front, int connections)
    {
        if (profile is null)
        {
            await ReadProfile();
        }
        if (profile is null)
        {
            return null;
        }
        if (connections > 0)
        {
            subscribers.Subscribe(front);
        }
        else
        {
            subscribers.Unsubscribe(front);
        }
        presence.Report(front, connections);
        ReportIfChanged();
        // Plain messages do not pass through here: previews and unread counts come fresh from the rows.
        await ReadMine();
        return new(
            version, profile, state.Availability, !state.HasUsedSwitch, Slots(), mine.Values.ToEquatableArray(), UnseenMentions());
    }

    /// <inheritdoc/>
    public Task<bool> RenewInbox(IFeedObserver front, int connections)
    {
        presence.Report(front, connections);
        if (connections == 0)
        {
            subscribers.Unsubscribe(front);
        }
        ReportIfChanged();
        return Task.FromResult(connections == 0 || subscribers.Renew(front));
    }

    /// <inheritdoc/>
    public async Task<Answer> SetAvailability(Availability availability)
    {
        var answer = await Run(new OperatorCommand.SetAvailability(availability));
        if (answer.Rejection is null)
        {
            FreeUnusableSlots();
            PublishInbox(null, null);
            ReportIfChanged();
        }
        return answer;
    }

    /// <inheritdoc/>
    public Task<bool> ClaimSlot(ConversationId conversation)
    {
        ExpireClaims();
        if (claims.ContainsKey(conversation) || IsLive(conversation))
        {
            return Task.FromResult(true);
        }
        if (!IsAvailable() || SlotsTaken() >= profile?.SlotsMax)
        {
            return Task.FromResult(false);
        }
        claims[conversation] = clock.Steady() + timings.ClaimExpiresAfter;
        ReportIfChanged();
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task ReleaseSlot(ConversationId conversation)
    {
        if (claims.Remove(conversation))
        {
            ReportIfChanged();
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ConversationChanged(ConversationView conversation)
    {
        changes++;
        var id = conversation.ConversationId;
        if (mine.TryGetValue(id, out var known) && known.LastSeq > conversation.LastSeq)
        {
            return Task.CompletedTask;
        }
        var isMine = conversation.Assignee?.OperatorId == me && conversation.Status != ConversationStatus.Ended;
        if (isMine)
        {
            mine[id] = conversation;
        }
        if (isMine && conversation.Mode == ConversationMode.Live)
        {
            claims.Remove(id);
            if (known?.Mode != ConversationMode.Live)
            {
                lastLiveAt = clock.GetUtcNow();
            }
        }
        if (isMine ? known != conversation : mine.Remove(id))
        {
            PublishInbox(isMine ? conversation : null, isMine ? null : id);
        }
        FreeUnusableSlots();
        ReportIfChanged();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReportToRouter()
    {
        reported = null;
        ReportIfChanged();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ProfileChanged(AccountOperator profile)
    {
        this.profile = profile;
        PublishInbox(null, null);
        ReportIfChanged();
        return Task.CompletedTask;
    }

    private async Task<Answer> Run(OperatorCommand command)
    {
        if (OperatorDecider.Decide(state, command) is not Decision<OperatorEvent>.Accepted { Events: { IsEmpty: false } events })
        {
            return Answer.Done;
        }
        var next = events.Aggregate(state, OperatorDecider.Apply);
        try
        {
            await document.Write(next, CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            Runtime.Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
            DeactivateOnIdle();
            return Answer.Rejected(Rejection.StoreIsUnavailable);
        }
        state = next;
        return Answer.Done;
    }

    private async Task ReadProfile() =>
        profile = await GrainFactory.GetGrain<IAccountGrain>(GrainKeys.Of(account)).ReadOperator(me);

    /// <summary>Rebuilds Mine and with it the slots from the rows; live ones are always among the newest.</summary>
    private async Task ReadMine()
    {
        var before = changes;
        var filter = new ConversationFilter
        {
            Assignees = [me],
            Statuses = [ConversationStatus.New, ConversationStatus.Open, ConversationStatus.Pending],
            Limit = Limits.ListPageMax,
        };
        var newest = await conversations.Query(account, filter, CancellationToken.None);
        var live = await conversations.Query(account, filter with { Mode = ConversationMode.Live }, CancellationToken.None);
        if (changes != before)
        {
            return;
        }
        var views = newest.Rows.Concat(live.Rows)
            .Select(row => ConversationView.From(row.ConversationId, row.State, AuthorKind.Operator))
            .DistinctBy(view => view.ConversationId)
            .ToDictionary(view => view.ConversationId);
        var gone = mine.Keys.Where(id => !views.ContainsKey(id)).ToArray();
        foreach (var id in gone)
        {
            mine.Remove(id);
            PublishInbox(null, id);
        }
        foreach (var view in views.Values)
        {
            if (!mine.TryGetValue(view.ConversationId, out var known) || known.LastSeq < view.LastSeq || IsElse(known, view))
            {
                mine[view.ConversationId] = view;
                PublishInbox(view, null);
            }
        }
    }

    private static bool IsElse(ConversationView known, ConversationView row) =>
        known.LastSeq == row.LastSeq && (known.Mode != row.Mode || known.ContactIsPresent != row.ContactIsPresent);

    private async Task Tick(CancellationToken cancel)
    {
        var now = clock.Steady();
        subscribers.Expire();
        ExpireClaims();
        FreeUnusableSlots();
        ReportIfChanged();
        if (now >= beatAt)
        {
            beatAt = now + FeedLease.BeatEvery;
            Beat();
        }
        if (now >= reconcileAt)
        {
            reconcileAt = now + timings.ReconcileEvery;
            await ReadSettings(cancel);
            await ReadMine();
            WakeThoseWithContacts();
            reported = null;
            ReportIfChanged();
        }
    }

    /// <summary>A conversation that fell asleep with its silo would not notice that its contact has left.</summary>
    private void WakeThoseWithContacts()
    {
        foreach (var view in mine.Values.Where(view => view.ContactIsPresent))
        {
            var conversation = GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, view.ConversationId));
            Tell(conversation.ReadConversation(Reader.Operator(me)), "A look at a conversation");
        }
    }

    /// <summary>
    /// The switch may have been set through another activation, and the account's word about a change may have been lost:
    /// both are read again, so that what this one believes is never old for long.
    /// </summary>
    private async Task ReadSettings(CancellationToken cancel)
    {
        var before = (state, profile);
        state = await document.Read(cancel) ?? OperatorState.Nothing;
        await ReadProfile();
        if (before != (state, profile))
        {
            PublishInbox(null, null);
        }
    }

    /// <summary>An operator who is not there, or away, holds no live conversation: each is told, until it says so itself.</summary>
    private void FreeUnusableSlots()
    {
        if (state.Availability == Availability.Online && !presence.IsGone(timings.PresenceGrace))
        {
            return;
        }
        var reason = state.Availability == Availability.Away ? AsynchronousReason.OperatorAway : AsynchronousReason.OperatorLeft;
        foreach (var view in mine.Values)
        {
            if (view.Mode == ConversationMode.Live)
            {
                var conversation = GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, view.ConversationId));
                Tell(conversation.TurnAsynchronous(me, reason), "An operator's leaving");
            }
        }
    }

    private void ExpireClaims()
    {
        var now = clock.Steady();
        foreach (var claim in claims.Where(claim => claim.Value <= now).Select(claim => claim.Key).ToArray())
        {
            claims.Remove(claim);
        }
    }

    private bool IsAvailable() => profile is not null && state.Availability == Availability.Online && presence.IsPresent(timings.PresenceGrace);

    private bool IsLive(ConversationId id) => mine.TryGetValue(id, out var view) && view.Mode == ConversationMode.Live;

    private int Running() => mine.Values.Count(view => view.Mode == ConversationMode.Live);

    private int SlotsTaken() => Running() + claims.Keys.Count(id => !IsLive(id));

    private ChatSlots Slots() => new(Running(), profile?.SlotsMax ?? 0);

    private void PublishInbox(ConversationView? conversation, ConversationId? removed)
    {
        version++;
        subscribers.Push(new FeedPush.InboxChanged(
            account, me, version, conversation, removed, Slots(), state.Availability, UnseenMentions()));
    }

    private void ReportIfChanged()
    {
        if (profile is null)
        {
            return;
        }
        var report = new OperatorReport(
            me, profile.Name, IsAvailable(), profile.SlotsMax, SlotsTaken(), profile.Groups, profile.Languages, lastLiveAt);
        if (report != reported)
        {
            reported = report;
            slotsTaken.Set(report.IsAvailable ? report.SlotsTaken : 0);
            slotsMaximum.Set(report.IsAvailable ? report.SlotsMax : 0);
            var router = GrainFactory.GetGrain<IRouterGrain>(GrainKeys.Of(account));
            TellInOrder("router", () => router.OperatorReported(report), "An operator's report");
        }
    }
}
