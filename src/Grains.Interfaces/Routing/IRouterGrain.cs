using MessageCenter.Domain;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.Grains.Interfaces.Routing;

/// <summary>An operator as she reports herself: available means switch on and connected.</summary>
[GenerateSerializer, Immutable, Alias("OperatorReport")]
public sealed record OperatorReport(
    OperatorId OperatorId,
    string Name,
    bool IsAvailable,
    int SlotsMax,
    int SlotsTaken,
    EquatableArray<OperatorGroupId> Groups,
    EquatableArray<string> Languages,
    DateTimeOffset? LastLiveAt);

/// <summary>A conversation as it reports itself.</summary>
/// <param name="Conversation">The operators' view.</param>
/// <param name="Waits">It could be live and is not.</param>
/// <param name="WaitingSince">Its place in the line.</param>
/// <param name="StickyOperator">Whom its contact had last.</param>
[GenerateSerializer, Immutable, Alias("ConversationReport")]
public sealed record ConversationReport(
    ConversationView Conversation,
    bool Waits,
    DateTimeOffset WaitingSince,
    OperatorId? StickyOperator);

/// <summary>The list Unassigned, oldest wait first.</summary>
[GenerateSerializer, Immutable, Alias("Unassigned")]
public sealed record UnassignedList(long Version, EquatableArray<ConversationView> Conversations);

/// <summary>
/// The router of one account (key account). Holds nothing durable: operators and conversations report to it, and it asks
/// them when it starts. It never owns a decision: operators claim slots, conversations record assignments.
/// </summary>
[Alias("IRouterGrain")]
public interface IRouterGrain : IGrainWithStringKey
{
    /// <summary>An operator's availability or slots changed, or she repeats herself.</summary>
    [Alias("OperatorReported")]
    Task OperatorReported(OperatorReport report);

    /// <summary>A conversation began or ceased to wait, or the row in the list Unassigned changed.</summary>
    [Alias("ConversationReported")]
    Task ConversationReported(ConversationReport report);

    /// <summary>Subscribes a front to the list Unassigned and to the availability of groups, and returns the list.</summary>
    [Alias("WatchUnassigned")]
    Task<UnassignedList> WatchUnassigned(IFeedObserver front);

    /// <summary>Renews. False: watch again.</summary>
    [Alias("RenewUnassigned")]
    Task<bool> RenewUnassigned(IFeedObserver front);

    /// <summary>Somebody of the group is available now.</summary>
    [Alias("IsAnswered")]
    Task<bool> IsAnswered(OperatorGroupId group);
}
