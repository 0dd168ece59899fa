namespace MessageCenter.Domain.Routing;

/// <summary>
/// The operators of a group who have a free slot, in the order in which they are preferred by those who know nobody: whom
/// a conversation must look at is then a handful, and not the whole group.
/// </summary>
internal sealed class FreeOperators
{
    private readonly SortedSet<RoutableOperator> all = new(ByMerit.Instance);
    private readonly Dictionary<string, SortedSet<RoutableOperator>> byLanguage = new(StringComparer.Ordinal);

    public void Add(RoutableOperator free)
    {
        all.Add(free);
        foreach (var language in free.Languages.Items.Select(Locales.LanguageOf))
        {
            if (!byLanguage.TryGetValue(language, out var speakers))
            {
                byLanguage[language] = speakers = new(ByMerit.Instance);
            }
            speakers.Add(free);
        }
    }

    public void Remove(RoutableOperator was)
    {
        if (!all.Remove(was))
        {
            return;
        }
        foreach (var language in was.Languages.Items.Select(Locales.LanguageOf))
        {
            byLanguage.GetValueOrDefault(language)?.Remove(was);
        }
    }

    /// <summary>
    /// Among these are the best few for this language. One who speaks it is among the first of those; another is among the
    /// first of all, since only speakers stand before her in the decision whom merit puts behind her.
    /// </summary>
    public IEnumerable<RoutableOperator> BestFor(string language)
    {
        var few = all.Take(Limits.RoutingCandidatesKept);
        return byLanguage.TryGetValue(language, out var speakers)
            ? few.Union(speakers.Take(Limits.RoutingCandidatesKept))
            : few;
    }

    /// <summary>Most free slots, longest since the last live chat, id: the part of the order that no conversation changes.</summary>
    internal sealed class ByMerit : IComparer<RoutableOperator>
    {
        public static readonly ByMerit Instance = new();

        public int Compare(RoutableOperator? x, RoutableOperator? y)
        {
            if (x is null || y is null)
            {
                throw new InvalidOperationException("Only operators are compared.");
            }
            var order = y.FreeSlots.CompareTo(x.FreeSlots);
            order = order != 0 ? order
                : (x.LastLiveAt ?? DateTimeOffset.MinValue).CompareTo(y.LastLiveAt ?? DateTimeOffset.MinValue);
            return order != 0 ? order : x.OperatorId.Value.CompareTo(y.OperatorId.Value);
        }
    }
}
