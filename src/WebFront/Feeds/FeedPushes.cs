using System.Collections.Concurrent;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.WebFront.Feeds;

/// <summary>
/// Turns each push of a grain into what each audience may see. Never waits: a socket that reads slowly must not hold
/// back the others, and its transport gives it up after some seconds.
/// Invariant: notes and routing reasons never go to the contact's audience.
/// </summary>
internal sealed class FeedPushes(
    ConcurrentDictionary<FeedKey, Feed> feeds,
    IHubContext<OperatorHub, IOperatorClient> operators,
    IHubContext<WidgetHub, IWidgetClient> widgets,
    HubMetrics metrics,
    TimeProvider time,
    ILogger log) : IFeedObserver
{
    // A client that is told closes by itself; one that does not is cut off.
    private static readonly TimeSpan AbortAfter = TimeSpan.FromSeconds(1);

    public Task Push(FeedPush push)
    {
        switch (push)
        {
            case FeedPush.TimelineAdvanced advanced:
                Advance(advanced);
                break;
            case FeedPush.ReceiptsAdvanced receipts when Conversation(receipts.AccountId, receipts.ConversationId) is { } feed:
                var moved = new ReceiptsAdvanced(receipts.ConversationId, receipts.Receipts);
                Send(feed.HasOperators ? feed.Operators.ReceiptsAdvanced(moved) : null, nameof(ReceiptsAdvanced));
                Send(feed.HasContact ? feed.Contact.ReceiptsAdvanced(moved) : null, nameof(ReceiptsAdvanced));
                break;
            case FeedPush.TypingShown typing when Conversation(typing.AccountId, typing.ConversationId) is { } feed:
                ShowTyping(feed, typing);
                break;
            case FeedPush.ViewersShown shown when Conversation(shown.AccountId, shown.ConversationId) is { HasOperators: true } feed:
                Send(feed.Operators.ViewersShown(new(shown.ConversationId, shown.Viewers)), nameof(ViewersShown));
                break;
            case FeedPush.ProfileChanged changed when Conversation(changed.AccountId, changed.ConversationId) is { HasOperators: true } feed:
                Send(feed.Operators.ProfileChanged(new(changed.ConversationId)), nameof(ProfileChanged));
                break;
            case FeedPush.VisitsChanged changed when Conversation(changed.AccountId, changed.ConversationId) is { HasOperators: true } feed:
                Send(feed.Operators.VisitsChanged(new(changed.ConversationId)), nameof(VisitsChanged));
                break;
            case FeedPush.ConversationBeat beat when Conversation(beat.AccountId, beat.ConversationId) is { } feed:
                Beat(feed, beat);
                break;
            case FeedPush.MessengerChanged changed when Messenger(changed.AccountId, changed.ContactId) is { } feed:
                Send(
                    feed.Audience.MessengerChanged(new(changed.Version, changed.Conversation, changed.Contact, null)),
                    nameof(MessengerChanged));
                break;
            case FeedPush.MessengerBeat beat when Messenger(beat.AccountId, beat.ContactId) is { } feed:
                Send(feed.Audience.MessengerBeat(new(beat.Version)), nameof(FeedPush.MessengerBeat));
                break;
            case FeedPush.ContactRevoked revoked when Messenger(revoked.AccountId, revoked.ContactId) is { } feed:
                foreach (var session in feed.Sessions)
                {
                    _ = End(session, widgets.Clients.Client(session.ConnectionId).SignedOut);
                }
                break;
            case FeedPush.InboxChanged changed when Inbox(changed.AccountId, changed.OperatorId) is { } feed:
                Send(
                    feed.Audience.InboxChanged(new(
                        changed.Version,
                        changed.Conversation,
                        changed.RemovedConversationId,
                        changed.Slots,
                        changed.Availability,
                        changed.Mentions)),
                    nameof(InboxChanged));
                break;
            case FeedPush.InboxBeat beat when Inbox(beat.AccountId, beat.OperatorId) is { } feed:
                Send(feed.Audience.InboxBeat(new(beat.Version)), nameof(FeedPush.InboxBeat));
                EndThose(feed, session => session.SecurityStamp != beat.SecurityStamp);
                break;
            case FeedPush.OperatorRevoked revoked when Inbox(revoked.AccountId, revoked.OperatorId) is { } feed:
                EndThose(feed, session => session.SecurityStamp != revoked.SecurityStamp);
                break;
            case FeedPush.SessionEnded ended when Inbox(ended.AccountId, ended.OperatorId) is { } feed:
                EndThose(feed, session => session.SessionId == ended.SessionId);
                break;
            case FeedPush.UnassignedChanged changed when Unassigned(changed.AccountId) is { } feed:
                Send(
                    feed.Operators.UnassignedChanged(
                        new(changed.Version, changed.Conversation, changed.RemovedConversationId)),
                    nameof(UnassignedChanged));
                break;
            case FeedPush.UnassignedBeat beat when Unassigned(beat.AccountId) is { } feed:
                Send(feed.Operators.UnassignedBeat(new(beat.Version)), nameof(FeedPush.UnassignedBeat));
                break;
            case FeedPush.GroupAvailabilityChanged changed when Unassigned(changed.AccountId) is { } feed:
                Send(feed.GroupAvailabilityChanged(changed.GroupId, changed.IsAnswered), nameof(MessengerChanged));
                break;
        }
        return Task.CompletedTask;
    }

    private void Advance(FeedPush.TimelineAdvanced push)
    {
        if (Conversation(push.AccountId, push.ConversationId) is not { } feed)
        {
            return;
        }
        var entries = push.Entries.Items;
        if (feed.HasOperators && AdvanceForOperators(push) is { } forOperators)
        {
            Send(feed.Operators.TimelineAdvanced(forOperators), nameof(TimelineAdvanced));
        }
        var forContact = AdvanceForContact(push);
        if (feed.HasContact && forContact is not null)
        {
            Send(feed.Contact.TimelineAdvanced(forContact), nameof(TimelineAdvanced));
        }
        feed.Pushed(entries.IsEmpty ? 0 : entries[^1].Seq, forContact?.UpTo ?? push.AfterForContact);
    }

    // Without entries only the head changed: such a push moves nobody's place in the timeline.
    private static TimelineAdvanced? AdvanceForOperators(FeedPush.TimelineAdvanced push)
    {
        var entries = push.Entries.Items;
        return !entries.IsEmpty
            ? new(push.ConversationId, entries[0].Seq - 1, entries[^1].Seq, push.Entries, push.ForOperators)
            : push.ForOperators is { } head
                ? new(push.ConversationId, head.LastSeq, head.LastSeq, push.Entries, head)
                : null;
    }

    private static TimelineAdvanced? AdvanceForContact(FeedPush.TimelineAdvanced push)
    {
        var visible = TimelineViews.ForContact(push.Entries.Items);
        return !visible.IsEmpty
            ? new(push.ConversationId, push.AfterForContact, visible[^1].Seq, new(visible), push.ForContact)
            : push.Entries.Count == 0 && push.ForContact is { } head
                ? new(push.ConversationId, head.LastSeq, head.LastSeq, [], head)
                : null;
    }

    private void ShowTyping(ConversationFeed feed, FeedPush.TypingShown typing)
    {
        var shown = new TypingShown(typing.ConversationId, typing.Author, typing.Text);
        Send(feed.HasOperators ? feed.Operators.TypingShown(shown) : null, nameof(TypingShown));
        var isForContact = typing.IsForContact && feed.HasContact;
        Send(isForContact ? feed.Contact.TypingShown(shown with { Text = null }) : null, nameof(TypingShown));
    }

    private void Beat(ConversationFeed feed, FeedPush.ConversationBeat beat)
    {
        if (feed.HasOperators)
        {
            Send(
                feed.Operators.ConversationBeat(new(beat.ConversationId, beat.LastSeq, beat.Receipts)),
                nameof(ConversationBeat));
        }
        if (feed.HasContact)
        {
            Send(
                feed.Contact.ConversationBeat(new(beat.ConversationId, beat.LastSeqForContact, beat.Receipts)),
                nameof(ConversationBeat));
        }
    }

    private void EndThose(InboxFeed feed, Func<HubSession, bool> isOver)
    {
        foreach (var session in feed.Sessions.Where(isOver))
        {
            _ = End(session, operators.Clients.Client(session.ConnectionId).SignedOut);
        }
    }

    private async Task End(HubSession session, Func<SignedOut, Task> tell)
    {
        Log.SessionEnded(log);
        Send(tell(new("revoked")), nameof(SignedOut));
        await Task.Delay(AbortAfter, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        session.Abort();
    }

    private ConversationFeed? Conversation(AccountId account, ConversationId id) =>
        feeds.TryGetValue(FeedKey.Conversation(account, id), out var feed) ? feed as ConversationFeed : null;

    private InboxFeed? Inbox(AccountId account, OperatorId id) =>
        feeds.TryGetValue(FeedKey.Inbox(account, id), out var feed) ? feed as InboxFeed : null;

    private MessengerFeed? Messenger(AccountId account, ContactId id) =>
        feeds.TryGetValue(FeedKey.Messenger(account, id), out var feed) ? feed as MessengerFeed : null;

    private UnassignedFeed? Unassigned(AccountId account) =>
        feeds.TryGetValue(FeedKey.Unassigned(account), out var feed) ? feed as UnassignedFeed : null;

    private void Send(Task? sending, string push)
    {
        if (sending is null)
        {
            return;
        }
        metrics.Pushed(push);
        if (!sending.IsCompletedSuccessfully)
        {
            _ = Observed(sending);
        }
    }

    private async Task Observed(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception failure)
        {
            Log.PushFailed(log, failure);
        }
    }
}
