using Microsoft.Extensions.Logging;

namespace MessageCenter.Storage.Azure;

/// <summary>The tables around a conversation, each by what it is for.</summary>
internal sealed class AzureConversationTables
{
    private readonly ILogger logger;

    internal AzureConversationTables(AzureDatabase database, ILogger logger)
    {
        this.logger = logger;
        Database = database;
        Rows = new(database.Tables.Conversations);
        Fence = new(database, Rows);
        Slots = new(database, Rows, Fence);
        LeftOvers = new(database, Fence);
        Lists = new(database, LeftOvers);
        Words = new(database.Tables.Words);
        Due = new(database.Tables.Outbox);
        Deletion = new(this);
    }

    internal AzureDatabase Database { get; }

    internal ConversationRows Rows { get; }

    internal RowFence Fence { get; }

    internal SlotClaims Slots { get; }

    internal LeftOvers LeftOvers { get; }

    internal ConversationLists Lists { get; }

    internal WordIndex Words { get; }

    internal DueTimes Due { get; }

    internal ConversationDeletion Deletion { get; }

    internal void NotTidiedUp(Exception problem) => Log.NotTidiedUp(logger, problem);
}
