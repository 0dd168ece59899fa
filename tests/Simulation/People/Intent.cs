using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;

namespace MessageCenter.Simulation.People;

/// <summary>What somebody wants of a conversation, from the press of the button to the answer, over all tries.</summary>
internal sealed class Intent(AccountId account, ConversationId conversation, CommandId command, string authorKey, string method, string text)
{
    public AccountId Account => account;

    public ConversationId Conversation => conversation;

    public CommandId Command => command;

    /// <summary>As the store names the author beside the command's id.</summary>
    public string AuthorKey => authorKey;

    public string Method => method;

    /// <summary>Text of a message or note; empty for what has none.</summary>
    public string Text => text;

    /// <summary>Of an edited note: the entry with the text that was there to be seen.</summary>
    public long? Replaces { get; init; }

    public int Tries { get; set; }

    /// <summary>The highest seq that anybody had been told of this conversation before the first try.</summary>
    public long SeqKnownBefore { get; set; }

    /// <summary>Null while nothing is known for certain.</summary>
    public Answer? Answer { get; set; }

    /// <summary>A message, a note, its new text or a beginning: its success is an entry of its own.</summary>
    public bool IsSaying => method is "PostMessage" or "AddNote" or "EditNote" or "StartConversation";
}
