using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MessageCenter.Domain.Routing;

/// <summary>
/// Who waits and who is free, kept so that a change costs what it changes and not what there is: an account may have
/// thousands of both. Conversations that the same operators may take stand in one line: the line of a group, or that of an
/// owner. Promises of <see cref="Propose"/>: no slot is given twice; the oldest wait of all lines that somebody can serve
/// comes first; afterwards nobody waits whom a free, entitled operator could serve.
/// </summary>
public sealed class RoutingBoard
{
    private readonly Dictionary<OperatorId, RoutableOperator> operators = [];
    private readonly Dictionary<OperatorGroupId, FreeOperators> freeByGroup = [];
    private readonly Dictionary<ConversationId, WaitingConversation> waiting = [];
    private readonly Dictionary<Line, SortedSet<WaitingConversation>> lines = [];

    /// <summary>Lines in which somebody may have become servable since the last proposals; no other needs a look.</summary>
    private readonly HashSet<Line> stirred = [];

    /// <summary>An operator is so now.</summary>
    public void Seat(RoutableOperator now)
    {
        var before = operators.GetValueOrDefault(now.OperatorId);
        if (before == now)
        {
            return;
        }
        operators[now.OperatorId] = now;
        if (before is not null)
        {
            foreach (var group in before.Groups.Items)
            {
                freeByGroup.GetValueOrDefault(group)?.Remove(before);
            }
        }
        if (now.FreeSlots == 0)
        {
            return;
        }
        stirred.Add(new(default, now.OperatorId));
        foreach (var group in now.Groups.Items)
        {
            stirred.Add(new(group, null));
            var free = CollectionsMarshal.GetValueRefOrAddDefault(freeByGroup, group, out _) ??= new();
            free.Add(now);
        }
    }

    /// <summary>A conversation waits, at this place.</summary>
    public void Enqueue(WaitingConversation conversation)
    {
        Withdraw(conversation.ConversationId);
        waiting[conversation.ConversationId] = conversation;
        var line = Line.Of(conversation);
        var all = CollectionsMarshal.GetValueRefOrAddDefault(lines, line, out _) ??= new(ByWait.Instance);
        all.Add(conversation);
        stirred.Add(line);
    }

    /// <summary>A conversation waits no longer.</summary>
    public void Withdraw(ConversationId conversation)
    {
        if (!waiting.Remove(conversation, out var known))
        {
            return;
        }
        var line = Line.Of(known);
        lines[line].Remove(known);
        if (lines[line].Count == 0)
        {
            lines.Remove(line);
        }
    }

    /// <summary>All proposals that hold together. What they give counts as given: the conversations wait no longer, the slots are taken.</summary>
    public ImmutableArray<RoutingProposal> Propose()
    {
        if (stirred.Count == 0)
        {
            return [];
        }
        var heads = new PriorityQueue<Line, WaitingConversation>(ByWait.Instance);
        foreach (var line in stirred)
        {
            Head(heads, line);
        }
        stirred.Clear();
        var proposals = ImmutableArray.CreateBuilder<RoutingProposal>();
        while (heads.TryDequeue(out var line, out var conversation))
        {
            // All in a line may be taken by the same operators: when there is none for its head, there is none for the rest.
            if (Choose(line, conversation) is { } proposal)
            {
                proposals.Add(proposal);
                Withdraw(conversation.ConversationId);
                Seat(proposal.Operator with { SlotsTaken = proposal.Operator.SlotsTaken + 1 });
                Head(heads, line);
            }
        }
        stirred.Clear();
        return proposals.ToImmutable();
    }

    private void Head(PriorityQueue<Line, WaitingConversation> heads, Line line)
    {
        if (lines.TryGetValue(line, out var all) && all.Min is { } first)
        {
            heads.Enqueue(line, first);
        }
    }

    private RoutingProposal? Choose(Line line, WaitingConversation conversation)
    {
        if (line.Owner is { } owner)
        {
            return operators.TryGetValue(owner, out var found) ? RoutingDecider.Choose(conversation, [found]) : null;
        }
        if (!freeByGroup.TryGetValue(line.Group, out var free))
        {
            return null;
        }
        var candidates = free.BestFor(Locales.LanguageOf(conversation.Locale));
        return RoutingDecider.Choose(
            conversation,
            conversation.StickyOperator is { } sticky && operators.TryGetValue(sticky, out var known)
                ? candidates.Append(known).Distinct()
                : candidates);
    }

    /// <summary>Of a group when there is no owner.</summary>
    private readonly record struct Line(OperatorGroupId Group, OperatorId? Owner)
    {
        public static Line Of(WaitingConversation conversation) =>
            conversation.Assignee is { } owner ? new(default, owner) : new(conversation.GroupId, null);
    }

    private sealed class ByWait : IComparer<WaitingConversation>
    {
        public static readonly ByWait Instance = new();

        public int Compare(WaitingConversation? x, WaitingConversation? y) =>
            (x?.WaitingSince, x?.ConversationId.Value).CompareTo((y?.WaitingSince, y?.ConversationId.Value));
    }
}
