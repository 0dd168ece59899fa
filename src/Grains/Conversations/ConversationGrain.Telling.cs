using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Interfaces.Routing;

namespace MessageCenter.Grains.Conversations;

/// <summary>Whom a conversation tells what it says, without waiting for them.</summary>
internal sealed partial class ConversationGrain
{
    private void Publish(Outcome outcome)
    {
        if (!subscribers.Any)
        {
            return;
        }
        var hasHead = outcome.Entries.Count == 0
            || outcome.Entries.Items.Any(entry => !IsWords(entry.Event));
        subscribers.Push(new FeedPush.TimelineAdvanced(
            account,
            conversation,
            outcome.Before.LastSeqForContact,
            outcome.Entries,
            hasHead ? ConversationView.From(conversation, State, AuthorKind.Operator) : null,
            hasHead ? ConversationView.From(conversation, State, AuthorKind.Contact) : null));
    }

    /// <summary>What is held may no longer be so: those who know are asked by telling them what it says.</summary>
    private void AskThoseWhoKnow()
    {
        TellContact();
        TellOperator(State.Assignee?.OperatorId);
    }

    private void TellOperator(OperatorId? operatorId)
    {
        if (operatorId is { } id)
        {
            var operatorGrain = GrainFactory.GetGrain<IOperatorGrain>(GrainKeys.Of(account, id));
            TellInOrder(
                id.ToString(),
                () => operatorGrain.ConversationChanged(ConversationView.From(conversation, State, AuthorKind.Operator)),
                "A conversation's change");
        }
    }

    private void TellMentioned(ConversationEffect.TellMentioned tell)
    {
        var operatorGrain = GrainFactory.GetGrain<IOperatorGrain>(GrainKeys.Of(account, tell.OperatorId));
        Tell(operatorGrain.NoteMentions(conversation, tell.NoteSeq, tell.AuthorId), "A mention");
    }

    /// <summary>Those named lately may have been told in vain. Who knows already does not mind.</summary>
    private void TellMentionedAgain()
    {
        foreach (var tell in NoteMentions.Of(State.Notes.Where(note => note.WrittenSeq > State.LastSeq - Limits.RecentEntries)))
        {
            TellMentioned(tell);
        }
    }

    private void TellRouter()
    {
        if (State.Exists)
        {
            toldWaitingSince = State.WaitingSince;
            var router = GrainFactory.GetGrain<IRouterGrain>(GrainKeys.Of(account));
            TellInOrder("router", () => router.ConversationReported(Report()), "A conversation's report");
        }
    }

    private void TellContact()
    {
        if (State.Exists)
        {
            var contact = GrainFactory.GetGrain<IContactGrain>(GrainKeys.Of(account, State.ContactId));
            TellInOrder(
                "contact",
                () => contact.ConversationChanged(ConversationView.From(conversation, State, AuthorKind.Contact)),
                "A conversation's change");
        }
    }

    private ConversationReport Report() =>
        new(ConversationView.From(conversation, State, AuthorKind.Operator), State.Waits, State.WaitingSince, State.StickyOperator);
}
