using System.Collections.Concurrent;
using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Routing;
using MessageCenter.WebFront.Hubs;

namespace MessageCenter.WebFront.Feeds;

/// <summary>
/// What the router of an account tells: to operators the list of unassigned conversations, to widgets whether somebody
/// of their group is there. The latter has no version, so it is asked again with every renewal.
/// </summary>
internal sealed class UnassignedFeed(
    FeedKey key,
    IRouterGrain grain,
    IFeedObserver front,
    IOperatorClient operators,
    Func<OperatorGroupId, IWidgetClient> widgetsOf) : Feed(key)
{
    private readonly ConcurrentDictionary<OperatorGroupId, bool> isAnswered = new();
    private bool isWatched;

    public IOperatorClient Operators => operators;

    public async Task<UnassignedList> Watch()
    {
        var list = await grain.WatchUnassigned(front);
        Volatile.Write(ref isWatched, true);
        return list;
    }

    /// <summary>Whether somebody of the group is available, and from now on its widgets are told of changes.</summary>
    public async Task<bool> IsAnswered(OperatorGroupId group)
    {
        if (!Volatile.Read(ref isWatched))
        {
            await Watch();
        }
        var now = await grain.IsAnswered(group);
        if (isAnswered.TryGetValue(group, out var before) && before != now)
        {
            // The push was lost: the widgets that are here already must hear it too.
            await GroupAvailabilityChanged(group, now);
        }
        isAnswered[group] = now;
        return now;
    }

    /// <summary>As the widgets of the group were told last.</summary>
    public bool WasAnswered(OperatorGroupId group) => isAnswered.GetValueOrDefault(group);

    public Task GroupAvailabilityChanged(OperatorGroupId group, bool now)
    {
        isAnswered[group] = now;
        return widgetsOf(group).MessengerChanged(new(0, null, null, now));
    }

    /// <summary>The router holds no count: a front that is silent lapses.</summary>
    public override Task Tell() => Task.CompletedTask;

    public override async Task Renew()
    {
        if (!await grain.RenewUnassigned(front))
        {
            var list = await Watch();
            await operators.UnassignedBeat(new(list.Version));
        }
        foreach (var (group, before) in isAnswered)
        {
            var now = await grain.IsAnswered(group);
            if (now != before)
            {
                await GroupAvailabilityChanged(group, now);
            }
        }
    }
}
