using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Feeds;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Runtime;
using MessageCenter.Grains.Stores;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Contacts;

/// <summary>
/// The shell of one contact: profile, token, presence, and the heads of her conversations for the messenger. Her
/// conversations are told of her presence until each says the same; it never waits for one of them.
/// </summary>
internal sealed partial class ContactGrain : RepairingGrain, IContactGrain
{
    private readonly IContactStore contacts;
    private readonly IConversationStore store;
    private readonly GrainTimings timings;
    private readonly TimeProvider clock;
    private readonly ILogger<ContactGrain> log;
    private readonly AccountId account;
    private readonly ContactId me;
    private readonly FeedSubscribers subscribers;
    private readonly PresenceLeases presence;
    private readonly Dictionary<ConversationId, ConversationView> conversations = [];

    /// <summary>Told of her presence, and nobody knows whether their rows say it: what they said before may be old.</summary>
    private readonly HashSet<ConversationId> unheard = [];
    private ContactState state = ContactState.Nothing;
    private long documentVersion;
    private TimeSpan beatAt;
    private TimeSpan reconcileAt;
    private IDisposable? ticking;
    private bool isVisiting;
    private long version;

    public ContactGrain(
        IContactStore contacts,
        IConversationStore store,
        GrainTimings timings,
        TimeProvider clock,
        ILogger<ContactGrain> log)
        : base(log)
    {
        (this.contacts, this.store, this.timings, this.clock, this.log) = (contacts, store, timings, clock, log);
        account = GrainKeys.AccountOf(this.GetPrimaryKeyString());
        me = GrainKeys.IdOf<ContactId>(this.GetPrimaryKeyString());
        subscribers = new(clock);
        presence = new(clock);
        version = FeedVersions.Begin(clock, GrainContext.ActivationId);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (beatAt, reconcileAt) = (clock.Steady() + FeedLease.BeatEvery, clock.Steady() + timings.ReconcileEvery);
        await IsKnown(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> CreateContact(string tokenHash, string locale)
    {
        var number = state.Exists ? state.Number : await GrainFactory.GetGrain<IAccountGrain>(GrainKeys.Of(account)).NextContactNumber();
        var answer = await Run(new ContactCommand.CreateContact(clock.GetUtcNow(), number, tokenHash, locale));
        return answer.Rejection is null;
    }

    /// <inheritdoc/>
    public async Task<bool> AdmitToken(string tokenHash) =>
        await IsKnown(CancellationToken.None)
        && state.TokenHash is { } kept
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept), Encoding.ASCII.GetBytes(tokenHash));

    /// <inheritdoc/>
    public async Task RevokeToken()
    {
        if ((await Run(new ContactCommand.RevokeToken(clock.GetUtcNow()))).Rejection is null)
        {
            subscribers.Push(new FeedPush.ContactRevoked(account, me));
        }
    }

    /// <inheritdoc/>
    public async Task<ContactBrief?> Introduce()
    {
        if (!await IsKnown(CancellationToken.None))
        {
            return null;
        }
        var lastOperator = conversations.Values
            .Where(view => view.Assignee is not null)
            .MaxBy(view => view.LastActivityAt)?.Assignee?.OperatorId;
        var ongoing = conversations.Values.Count(view => view.Status != ConversationStatus.Ended);
        return new(state.Number, state.Name, state.Locale, lastOperator, ongoing);
    }

    /// <inheritdoc/>
    public async Task<Messenger?> WatchMessenger(IFeedObserver front, int connections, bool isCounted = true)
    {
        if (!await IsKnown(CancellationToken.None))
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
        if (connections > 0 && !isVisiting)
        {
            isVisiting = true;
            await Run(new ContactCommand.BeginVisit(clock.GetUtcNow(), isCounted));
        }
        NotePresence(front, connections);
        // Plain messages do not pass through here: previews and unread counts come fresh from the rows.
        await ReadConversations(CancellationToken.None);
        var newest = conversations.Values.OrderByDescending(view => view.LastActivityAt).Take(Limits.MessengerConversationsMax);
        return new(version, View(), newest.ToEquatableArray());
    }

    /// <inheritdoc/>
    public Task<bool> RenewMessenger(IFeedObserver front, int connections)
    {
        if (connections == 0)
        {
            subscribers.Unsubscribe(front);
        }
        NotePresence(front, connections);
        return Task.FromResult(connections == 0 || subscribers.Renew(front));
    }

    /// <inheritdoc/>
    public async Task ConversationChanged(ConversationView conversation)
    {
        if (!await IsKnown(CancellationToken.None)
            || (conversations.TryGetValue(conversation.ConversationId, out var known) && known.LastSeq > conversation.LastSeq))
        {
            return;
        }
        conversations[conversation.ConversationId] = conversation;
        if (known != conversation)
        {
            Publish(conversation);
        }
        KeepTicking();
    }

    /// <summary>
    /// Who is not known is looked for at each call: another activation may have made her while this one remembered nobody.
    /// </summary>
    private async ValueTask<bool> IsKnown(CancellationToken cancel)
    {
        if (state.Exists)
        {
            return true;
        }
        await ReadDocument(cancel);
        if (!state.Exists)
        {
            return false;
        }
        await ReadConversations(cancel);
        if (conversations.Values.Any(view => view.ContactIsPresent))
        {
            KeepTicking();
        }
        return true;
    }

