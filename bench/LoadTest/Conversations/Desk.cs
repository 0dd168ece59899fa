using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>An operator of the run, as her inbox names her.</summary>
internal sealed record OperatorSeen(string Email, Guid OperatorId, int SlotsMax);

/// <summary>One of an operator's seats, and the conversations that are answered from it.</summary>
internal sealed class Desk
{
    private readonly List<LoadConversation> conversations = [];

    /// <param name="operatorAt">Whose it is.</param>
    /// <param name="take">Makes the seat, told what is said first on each of its sockets.</param>
    public Desk(int operatorAt, Func<Func<HubSocket, CancellationToken, Task>, Seat> take)
    {
        Operator = operatorAt;
        Seat = take(Settle);
    }

    public int Operator { get; }

    public Seat Seat { get; }

    public IReadOnlyList<LoadConversation> Conversations
    {
        get
        {
            lock (conversations)
            {
                return [.. conversations];
            }
        }
    }

    public void Add(LoadConversation conversation)
    {
        lock (conversations)
        {
            conversations.Add(conversation);
        }
    }

    /// <summary>On a new socket: first what has no answer goes out again, as from a browser's outbox; then all is read.</summary>
    private async Task Settle(HubSocket socket, CancellationToken cancel)
    {
        foreach (var conversation in Conversations)
        {
            conversation.Resume(conversation.Operator, socket);
        }
        await socket.Invoke("Hello", new { locale = "en" }, cancel);
        foreach (var conversation in Conversations)
        {
            await conversation.Watch(conversation.Operator, socket, cancel);
        }
    }
}
