using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Feeds;

/// <summary>A conversation's timeline, with two audiences that must never see the same: operators, and the contact.</summary>
internal sealed class ConversationFeed(
    FeedKey key,
    IConversationGrain grain,
    IFeedObserver front,
    IOperatorClient operators,
    IWidgetClient contact) : Feed(key)
{
    private int operatorSockets;
    private int contactSockets;
    private long operatorSeq;
    private long contactSeq;
    private Reader? operatorReader;
    private Reader? contactReader;
    private ImmutableDictionary<HubSession, Assignee> viewers = ImmutableDictionary<HubSession, Assignee>.Empty;

    /// <summary>Everybody on the operators' side.</summary>
    public IOperatorClient Operators => operators;

    /// <summary>The contact, on all her screens.</summary>
    public IWidgetClient Contact => contact;

    public bool HasOperators => Volatile.Read(ref operatorSockets) > 0;

    public bool HasContact => Volatile.Read(ref contactSockets) > 0;

    /// <summary>The grain has let this reader in; her socket is now in her audience.</summary>
    public void Admit(Reader reader)
    {
        if (reader.Kind == AuthorKind.Contact)
        {
            Volatile.Write(ref contactReader, reader);
            Interlocked.Increment(ref contactSockets);
        }
        else
        {
            Volatile.Write(ref operatorReader, reader);
            Interlocked.Increment(ref operatorSockets);
        }
    }

    public void Dismiss(Reader reader)
    {
        if (reader.Kind == AuthorKind.Contact)
        {
            Interlocked.Decrement(ref contactSockets);
        }
        else
        {
            Interlocked.Decrement(ref operatorSockets);
        }
    }

    /// <summary>An operator's socket shows the conversation now.</summary>
    public Task View(HubSession session)
    {
        if (session.Reader.OperatorId is { } id)
        {
            ImmutableInterlocked.AddOrUpdate(ref viewers, session, new Assignee(id, session.OperatorName), (_, known) => known);
        }
        return ReportViewers();
    }

    /// <summary>It shows something else now.</summary>
    public Task StopViewing(HubSession session) =>
        ImmutableInterlocked.TryRemove(ref viewers, session, out _) ? ReportViewers() : Task.CompletedTask;

    public Task<ConversationSnapshot> Watch(Reader reader, long? after) => grain.WatchConversation(reader, front, after);

    /// <summary>The newest entry that was pushed to this side, or would have been had somebody been there.</summary>
    public long SeqPushedTo(AuthorKind side) =>
        side == AuthorKind.Contact ? Volatile.Read(ref contactSeq) : Volatile.Read(ref operatorSeq);

    public void Pushed(long lastSeq, long lastSeqForContact)
    {
        Volatile.Write(ref operatorSeq, Math.Max(operatorSeq, lastSeq));
        Volatile.Write(ref contactSeq, Math.Max(contactSeq, lastSeqForContact));
    }

    /// <summary>The last socket has gone.</summary>
    public override Task Tell() => grain.UnwatchConversation(front);

    public override async Task Renew()
    {
        if (!await grain.RenewWatch(front))
        {
            await WatchAgain();
        }
        if (!viewers.IsEmpty)
        {
            await ReportViewers();
        }
    }

    // One after the other, so that the last word told is the true one.
    private Task<bool> ReportViewers() => InLine(async () =>
    {
        await grain.ReportViewers(front, viewers.Values.Distinct().ToEquatableArray());
        return true;
    });

    private async Task WatchAgain()
    {
        if (HasOperators && Volatile.Read(ref operatorReader) is { } forOperators
            && await Head(forOperators) is { } seenByOperators)
        {
            await operators.ConversationBeat(seenByOperators);
        }
        if (HasContact && Volatile.Read(ref contactReader) is { } forContact && await Head(forContact) is { } seenByContact)
        {
            await contact.ConversationBeat(seenByContact);
        }
    }

    // Entries are not passed on: the beat shows each client its own hole, and it reads what it misses.
    private async Task<ConversationBeat?> Head(Reader reader)
    {
        var snapshot = await Watch(reader, SeqPushedTo(reader.Kind));
        return snapshot.Conversation is { } head ? new(head.ConversationId, head.LastSeq, head.Receipts) : null;
    }
}
