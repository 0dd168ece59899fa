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
/// Who is best for a waiting conversation. Order of operators: sticky, language, most free slots, longest since the last
/// live chat, id. An owned conversation waits for its owner alone. Who is served first is <see cref="RoutingBoard"/>'s rule.
/// </summary>
public static class RoutingDecider
{
    /// <summary>The best operator for one conversation, and why; null when nobody can.</summary>
    public static RoutingProposal? Choose(WaitingConversation conversation, IEnumerable<RoutableOperator> operators)
    {
        var order = new Preference(conversation);
        var best = operators
            .Where(candidate => candidate.FreeSlots > 0 && IsEntitled(conversation, candidate))
            .Order(order)
            .Take(Limits.RoutingCandidatesKept)
            .ToArray();
        if (best.Length == 0)
        {
            return null;
        }
        var candidates = best.Select(order.Seen).ToEquatableArray();
        var rule = conversation.Assignee is not null ? RoutingRule.AssignedOperator
            : best.Length == 1 ? candidates[0].IsSticky ? RoutingRule.Sticky : RoutingRule.OperatorId
            : Difference(candidates[0], candidates[1]);
        var group = conversation.Assignee is null ? conversation.GroupId : default(OperatorGroupId?);
        return new(conversation.ConversationId, best[0], new(best[0].OperatorId, rule, candidates, group));
    }

    private static bool IsEntitled(WaitingConversation conversation, RoutableOperator candidate) =>
        conversation.Assignee is { } owner
            ? candidate.OperatorId == owner
            : candidate.Groups.Items.Contains(conversation.GroupId);

    private static RoutingRule Difference(RoutingCandidate best, RoutingCandidate next) =>
        best.IsSticky != next.IsSticky ? RoutingRule.Sticky
        : best.SpeaksLanguage != next.SpeaksLanguage ? RoutingRule.Language
        : best.FreeSlots != next.FreeSlots ? RoutingRule.MostFreeSlots
        : best.LastLiveAt != next.LastLiveAt ? RoutingRule.LongestSinceLastLive
        : RoutingRule.OperatorId;

    /// <summary>The order of operators for one conversation: the better one comes first.</summary>
    private sealed class Preference(WaitingConversation conversation) : IComparer<RoutableOperator>
    {
        private readonly string language = Locales.LanguageOf(conversation.Locale);

        public int Compare(RoutableOperator? x, RoutableOperator? y)
        {
            if (x is null || y is null)
            {
                throw new InvalidOperationException("Only operators are compared.");
            }
            var order = IsSticky(y).CompareTo(IsSticky(x));
            order = order != 0 ? order : Speaks(y).CompareTo(Speaks(x));
            return order != 0 ? order : FreeOperators.ByMerit.Instance.Compare(x, y);
        }

        public RoutingCandidate Seen(RoutableOperator candidate) =>
            new(candidate.OperatorId, candidate.FreeSlots, Speaks(candidate), IsSticky(candidate), candidate.LastLiveAt);

        private bool IsSticky(RoutableOperator candidate) => candidate.OperatorId == conversation.StickyOperator;

        private bool Speaks(RoutableOperator candidate) =>
            candidate.Languages.Items.Any(tag => Locales.LanguageOf(tag) == language);
    }
}
