using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// What of a row stands beside its place in the list of all, so that the storage account can leave out what a filter does
/// not want. The row itself decides; this only spares reading it.
/// </summary>
internal sealed record Facets(
    long LastAt,
    ConversationStatus Status,
    ConversationMode Mode,
    Guid Assignee,
    Guid Contact,
    Guid Widget,
    Guid Group,
    int Stars,
    bool Waits,
    EquatableArray<TopicId> Topics)
{
    internal static Facets Of(ConversationState state) => new(
        state.LastActivityAt.ToUnixTimeMilliseconds(),
        state.Status,
        state.Mode,
        state.Assignee?.OperatorId.Value ?? Guid.Empty,
        state.ContactId.Value,
        state.WidgetId.Value,
        state.GroupId.Value,
        state.Rating?.Stars ?? 0,
        state.Waits,
        state.Topics);

    internal void WriteTo(TableEntity entity)
    {
        entity["Status"] = (int)Status;
        entity["Mode"] = (int)Mode;
        entity["Assignee"] = Assignee;
        entity["Widget"] = Widget;
        entity["Group"] = Group;
        entity["Stars"] = Stars;
        entity["Waits"] = Waits;
    }
}
