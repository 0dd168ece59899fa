using System.Collections.Immutable;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;

namespace MessageCenter.Storage.Azure;

/// <summary>Holds a row against a filter: all of its conditions but the keywords.</summary>
internal static class ConversationMatch
{
    internal static bool Holds(this ConversationFilter filter, ConversationState state) =>
        IsOneOf(filter.Statuses, state.Status)
        && (filter.Mode is null || filter.Mode == state.Mode)
        && (filter.Assignees.IsDefaultOrEmpty
            || (state.Assignee is { } assignee && filter.Assignees.Contains(assignee.OperatorId)))
        && (!filter.IsUnassigned || state.Assignee is null)
        && (filter.ContactId is null || filter.ContactId == state.ContactId)
        && (filter.Topics.IsDefaultOrEmpty || filter.Topics.Any(state.Topics.Items.Contains))
        && IsOneOf(filter.Widgets, state.WidgetId)
        && IsOneOf(filter.Groups, state.GroupId)
        && (filter.Stars.IsDefaultOrEmpty || (state.Rating is { } rating && filter.Stars.Contains(rating.Stars)))
        && (filter.Waits is null || filter.Waits == state.Waits)
        && (filter.ActiveFrom is not { } from || LastAt(state) >= from.ToUnixTimeMilliseconds())
        && (filter.ActiveBefore is not { } before || LastAt(state) < before.ToUnixTimeMilliseconds());

    internal static bool IsOngoing(this ConversationFilter filter) =>
        !filter.Statuses.IsDefaultOrEmpty && !filter.Statuses.Contains(ConversationStatus.Ended);

    internal static long LastAt(ConversationState state) => state.LastActivityAt.ToUnixTimeMilliseconds();

    private static bool IsOneOf<T>(ImmutableArray<T> wanted, T value) => wanted.IsDefaultOrEmpty || wanted.Contains(value);
}
