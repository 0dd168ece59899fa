using System.Globalization;
using System.Text;
using System.Text.Json;
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
internal sealed class LoadFleet(int conversations, ulong salt, int seed, LoadMeter meter) : IHubListener, IAsyncDisposable
{
    private const int ConversationsPerOperatorSocket = 6;
    private const int SetUpAtOnce = 16;
    private static readonly TimeSpan QuietWithin = TimeSpan.FromSeconds(20);

    private readonly LoadIds ids = new(salt);
    private readonly LoadTexts texts = new(seed);
    private readonly WidgetSession?[] sessions = new WidgetSession?[conversations];
    private readonly OpenSockets sockets = new();
    private string widgetKey = "";

    public IReadOnlyList<LoadConversation> Conversations { get; private set; } = [];

    /// <summary>Visitors write their first message; operators take the conversations; both sides watch.</summary>
    public async Task Begin(ProductClient product, CancellationToken cancel)
    {
        Conversations = [.. Enumerable.Range(0, conversations).Select(index => new LoadConversation(index, ids, texts, meter))];
        var desks = await ConnectOperators(product, cancel);
        await ForEach(async conversation =>
        {
            var session = await product.OpenWidgetSession(widgetKey, cancel);
            sessions[conversation.Index] = session;
            var visitor = await ConnectVisitor(product, session, cancel);
            var desk = desks[conversation.Index % desks.Count];
            var id = conversation.Id;
            var command = ids.Command(conversation.Index, 0);
            var begun = new { conversationId = id, commandId = command, text = texts.Of(conversation.Index, 0), locale = "en" };
            Accept("StartConversation", await visitor.Invoke("StartConversation", begun, cancel));
            var taken = new { conversationId = id, commandId = Guid.CreateVersion7(), expectedAssignee = (Guid?)null };
            Accept("AssignConversation", await desk.Invoke("AssignConversation", taken, cancel));
            await Watch(conversation, conversation.Visitor, visitor, cancel);
            await Watch(conversation, conversation.Operator, desk, cancel);
        }, cancel);
    }

    /// <summary>The server is another: new sockets, read what was missed, send again what has no answer.</summary>
    public async Task Return(ProductClient product, CancellationToken cancel)
    {
        await CloseSockets();
        var desks = await ConnectOperators(product, cancel);
        await ForEach(async conversation =>
        {
            var session = sessions[conversation.Index] ?? throw new InvalidOperationException("Return comes after Begin.");
            var visitor = await ConnectVisitor(product, session, cancel);
            await Watch(conversation, conversation.Visitor, visitor, cancel);
            await Watch(conversation, conversation.Operator, desks[conversation.Index % desks.Count], cancel);
            conversation.Resume();
        }, cancel);
    }

    /// <summary>No more turns; what is under way comes to its end. Returns the conversations in which it did not.</summary>
    public async Task<int> Settle(CancellationToken cancel)
    {
        foreach (var conversation in Conversations)
        {
            conversation.Stop();
        }
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
                    PostRead(conversation, conversation.Visitor);
                    PostRead(conversation, conversation.Operator);
                }
            }
            await Task.Delay(20, cancel);
        }
        return Conversations.Count(conversation => !conversation.IsQuiet);
    }

    public void Hear(HubSocket socket, in HubRecord record)
    {
        if (record.Type == HubRecord.Invocation)
        {
            if (record.Target.SequenceEqual("TimelineAdvanced"u8))
            {
                var pushed = TimelineRecord.Parse(record.Payload);
                if (ids.IndexOf(pushed.ConversationId) is { } index && Conversations[index].Push(socket, pushed))
                {
                    var conversation = Conversations[index];
                    PostRead(conversation, socket == conversation.Visitor.Socket ? conversation.Visitor : conversation.Operator);
                }
            }
        }
        else if (record.InvocationId is [(byte)'m', .. var message])
        {
            var dot = message.IndexOf((byte)'.');
            Conversations[int.Parse(message[..dot], CultureInfo.InvariantCulture)]
                .Acknowledge(int.Parse(message[(dot + 1)..], CultureInfo.InvariantCulture), AnswerRecord.Parse(record));
        }
        else if (record.InvocationId is [(byte)'r', .. var read] && record.Payload is [(byte)'{', ..])
        {
            var conversation = Conversations[int.Parse(read, CultureInfo.InvariantCulture)];
            var side = socket == conversation.Visitor.Socket ? conversation.Visitor : conversation.Operator;
            var page = TimelineRecord.Parse(record.Payload);
            conversation.Page(side, page);
            if (!page.IsComplete)
            {
                PostRead(conversation, side);
            }
        }
    }

    public void Closed(HubSocket socket)
    {
    }

    public ValueTask DisposeAsync() => sockets.DisposeAsync();

    public Task CloseSockets() => sockets.CloseAll();

    private static void PostRead(LoadConversation conversation, ReceivingSide side)
    {
        var asked = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"conversationId":"{{conversation.Id}}","after":{{side.UpTo}},"before":null,"limit":200}""");
        var call = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type":1,"invocationId":"r{{conversation.Index}}","target":"ReadTimeline","arguments":[{{asked}}]}""");
        side.Socket?.Post([.. Encoding.UTF8.GetBytes(call), HubRecord.Separator]);
    }

    private async Task<IReadOnlyList<HubSocket>> ConnectOperators(ProductClient product, CancellationToken cancel)
    {
        var perOperator = 1 + (conversations / (ConversationsPerOperatorSocket * ProductClient.Operators.Count));
        var desks = new List<HubSocket>();
        foreach (var email in ProductClient.Operators)
        {
            var cookie = await product.SignIn(email, cancel);
            for (var made = 0; made < perOperator; made++)
            {
                var desk = await product.ConnectOperator(cookie, this, cancel);
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
        var visitor = await product.ConnectWidget(widgetKey, session, this, cancel);
        sockets.Add(visitor);
        await visitor.Invoke("Hello", new { locale = "en" }, cancel);
        return visitor;
    }

    private static async Task Watch(LoadConversation conversation, ReceivingSide side, HubSocket socket, CancellationToken cancel)
    {
        side.Connect(socket);
        var snapshot = await socket.Invoke("WatchConversation", new { conversationId = conversation.Id, after = side.UpTo }, cancel);
        Accept("WatchConversation", snapshot);
        conversation.Page(side, TimelineRecord.Parse(Encoding.UTF8.GetBytes(snapshot.GetProperty("page").GetRawText())));
    }

    private Task ForEach(Func<LoadConversation, Task> step, CancellationToken cancel) =>
        Parallel.ForEachAsync(
            Conversations,
            new ParallelOptions { MaxDegreeOfParallelism = SetUpAtOnce, CancellationToken = cancel },
            async (conversation, _) => await step(conversation));

    private static void Accept(string method, JsonElement answer)
    {
        if (answer.GetProperty("rejection") is { ValueKind: JsonValueKind.Object } rejection)
        {
            throw new LoadTestException($"{method} was refused: {rejection}");
        }
    }
}
