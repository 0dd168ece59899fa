using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Simulation.Planting;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.Simulation.People;

/// <summary>
/// What one tab knows of one conversation, by the rules of the clients' conversationState.ts: entries ascend, and are all
/// that this side may see with From &lt; seq ≤ UpTo. A push that would leave a hole is not applied.
/// </summary>
internal sealed class Screen(AuthorKind side, ConversationView head)
{
    public AuthorKind Side => side;

    public ConversationView Head { get; private set; } = head;

    public List<TimelineEntry> Entries { get; private set; } = [];

    public long From { get; private set; } = head.LastSeq;

    public long UpTo { get; private set; } = head.LastSeq;

    /// <summary>Takes what the front says: fresh entries between two seqs, all of them.</summary>
    public Action<Screen, long, long, IReadOnlyList<TimelineEntry>> Took { get; init; } = (_, _, _, _) => { };

    /// <summary>True when entries are missing that must be read.</summary>
    public bool Take(ConversationSnapshot snapshot)
    {
        if (snapshot.Conversation is not { } seen || snapshot.Page is not { } page)
        {
            return false;
        }
        var first = page.Entries.Count == 0 ? (long?)null : page.Entries[0].Seq;
        var skips = page.After == 0 && !page.IsComplete && first > UpTo + 1;
        if (page.After <= UpTo && !skips)
        {
            Forward(page.After, page.UpTo, page.Entries);
        }
        else
        {
            // The newest page after a long absence replaces what is held.
            From = Math.Max(page.After, page.IsComplete || first is null ? 0 : first.Value - 1);
            Entries = [.. page.Entries];
            UpTo = page.UpTo;
            Took(this, From, UpTo, Entries);
        }
        Take(seen);
        return seen.LastSeq > UpTo;
    }

    public bool Take(TimelineAdvanced push)
    {
        if (push.Conversation is { } seen)
        {
            Take(seen);
        }
        if (push.After > UpTo && !Planted.Is(Planted.ShowsWithHoles))
        {
            return true;
        }
        Forward(push.After, push.UpTo, push.Entries);
        return false;
    }

    /// <summary>The newer of two views wins, as in conversationHead.ts.</summary>
    public bool Take(ConversationView seen)
    {
        if (seen.LastSeq >= Head.LastSeq)
        {
            Head = seen;
        }
        return Head.LastSeq > UpTo;
    }

    public bool Take(ConversationBeat beat) => beat.LastSeq > UpTo;

    /// <summary>True when more must be read.</summary>
    public bool Take(TimelinePage page)
    {
        if (page.After > UpTo)
        {
            return true;
        }
        Forward(page.After, page.UpTo, page.Entries);
        return !page.IsComplete;
    }

    /// <summary>A row whose history nobody looks at begins anew at its newest entry.</summary>
    public void BeginAt(ConversationView seen)
    {
        if (Entries.Count == 0 && seen.LastSeq >= UpTo)
        {
            (From, UpTo, Head) = (seen.LastSeq, seen.LastSeq, seen);
        }
    }

    private void Forward(long after, long upTo, IReadOnlyList<TimelineEntry> incoming)
    {
        var fresh = incoming.Where(entry => entry.Seq > UpTo).OrderBy(entry => entry.Seq).ToArray();
        var reached = Math.Max(UpTo, Math.Max(upTo, after));
        var before = UpTo;
        if (reached == before && fresh.Length == 0)
        {
            return;
        }
        Entries.AddRange(fresh);
        UpTo = reached;
        foreach (var entry in fresh)
        {
            Head = Fold(Head, entry);
        }
        if (Head.LastSeq < reached)
        {
            Head = Head with { LastSeq = reached };
        }
        Took(this, before, reached, fresh);
    }

    private static ConversationView Fold(ConversationView head, TimelineEntry entry)
    {
        if (entry.Seq <= head.LastSeq)
        {
            return head;
        }
        var next = head with { LastSeq = entry.Seq };
        return entry.Event switch
        {
            ConversationEvent.OperatorAssigned assigned => next with
            {
                Assignee = new(assigned.OperatorId, assigned.OperatorName),
                Status = next.Status == ConversationStatus.New ? ConversationStatus.Open : next.Status,
                Mode = ConversationMode.Asynchronous,
            },
            ConversationEvent.ConversationForwarded { GroupId: { } group } => next with
            {
                GroupId = group,
                Assignee = null,
                Mode = ConversationMode.Asynchronous,
            },
            ConversationEvent.ConversationReopened => next with { Status = ConversationStatus.New, Assignee = null },
            ConversationEvent.WentLive => next with { Mode = ConversationMode.Live },
            ConversationEvent.TurnedAsynchronous => next with { Mode = ConversationMode.Asynchronous },
            ConversationEvent.StatusChanged changed => next with { Status = changed.Status },
            ConversationEvent.ConversationEnded => next with
            {
                Status = ConversationStatus.Ended,
                Mode = ConversationMode.Asynchronous,
            },
            _ => next,
        };
    }
}
