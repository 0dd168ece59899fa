using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Routing;
using MessageCenter.Grains.Accounts;
using MessageCenter.Grains.Feeds;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Runtime;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;
using static MessageCenter.Domain.Conversations.ConversationCommand;

namespace MessageCenter.Grains.Conversations;

/// <summary>
/// The shell of one conversation: turns calls into commands, runs them through the pipeline, answers, publishes to the
/// fronts that watch, and tells operator, contact and router what concerns them. It waits for the store and the account, with a
/// typed command for its contact, and for no other conversation, operator or router: whoever waits for it can never be waited for.
/// </summary>
internal sealed partial class ConversationGrain : RepairingGrain, IConversationGrain
{
    private readonly IConversationStore store;
    private readonly AccountSettings settings;
    private readonly GrainTimings timings;
    private readonly TimeProvider clock;
    private readonly ILogger<ConversationGrain> log;
    private readonly GrainMetrics metrics;
    private readonly GrainMetrics.Share live;
    private readonly FeedSubscribers subscribers;
    private readonly ViewerLeases viewers;
    private readonly AccountId account;
    private readonly ConversationId conversation;
    private readonly ConversationPipeline pipeline;
    private IDisposable? ticking;
    private TimeSpan beatAt;
    private TimeSpan lookAt;
    private TimeSpan behindSince;
    private DateTimeOffset? toldWaitingSince;

    public ConversationGrain(
        IConversationStore store,
        AccountSettings settings,
        GrainTimings timings,
        TimeProvider clock,
        GrainMetrics metrics,
        ILogger<ConversationGrain> log)
        : base(log)
    {
        (this.store, this.settings, this.timings, this.clock) = (store, settings, timings, clock);
        (this.metrics, this.log, live) = (metrics, log, metrics.Live());
        subscribers = new(clock);
        viewers = new(clock);
        account = GrainKeys.AccountOf(this.GetPrimaryKeyString());
        conversation = GrainKeys.IdOf<ConversationId>(this.GetPrimaryKeyString());
        pipeline = new(account, conversation, store);
    }

    private ConversationState State => pipeline.State;

