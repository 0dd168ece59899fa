using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces.Conversations;

namespace MessageCenter.Grains.Routing;

/// <summary>The list Unassigned, kept in the order of the waits, so that showing its beginning costs the same for any length.</summary>
internal sealed class UnassignedConversations
{
    private readonly Dictionary<ConversationId, ConversationView> views = [];
    private readonly SortedSet<(DateTimeOffset Since, Guid Id)> byWait = [];

    /// <summary>All that are in it.</summary>
    public IEnumerable<ConversationId> Ids => views.Keys;

    /// <summary>The oldest waits.</summary>
    public IEnumerable<ConversationView> Oldest(int most) => byWait.Take(most).Select(place => views[new(place.Id)]);

    /// <summary>It is listed, and looks so. False: that was known.</summary>
    public bool Put(ConversationView view)
    {
        if (views.TryGetValue(view.ConversationId, out var known))
        {
            if (known == view)
            {
                return false;
            }
            byWait.Remove(PlaceOf(known));
        }
        views[view.ConversationId] = view;
        byWait.Add(PlaceOf(view));
        return true;
    }

    /// <summary>It is listed no longer. False: it was not.</summary>
    public bool Remove(ConversationId id) => views.Remove(id, out var known) && byWait.Remove(PlaceOf(known));

    private static (DateTimeOffset Since, Guid Id) PlaceOf(ConversationView view) =>
        (view.UnansweredSince ?? view.LastActivityAt, view.ConversationId.Value);
}
