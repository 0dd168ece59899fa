using System.Collections.Immutable;

namespace MessageCenter.Domain.Routing;

/// <summary>An operator as routing sees her now: claims that are under way count as taken.</summary>
public sealed record RoutableOperator(
    OperatorId OperatorId,
    string Name,
    bool IsAvailable,
    int SlotsMax,
    int SlotsTaken,
    EquatableArray<OperatorGroupId> Groups,
    EquatableArray<string> Languages,
    DateTimeOffset? LastLiveAt)
{
    /// <summary>Slots that routing may still give.</summary>
    public int FreeSlots => IsAvailable ? Math.Max(0, SlotsMax - SlotsTaken) : 0;
}

/// <summary>A conversation in the line.</summary>
public sealed record WaitingConversation(
    ConversationId ConversationId,
    OperatorGroupId GroupId,
    DateTimeOffset WaitingSince,
    string Locale,
    OperatorId? Assignee,
    OperatorId? StickyOperator);

/// <summary>Give this conversation to this operator, for this reason.</summary>
public sealed record RoutingProposal(ConversationId ConversationId, RoutableOperator Operator, RoutingDecision Decision);

/// <summary>
/// Who gets which waiting conversation. Oldest wait first; a conversation that nobody can take holds up no other.
/// Order of operators: sticky, language, most free slots, longest since the last live chat, id. An owned conversation
/// waits for its owner alone.
/// </summary>
public static class RoutingDecider
{
    /// <summary>All proposals that hold together: no slot is given twice.</summary>
    public static ImmutableArray<RoutingProposal> Decide(
        IEnumerable<WaitingConversation> waiting,
        IEnumerable<RoutableOperator> operators)
    {
        var free = operators.Where(candidate => candidate.FreeSlots > 0)
            .ToDictionary(candidate => candidate.OperatorId);
        if (free.Count == 0)
        {
            // Before the line is put in order: a long one asks this with every message.
            return [];
        }
        var proposals = ImmutableArray.CreateBuilder<RoutingProposal>();
        foreach (var conversation in waiting.OrderBy(one => one.WaitingSince).ThenBy(one => one.ConversationId.Value))
        {
            if (free.Count == 0)
            {
                break;
            }
            if (Choose(conversation, free.Values) is not { } proposal)
            {
                continue;
            }
            proposals.Add(proposal);
            var taken = proposal.Operator with { SlotsTaken = proposal.Operator.SlotsTaken + 1 };
            if (taken.FreeSlots > 0)
            {
                free[taken.OperatorId] = taken;
            }
            else
            {
                free.Remove(taken.OperatorId);
            }
        }
        return proposals.ToImmutable();
    }

    /// <summary>The best operator for one conversation, and why; null when nobody can.</summary>
    public static RoutingProposal? Choose(WaitingConversation conversation, IEnumerable<RoutableOperator> operators)
    {
        var language = Locales.LanguageOf(conversation.Locale);
        var entitled = operators
            .Where(candidate => candidate.FreeSlots > 0 && IsEntitled(conversation, candidate))
            .Select(candidate => (Operator: candidate, Seen: new RoutingCandidate(
                candidate.OperatorId,
                candidate.FreeSlots,
                candidate.Languages.Any(spoken => Locales.LanguageOf(spoken) == language),
                candidate.OperatorId == conversation.StickyOperator,
                candidate.LastLiveAt)))
            .OrderByDescending(candidate => candidate.Seen.IsSticky)
            .ThenByDescending(candidate => candidate.Seen.SpeaksLanguage)
            .ThenByDescending(candidate => candidate.Seen.FreeSlots)
            .ThenBy(candidate => candidate.Seen.LastLiveAt ?? DateTimeOffset.MinValue)
            .ThenBy(candidate => candidate.Seen.OperatorId.Value)
            .ToArray();
        if (entitled.Length == 0)
        {
            return null;
        }
        var rule = conversation.Assignee is not null ? RoutingRule.AssignedOperator
            : entitled.Length == 1 ? entitled[0].Seen.IsSticky ? RoutingRule.Sticky : RoutingRule.OperatorId
            : Difference(entitled[0].Seen, entitled[1].Seen);
        var candidates = entitled.Take(Limits.RoutingCandidatesKept).Select(candidate => candidate.Seen).ToEquatableArray();
        return new(conversation.ConversationId, entitled[0].Operator, new(entitled[0].Seen.OperatorId, rule, candidates));
    }

    private static bool IsEntitled(WaitingConversation conversation, RoutableOperator candidate) =>
        conversation.Assignee is { } owner
            ? candidate.OperatorId == owner
            : candidate.Groups.Contains(conversation.GroupId);

    private static RoutingRule Difference(RoutingCandidate best, RoutingCandidate next) =>
        best.IsSticky != next.IsSticky ? RoutingRule.Sticky
        : best.SpeaksLanguage != next.SpeaksLanguage ? RoutingRule.Language
        : best.FreeSlots != next.FreeSlots ? RoutingRule.MostFreeSlots
        : best.LastLiveAt != next.LastLiveAt ? RoutingRule.LongestSinceLastLive
        : RoutingRule.OperatorId;
}