    private bool IsOngoing => State.Exists && State.Status != ConversationStatus.Ended;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await pipeline.Load(cancellationToken);
        live.Set(State.Mode == ConversationMode.Live ? 1 : 0);
        (beatAt, lookAt) = (clock.Steady() + FeedLease.BeatEvery, clock.Steady() + timings.ReconcileEvery);
        if (IsOngoing)
        {
            AskThoseWhoKnow();
            KeepTicking();
        }
        TellMentionedAgain();
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        live.Set(0);
        if (pipeline.IsBehind && reason.ReasonCode != DeactivationReasonCode.ApplicationError)
        {
            await pipeline.CatchUp(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<Answer> StartConversation(CommandId id, ConversationEvent.ConversationStarted started, string text) =>
        !State.Exists || State.ContactId == started.ContactId
            ? Run(new StartConversation(Author.Contact, id, Now(), started, text))
            : NotFound();

    /// <inheritdoc/>
    public Task<Answer> PostMessage(
        Reader by, string? operatorName, CommandId id, string text, long? seen = null, Translation? translation = null) => Admits(by)
        ? Run(new PostMessage(AuthorOf(by, operatorName), id, Now(), text, SeenSeq: seen, Translation: translation))
        : NotFound();

    /// <inheritdoc/>
    public Task<Answer> AssignConversation(Reader by, string operatorName, CommandId id, OperatorId? expectedAssignee) =>
        Admits(by) && IsOperator(by)
            ? Run(new AssignConversation(AuthorOf(by, operatorName), id, Now(), expectedAssignee))
            : NotFound();

    /// <inheritdoc/>
    public Task<Answer> EndConversation(Reader by, string? operatorName, CommandId id) =>
        Admits(by) ? Run(new EndConversation(AuthorOf(by, operatorName), id, Now())) : NotFound();

    /// <inheritdoc/>
    public Task<Answer> RateConversation(Reader by, CommandId id, int stars, string? words) =>
        Admits(by) ? Run(new RateConversation(AuthorOf(by, null), id, Now(), stars, words)) : NotFound();

    /// <inheritdoc/>
    public Task<Answer> SetStatus(Reader by, string operatorName, CommandId id, ConversationStatus status) =>
        Admits(by) && IsOperator(by) ? Run(new SetStatus(AuthorOf(by, operatorName), id, Now(), status)) : NotFound();

    /// <inheritdoc/>
    public Task<Answer> RouteConversation(Assignee operatorWithSlot, int slotsMax, RoutingDecision decision) =>
        Run(
            new RouteConversation(Author.System, null, Now(), operatorWithSlot, decision),
            new SlotGuard(operatorWithSlot.OperatorId, slotsMax));

    /// <inheritdoc/>
    public Task<Answer> TurnAsynchronous(OperatorId operatorId, AsynchronousReason reason) =>
        Run(new TurnAsynchronous(Author.System, null, Now(), operatorId, reason));

    /// <inheritdoc/>
    public async Task<Answer> ContactChanged(bool isPresent, string? name)
    {
        var idleAfter = await settings.IdleAfter(account);
        var answer = await Run(new ChangeContactPresence(Author.System, null, Now(), isPresent, idleAfter));
        if (answer.Rejection is null)
        {
            answer = await Run(new RenameContact(Author.System, null, Now(), name));
        }
        if (answer.Rejection is null)
        {
            // Heard, whether it changed anything or not: the contact stops repeating herself.
            TellContact();
        }
        return answer;
    }

    /// <inheritdoc/>
    public Task<Answer> RecordDelivery(Delivery delivery, bool isForItsContact) => Run(new RecordDelivery(
        Author.System,
        DeliverySchedule.ReportOf(delivery),
        Now(),
        delivery.DeliveryId,
        delivery.Recipient,
        isForItsContact,
        delivery.Status == DeliveryStatus.Sent ? null : delivery.Problem));

    /// <inheritdoc/>
    public Task<Answer> RecordIntegration(CommandId report, ConversationEvent.IntegrationAnswered answered) =>
        Run(new RecordIntegration(Author.System, report, Now(), answered));

    /// <inheritdoc/>
    public Task<Answer> AdvanceReceipts(Reader by, long delivered, long read)
    {
        if (!Admits(by))
        {
            return NotFound();
        }
        var outcome = pipeline.RunInMemory(new AdvanceReceipts(AuthorOf(by, null), null, Now(), delivered, read));
        if (outcome.HasChanged)
        {
            behindSince = behindSince == default ? clock.Steady() : behindSince;
            subscribers.Push(new FeedPush.ReceiptsAdvanced(account, conversation, State.Receipts));
            KeepTicking();
        }
        return Task.FromResult(outcome.Answer);
    }

    /// <inheritdoc/>
    public async Task<ConversationSnapshot> WatchConversation(Reader by, IFeedObserver front, long? after)
    {
        if (!Admits(by))
        {
            return ConversationSnapshot.Rejected(Rejection.ConversationNotFound);
        }
        if (after is { } seq && (seq < 0 || seq > State.LastSeq))
        {
            return ConversationSnapshot.Rejected(Rejection.SeqIsOutOfRange);
        }
        subscribers.Subscribe(front);
        KeepTicking();
        var from = after ?? Math.Max(0, State.LastSeq - Limits.TimelinePageDefault);
        var page = await ReadPage(by, new(from, null, Limits.TimelinePageMax));
        return new(ConversationView.From(conversation, State, by.Kind), page, null);
    }

    /// <inheritdoc/>
    public Task<bool> RenewWatch(IFeedObserver front) => Task.FromResult(subscribers.Renew(front));

    /// <inheritdoc/>
    public Task UnwatchConversation(IFeedObserver front)
    {
        subscribers.Unsubscribe(front);
        return ReportViewers(front, []);
    }

    /// <inheritdoc/>
    public async Task<TimelinePage?> ReadTimeline(Reader by, long? after, long? before, int limit) =>
        Admits(by) ? await ReadPage(by, new(after, before, Math.Clamp(limit, 1, Limits.TimelinePageMax))) : null;

    /// <inheritdoc/>
    public Task<ConversationView?> ReadConversation(Reader by) =>
        Task.FromResult(Admits(by) ? ConversationView.From(conversation, State, by.Kind) : null);

    /// <inheritdoc/>
    public async Task ReportToRouter()
    {
        // Asked because the row says something else, perhaps, than this activation has said.
        await Attempt(pipeline.ReadAgain(CancellationToken.None));
        TellRouter();
        GiveWay();
    }

    private async Task<Answer> Run(ConversationCommand command, SlotGuard? slots = null)
    {
        Outcome outcome;
        var arrived = clock.GetTimestamp();
        try
        {
            outcome = await pipeline.Run(command, slots, CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            Runtime.Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
            DeactivateOnIdle();
            return Answer.Rejected(Rejection.StoreIsUnavailable);
        }
        metrics.Answered(clock.GetElapsedTime(arrived));
        if (outcome.HasChanged)
        {
            lookAt = clock.Steady() + timings.ReconcileEvery;
            Count(outcome);
            Publish(outcome);
            React(outcome);
        }
        GiveWay();
        return outcome.Answer;
    }

    /// <summary>Another activation was met: whoever watched this one alone has missed entries, and is shown the hole.</summary>
    private void GiveWay()
    {
        if (pipeline.HasMetAnother)
        {
            Runtime.Log.MetAnother(log, this.GetPrimaryKeyString());
            Beat();
            DeactivateOnIdle();
        }
    }

    private void Count(Outcome outcome)
    {
        live.Set(State.Mode == ConversationMode.Live ? 1 : 0);
        foreach (var posted in outcome.Entries.Items.Where(entry => entry.Event is ConversationEvent.MessagePosted))
        {
            metrics.Posted(posted.Author.Kind == AuthorKind.Contact ? "contact" : "operator");
        }
    }

    private static bool IsWords(ConversationEvent happened) => happened is ConversationEvent.MessagePosted
        or ConversationEvent.NoteAdded or ConversationEvent.NoteEdited or ConversationEvent.NoteDeleted;

    private void React(Outcome outcome)
    {
        foreach (var effect in ConversationReactions.React(outcome.Before, outcome.After))
        {
            switch (effect)
            {
                case ConversationEffect.TellOperator tell:
                    TellOperator(tell.OperatorId);
                    break;
                case ConversationEffect.TellRouter:
                    TellRouter();
                    break;
                case ConversationEffect.TellContact:
                    TellContact();
                    break;
                case ConversationEffect.TellMentioned tell:
                    TellMentioned(tell);
                    break;
                default:
                    throw new InvalidOperationException($"Nothing carries out {effect.GetType().Name}.");
            }
        }
        if ((IsOngoing && State.ContactIsPresent) || (State.Waits && State.WaitingSince != toldWaitingSince))
        {
            KeepTicking();
        }
    }

    private async Task<TimelinePage> ReadPage(Reader by, TimelineRange range) => TimelinePages.From(
        conversation, by, range, await store.ReadTimeline(account, conversation, range, CancellationToken.None), State.LastSeq);

    private void KeepTicking() =>
        ticking ??= this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(timings.Tick, timings.Tick) { Interleave = false });

    /// <summary>Beats, forgets fronts that are gone, stores receipts, and ends liveness that nobody uses.</summary>
    private async Task Tick(CancellationToken cancel)
    {
        var now = clock.Steady();
        subscribers.Expire();
        ExpireViewers();
        if (subscribers.Any && now >= beatAt)
        {
            beatAt = now + FeedLease.BeatEvery;
            await Attempt(pipeline.Compare(cancel));
            Beat();
        }
        if (now >= lookAt)
        {
            await LookAgain(now, cancel);
        }
        if (pipeline.IsBehind && now - behindSince >= timings.ReceiptsStoredAfter)
        {
            behindSince = default;
            await Attempt(pipeline.CatchUp(cancel));
        }
        if (State.Mode == ConversationMode.Live && clock.GetUtcNow() - State.LastMessageAt >= await settings.IdleAfter(account))
        {
            await Run(new TurnAsynchronous(Author.System, null, Now(), null, AsynchronousReason.NoMessages));
        }
        if (State.Waits && State.WaitingSince != toldWaitingSince)
        {
            TellRouter();
        }
        if (!subscribers.Any && !pipeline.IsBehind && !(IsOngoing && State.ContactIsPresent))
        {
            ticking?.Dispose();
            ticking = null;
        }
        GiveWay();
    }

    private void Beat()
    {
        subscribers.Push(
            new FeedPush.ConversationBeat(account, conversation, State.LastSeq, State.LastSeqForContact, State.Receipts));
        ShowViewers(onlySeveral: true);
    }

    /// <summary>
    /// Another activation may have written beside this one, and whoever should say that she left may be gone, or may have
    /// said so in vain.
    /// </summary>
    private async Task LookAgain(TimeSpan now, CancellationToken cancel)
    {
        lookAt = now + timings.ReconcileEvery;
        if (!subscribers.Any)
        {
            // Where somebody watches, each beat compares.
            await Attempt(pipeline.Compare(cancel));
        }
        if (IsOngoing && State.ContactIsPresent)
        {
            AskThoseWhoKnow();
        }
    }

    /// <summary>The one place that says who may come near: her contact, and operators of the account.</summary>
    private bool Admits(Reader by) =>
        State.Exists && (by.Kind == AuthorKind.Operator ? by.OperatorId is not null : by.ContactId == State.ContactId);

    private static bool IsOperator(Reader by) => by.Kind == AuthorKind.Operator;

    private static Author AuthorOf(Reader by, string? operatorName) =>
        by.OperatorId is { } id ? Author.Operator(id, operatorName ?? "") : Author.Contact;

    private Task<Answer> NotFound()
    {
        if (!State.Exists)
        {
            // It may begin elsewhere: whoever asks next reads anew.
            DeactivateOnIdle();
        }
        return Task.FromResult(Answer.Rejected(Rejection.ConversationNotFound));
    }

    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
