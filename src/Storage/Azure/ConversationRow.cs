using Azure.Data.Tables;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage.Json;

namespace MessageCenter.Storage.Azure;

/// <summary>
/// A conversation's row with what the tables around it are held against: which places in lists are its own, and which
/// claim stands for its slot. Whatever they say beyond the row is left over or not yet true.
/// </summary>
internal sealed record ConversationRow(TableEntity Entity, ConversationId Id, ConversationState State)
{
    /// <summary>Raised by one with every append. A row that only stands in the way of a late start (<see cref="RowFence"/>) has 0.</summary>
    internal long Version => Entity.GetInt64("Version") ?? 0;

    internal long Number => Entity.GetInt64("Number") ?? 0;

    /// <summary>The call that wrote this version.</summary>
    internal Guid? Write => Entity.GetGuid("Write");

    /// <summary>The claim that made it live; null while it is not.</summary>
    internal Guid? Claim => Entity.GetGuid("Claim");

    internal Places Places => Places.Parse(Entity.GetString("Places") ?? "");

    /// <summary>Its deletion has begun; for everybody else it is gone.</summary>
    internal bool IsDeleting => Entity.GetBoolean("IsDeleting") ?? false;

    /// <summary>For callers of the store it is there.</summary>
    internal bool IsThere => Version > 0 && !IsDeleting;

    /// <summary>The operator whose slot it holds.</summary>
    internal OperatorId? LiveWith => LiveOperator(State);

    internal StoredConversation Stored => new(Id, Number, Version, State, []);

    internal static OperatorId? LiveOperator(ConversationState state) =>
        state.Mode == ConversationMode.Live ? state.Assignee?.OperatorId : null;

    internal static ConversationRow From(ConversationId id, TableEntity entity) =>
        new(entity, id, (entity.GetInt64("Version") ?? 0) == 0
            ? ConversationState.Nothing
            : StorageJson.ReadState(LongText.Read(entity, "State")));

    internal static TableEntity Make(
        ConversationAppend append, long number, Guid write, Guid? claim, Places places, string state)
    {
        var entity = new TableEntity(Keys.Conversation(append.Account, append.Conversation), Keys.Row)
        {
            ["Version"] = append.ExpectedVersion + 1,
            ["Number"] = number,
            ["Write"] = write,
            ["Claim"] = claim,
            ["Places"] = places.ToString(),
        };
        LongText.Write(entity, "State", state);
        return entity;
    }
}
