using System.Diagnostics;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>
/// All visitors, operators and conversations of a run. Every visitor has a session and a socket of her own; the demo
/// account's operators share the conversations, each through several sockets, since no single socket may send as much as
/// a load test does. The conversations are assigned, not routed: asynchronous ones are not limited by chat slots, and
/// messages take the same way.
/// </summary>
internal sealed class LoadFleet : IAsyncDisposable
{
    private const int ConversationsPerOperatorSocket = 6;
    private const int SetUpAtOnce = 16;
    private static readonly TimeSpan QuietWithin = TimeSpan.FromSeconds(20);

    private readonly LoadIds ids;
    private readonly LoadTexts texts;
    private readonly WidgetSession?[] sessions;
    private readonly OpenSockets sockets = new();
    private readonly FleetListener listener;
    private string widgetKey = "";

    public LoadFleet(int conversations, ulong salt, int seed, LoadMeter meter)
    {
        ids = new(salt);
        texts = new(seed);
        sessions = new WidgetSession?[conversations];
        Conversations = [.. Enumerable.Range(0, conversations).Select(index => new LoadConversation(index, ids, texts, meter))];
        listener = new(ids, Conversations);
    }

    public IReadOnlyList<LoadConversation> Conversations { get; }

    /// <summary>Messages that the server said it has.</summary>
    public int Acknowledged => Conversations.Sum(conversation => conversation.Sent().Count(message => message.IsAcknowledged));

    /// <summary>Messages that it may have.</summary>
    public int Unanswered => Conversations.Sum(conversation => conversation.Sent().Count(message => !message.IsAcknowledged));

    /// <summary>Visitors write their first message; operators take the conversations; both sides watch.</summary>
    public async Task Begin(Fronts fronts, CancellationToken cancel)
    {
        var desks = await ConnectOperators(fronts, cancel);
        await ForEach(async conversation =>
        {
            var product = fronts.Of(conversation.Index);
            var session = await product.OpenWidgetSession(widgetKey, cancel);
            sessions[conversation.Index] = session;
            var visitor = await ConnectVisitor(product, session, cancel);
            var desk = desks[conversation.Index % desks.Count];
            var id = conversation.Id;
            var command = ids.Command(conversation.Index, 0);
            var begun = new { conversationId = id, commandId = command, text = texts.Of(conversation.Index, 0), locale = "en" };
            (await visitor.Invoke("StartConversation", begun, cancel)).Accepted("StartConversation");
            var taken = new { conversationId = id, commandId = Guid.CreateVersion7(), expectedAssignee = (Guid?)null };
            (await desk.Invoke("AssignConversation", taken, cancel)).Accepted("AssignConversation");
            await conversation.Watch(conversation.Visitor, visitor, cancel);
            await conversation.Watch(conversation.Operator, desk, cancel);
        }, cancel);
    }

    /// <summary>The server is another: new sockets, read what was missed, send again what has no answer.</summary>
    public async Task Return(Fronts fronts, CancellationToken cancel)
    {
        await CloseSockets();
        var desks = await ConnectOperators(fronts, cancel);
        await ForEach(async conversation =>
        {
            var session = sessions[conversation.Index] ?? throw new InvalidOperationException("Return comes after Begin.");
            var visitor = await ConnectVisitor(fronts.Of(conversation.Index), session, cancel);
            await conversation.Watch(conversation.Visitor, visitor, cancel);
            await conversation.Watch(conversation.Operator, desks[conversation.Index % desks.Count], cancel);
            conversation.Resume();
        }, cancel);
    }

    /// <summary>In each conversation a turn follows the one before at once.</summary>
    public void RunFlatOut()
    {
        foreach (var conversation in Conversations)
        {
            conversation.RunFlatOut();
        }
    }

    /// <summary>Something happens now: each conversation says something as soon as it can, and it is noted when that is accepted.</summary>
    public void Strike()
    {
        var at = Stopwatch.GetTimestamp();
        foreach (var conversation in Conversations)
        {
            conversation.Strike(at);
        }
    }

    /// <summary>Conversations in which something is acknowledged that was begun after <see cref="Strike"/>.</summary>
    public int AcceptedAgain => Conversations.Count(conversation => conversation.Acceptance.IsAgain);

    /// <summary>No more turns.</summary>
    public void Stop()
    {
        foreach (var conversation in Conversations)
        {
            conversation.Stop();
        }
    }

    /// <summary>No more turns; what is under way comes to its end. Returns the conversations in which it did not.</summary>
    public async Task<int> Settle(CancellationToken cancel)
    {
        Stop();
        var deadline = TimeProvider.System.GetTimestamp();
        var hasReread = false;
        while (Conversations.Any(conversation => !conversation.IsQuiet))
        {
            var waited = TimeProvider.System.GetElapsedTime(deadline);
            if (waited > QuietWithin)
            {
                break;
            }
            if (waited > QuietWithin / 2 && !hasReread)
            {
                // A lost push is found by the next beat; nobody has to wait for it here.
                hasReread = true;
                foreach (var conversation in Conversations.Where(conversation => !conversation.IsQuiet))
                {
                    conversation.PostRead(conversation.Visitor);
                    conversation.PostRead(conversation.Operator);
                }
            }
            await Task.Delay(20, cancel);
        }
        return Conversations.Count(conversation => !conversation.IsQuiet);
    }

    public ValueTask DisposeAsync() => sockets.DisposeAsync();

    public Task CloseSockets() => sockets.CloseAll();

    private async Task<IReadOnlyList<HubSocket>> ConnectOperators(Fronts fronts, CancellationToken cancel)
    {
        var perOperator = 1 + (Conversations.Count / (ConversationsPerOperatorSocket * ProductClient.Operators.Count));
        var desks = new List<HubSocket>();
        foreach (var email in ProductClient.Operators)
        {
            var cookie = await fronts.Next().SignIn(email, cancel);
            for (var made = 0; made < perOperator; made++)
            {
                var desk = await fronts.Of(desks.Count).ConnectOperator(cookie, listener, cancel);
                sockets.Add(desk);
                desks.Add(desk);
                var inbox = await desk.Invoke("Hello", new { locale = "en" }, cancel);
                widgetKey = inbox.GetProperty("account").GetProperty("widgets")[0].GetProperty("widgetKey").GetString() ?? "";
            }
        }
        return desks;
    }

    private async Task<HubSocket> ConnectVisitor(ProductClient product, WidgetSession session, CancellationToken cancel)
    {
        var visitor = await product.ConnectWidget(widgetKey, session, listener, cancel);
        sockets.Add(visitor);
        await visitor.Invoke("Hello", new { locale = "en" }, cancel);
        return visitor;
    }

    private Task ForEach(Func<LoadConversation, Task> step, CancellationToken cancel) =>
        Parallel.ForEachAsync(
            Conversations,
            new ParallelOptions { MaxDegreeOfParallelism = SetUpAtOnce, CancellationToken = cancel },
            async (conversation, _) => await step(conversation));
}
