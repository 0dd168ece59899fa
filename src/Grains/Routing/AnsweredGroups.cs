using System.Runtime.InteropServices;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces.Routing;

namespace MessageCenter.Grains.Routing;

/// <summary>How many operators of each group are available; a group is answered while somebody is.</summary>
internal sealed class AnsweredGroups
{
    private readonly Dictionary<OperatorGroupId, int> available = [];

    /// <summary>Somebody of the group is available.</summary>
    public bool Contains(OperatorGroupId group) => available.ContainsKey(group);

    /// <summary>An operator reports; returns the groups for which that made the difference.</summary>
    public IReadOnlyCollection<OperatorGroupId> Note(OperatorReport? before, OperatorReport now)
    {
        if (before is not null && before.IsAvailable == now.IsAvailable && before.Groups == now.Groups)
        {
            return [];
        }
        var (left, joined) = (GroupsOf(before), GroupsOf(now));
        var answered = left.Concat(joined).Where(Contains).ToHashSet();
        foreach (var group in left)
        {
            if (--CollectionsMarshal.GetValueRefOrAddDefault(available, group, out _) == 0)
            {
                available.Remove(group);
            }
        }
        foreach (var group in joined)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(available, group, out _)++;
        }
        return [.. left.Union(joined).Where(group => Contains(group) != answered.Contains(group))];
    }

    private static OperatorGroupId[] GroupsOf(OperatorReport? report) =>
        report is { IsAvailable: true } ? [.. report.Groups.Items.Distinct()] : [];
}