    private async Task<Answer> Run(ContactCommand command)
    {
        await IsKnown(CancellationToken.None);
        switch (ContactDecider.Decide(state, command))
        {
            case Decision<ContactEvent>.Rejected rejected:
                return Answer.Rejected(rejected.Rejection);
            case Decision<ContactEvent>.Accepted { Events: { IsEmpty: false } events }:
                var next = events.Aggregate(state, ContactDecider.Apply);
                if (!await Write(next))
                {
                    return Answer.Rejected(Rejection.StoreIsUnavailable);
                }
                state = next;
                return Answer.Done;
            default:
                return Answer.Done;
        }
    }

    private async Task ReadDocument(CancellationToken cancel)
    {
        var stored = await contacts.Read(account, me, cancel);
        documentVersion = stored?.Version ?? 0;
        state = stored is null ? ContactState.Nothing
            : JsonSerializer.Deserialize(stored.Json, DocumentJson.Default.ContactState) ?? ContactState.Nothing;
    }

    private async Task ReadConversations(CancellationToken cancel)
    {
        var filter = new ConversationFilter { ContactId = me, Limit = Limits.MessengerConversationsMax };
        foreach (var row in (await store.Query(account, filter, cancel)).Rows)
        {
            if (conversations.TryGetValue(row.ConversationId, out var known) && known.LastSeq > row.State.LastSeqForContact)
            {
                continue;
            }
            var view = ConversationView.From(row.ConversationId, row.State, AuthorKind.Contact);
            conversations[row.ConversationId] = view;
            if (known is null || known.LastSeq < view.LastSeq || IsElse(known, view))
            {
                Publish(view);
            }
        }
    }

    /// <summary>
    /// More than messages has changed: that goes through here, and its telling was lost. Where there are new entries it may have
    /// changed and changed back: a widget that saw the end of a conversation by its timeline must hear that it has begun anew.
    /// </summary>
    private static bool IsElse(ConversationView known, ConversationView row) =>
        known.Status != row.Status || known.Mode != row.Mode || known.Assignee != row.Assignee
        || known.ContactIsPresent != row.ContactIsPresent;

    private async Task<bool> Write(ContactState next)
    {
        try
        {
            var row = new ContactRow(next.Number, next.Name, next.Email, next.CreatedAt, next.LastSeenAt);
            var json = JsonSerializer.Serialize(next, DocumentJson.Default.ContactState);
            if (await contacts.Write(account, me, documentVersion, json, row, CancellationToken.None) is { } written)
            {
                documentVersion = written;
                return true;
            }
            Runtime.Log.MetAnother(log, this.GetPrimaryKeyString());
        }
        catch (StoreUnavailableException problem)
        {
            Runtime.Log.StoreFailed(log, problem, this.GetPrimaryKeyString());
        }
        DeactivateOnIdle();
        return false;
    }

    private void NotePresence(IFeedObserver front, int connections)
    {
        presence.Report(front, connections);
        TellConversations();
        KeepTicking();
    }

    private bool IsPresent() => presence.IsPresent(timings.PresenceGrace);

    /// <summary>
    /// Tells every ongoing conversation that says something else than what is so; repeated at each tick until all agree.
    /// Within the grace time presence is left as it is.
    /// </summary>
    private void TellConversations()
    {
        var isGone = presence.IsGone(timings.PresenceGrace);
        if (!isGone && presence.Connections == 0)
        {
            return;
        }
        foreach (var view in conversations.Values)
        {
            if (view.Status != ConversationStatus.Ended
                && (view.ContactIsPresent == isGone || view.ContactName != state.Name || unheard.Contains(view.ConversationId)))
            {
                unheard.Add(view.ConversationId);
                TellInOrder(view.ConversationId.ToString(), () => TellPresence(view.ConversationId, !isGone), "A contact's presence");
            }
        }
    }

    private async Task TellPresence(ConversationId id, bool isPresent)
    {
        var conversation = GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Of(account, id));
        if ((await conversation.ContactChanged(isPresent, state.Name)).Rejection is null)
        {
            unheard.Remove(id);
        }
    }

    private void KeepTicking() =>
        ticking ??= this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(timings.Tick, timings.Tick));

    private async Task Tick(CancellationToken cancel)
    {
        var isPresent = IsPresent();
        subscribers.Expire();
        if (subscribers.Any && clock.Steady() >= beatAt)
        {
            beatAt = clock.Steady() + FeedLease.BeatEvery;
            subscribers.Push(new FeedPush.MessengerBeat(account, me, version));
        }
        if (isVisiting && !isPresent)
        {
            isVisiting = false;
            EndVisit();
        }
        if (subscribers.Any && clock.Steady() >= reconcileAt)
        {
            await Reconcile(cancel);
        }
        TellConversations();
        if (presence.IsGone(timings.PresenceGrace) && !subscribers.Any
            && conversations.Values.All(view => view.Status == ConversationStatus.Ended
                || !(view.ContactIsPresent || unheard.Contains(view.ConversationId))))
        {
            ticking?.Dispose();
            ticking = null;
        }
    }

    /// <summary>
    /// Conversations may have told in vain, and another activation may have written: both are read again while somebody
    /// looks, so that nothing that is shown is old for long.
    /// </summary>
    private async Task Reconcile(CancellationToken cancel)
    {
        reconcileAt = clock.Steady() + timings.ReconcileEvery;
        var before = state;
        await ReadDocument(cancel);
        if (state != before)
        {
            Publish(null);
        }
        await ReadConversations(cancel);
    }

    private void Publish(ConversationView? conversation)
    {
        version++;
        subscribers.Push(new FeedPush.MessengerChanged(account, me, version, conversation, conversation is null ? View() : null));
    }
}
