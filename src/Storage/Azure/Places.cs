using System.Collections.Immutable;
using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Storage.Azure;

/// <summary>One place of a conversation in one list.</summary>
/// <param name="List">Which list of the account.</param>
/// <param name="Row">Where in it. Holds the version that took the place, so that no place is ever taken twice.</param>
internal readonly record struct Place(string List, string Row);

/// <summary>
/// All places of a conversation. The list of all is ordered by newest activity; the narrow ones, which routing and
/// operators read often, are sets that a conversation joins and leaves with its state, not with each message.
/// </summary>
internal sealed record Places(ImmutableArray<Place> All)
{
    internal const string Everything = "all";
    internal const string Waiting = "waits";
    internal const string Unassigned = "unassigned";

    internal static string OfContact(ContactId contact) => $"contact-{contact.Value:N}";

    internal static string OfAssignee(OperatorId assignee) => $"assignee-{assignee.Value:N}";

    /// <summary>Where a row with this state belongs. A place that still is right is kept.</summary>
    internal static Places Of(ConversationState state, long number, long version, ConversationRow? old)
    {
        var kept = old?.Places.All ?? [];
        var places = ImmutableArray.CreateBuilder<Place>();
        foreach (var list in Lists(state))
        {
            var place = kept.FirstOrDefault(one => one.List == list);
            var isRight = place.Row is not null
                && (list != Everything || (old is not null && Facets.Of(old.State) == Facets.Of(state)));
            places.Add(isRight ? place : new(list, RowKey(list, state, number, version)));
        }
        return new(places.ToImmutable());
    }

    /// <summary>Where places begin that were active so recently, or less.</summary>
    internal static string KeyOf(long lastAt) => Keys.Descending(lastAt);

    /// <summary>Where a conversation stands among those of the same time.</summary>
    internal static string KeyOf(long lastAt, long number) => $"{Keys.Descending(lastAt)}{Keys.Descending(number)}";

    internal static string PartitionOf(AccountId account, string list) => $"{Keys.Account(account)}-{list}";

    internal static TableEntity EntityOf(AccountId account, ConversationId conversation, Place place, ConversationState state)
    {
        var entity = new TableEntity(PartitionOf(account, place.List), place.Row) { ["Conversation"] = conversation.Value };
        if (place.List == Everything)
        {
            Facets.Of(state).WriteTo(entity);
        }
        return entity;
    }

    internal static Places Parse(string text) => new(
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=')).Select(parts => new Place(parts[0], parts[1]))]);

    internal bool Has(string list, string row) => All.Contains(new(list, row));

    public override string ToString() => string.Join(' ', All.Select(place => $"{place.List}={place.Row}"));

    private static IEnumerable<string> Lists(ConversationState state)
    {
        yield return Everything;
        yield return OfContact(state.ContactId);
        if (state.Waits)
        {
            yield return Waiting;
        }
        if (state.Status != ConversationStatus.Ended)
        {
            yield return state.Assignee is { } assignee ? OfAssignee(assignee.OperatorId) : Unassigned;
        }
    }

    private static string RowKey(string list, ConversationState state, long number, long version)
    {
        var lastAt = list == Everything ? Keys.Descending(state.LastActivityAt.ToUnixTimeMilliseconds()) : "";
        return $"{lastAt}{Keys.Descending(number)}-{Keys.Number(version)}";
    }
}
