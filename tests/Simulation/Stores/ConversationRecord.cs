using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Simulation.Stores;

/// <summary>A conversation as it is stored: its row and all of its entries.</summary>
internal sealed class ConversationRecord(AccountId account, ConversationId id, long number)
{
    public AccountId Account => account;

    public ConversationId Id => id;

    public long Number => number;

    public long Version { get; set; }

    public ConversationState State { get; set; } = ConversationState.Nothing;

    public List<TimelineEntry> Entries { get; } = [];

    /// <summary>The unique key: author and command id.</summary>
    public Dictionary<(string Author, CommandId Command), TimelineEntry> Commands { get; } = [];
}
