using System.Diagnostics;
using MessageCenter.LoadTest.Measure;
using MessageCenter.LoadTest.Product;
using MessageCenter.LoadTest.Wire;

namespace MessageCenter.LoadTest.Conversations;

/// <summary>
/// The people of a cluster run: visitors and operators who keep their seats through every fault. The operators are online
/// and own the conversations, so that their slots fill up; some further visitors wait until one is free.
/// </summary>
internal sealed class ClusterFleet : IAsyncDisposable
{
    /// <summary>Below the calls that one socket may make a second, also when all of its conversations try again.</summary>
    private const int ConversationsPerDesk = 6;
    private const int SetUpAtOnce = 8;
    /// <summary>A browser's client makes a call again that had no answer for so long.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(100);

    private readonly Fronts fronts;
    private readonly LoadIds ids = new((ulong)Stopwatch.GetTimestamp());
    private readonly LoadTexts texts;
    private readonly Random chance;
    private readonly OpenSockets sockets = new();
    private readonly FleetListener listener;
    private readonly List<Seat> visitors = [];
    private readonly List<Desk> desks = [];
    private readonly int owned;
    private readonly Timer repeating;
    private string widgetKey = "";

    public ClusterFleet(int owned, int waiting, int seed, Fronts fronts, LoadMeter meter)
    {
        (this.owned, this.fronts) = (owned, fronts);
        texts = new(seed);
        chance = new(seed);
        All = [.. Enumerable.Range(0, owned + waiting).Select(index => new LoadConversation(index, ids, texts, meter))];
        listener = new(ids, All);
        repeating = new Timer(_ => RepeatUnanswered(), null, LooksEvery, LooksEvery);
    }

    /// <summary>All conversations.</summary>
    public IReadOnlyList<LoadConversation> All { get; }

    /// <summary>Those in which turns are taken.</summary>
    public IReadOnlyList<LoadConversation> Owned => [.. All.Take(owned)];

    /// <summary>Operators by their place in <see cref="ProductClient.Operators"/>.</summary>
    public IReadOnlyList<OperatorSeen> Operators { get; private set; } = [];

    /// <summary>How often clients lost their socket and came back.</summary>
    public int Losses => visitors.Sum(seat => seat.Losses) + desks.Sum(desk => desk.Seat.Losses);

    /// <summary>Visitors write, operators take the conversations and go online; then those come who will wait.</summary>
    public async Task Begin(CancellationToken cancel)
    {
        await TakeDesks(cancel);
        await ForEach(Owned, async conversation =>
        {
            var visitor = await BeginConversation(conversation, cancel);
            var desk = desks[conversation.Index % desks.Count];
            var taken = new { conversationId = conversation.Id, commandId = Guid.CreateVersion7(), expectedAssignee = (Guid?)null };
            await desk.Seat.Insist("AssignConversation", taken, cancel);
            desk.Add(conversation);
            await conversation.Watch(conversation.Visitor, Now(visitor), cancel);
            await conversation.Watch(conversation.Operator, Now(desk.Seat), cancel);
        }, cancel);
        foreach (var desk in desks.DistinctBy(desk => desk.Operator))
        {
            await desk.Seat.Insist("SetAvailability", new { commandId = Guid.CreateVersion7(), availability = "online" }, cancel);
        }
    }

    /// <summary>Further visitors, whom no operator takes by hand.</summary>
    public Task BeginWaiting(CancellationToken cancel) =>
        ForEach(All.Skip(owned), conversation => BeginConversation(conversation, cancel), cancel);

    /// <summary>A fault strikes: each conversation says something as soon as it can.</summary>
    public void Strike(long at)
    {
        foreach (var conversation in Owned.Where(conversation => !conversation.IsRetired))
        {
            conversation.Strike(at);
        }
    }

    /// <summary>Conversations that go on, and in which nothing that was begun after the fault is acknowledged yet.</summary>
    public int NotAcceptedYet => Owned.Count(conversation => !conversation.Acceptance.IsAgain && !conversation.IsRetired);

    /// <summary>The longest that any send waited since the fault.</summary>
    public TimeSpan LongestWait => Owned.Max(conversation => conversation.Acceptance.LongestWait);

    /// <summary>Ends an operator's conversations, each once its last message is through.</summary>
    public Task End(int operatorAt, IEnumerable<Guid> conversations, CancellationToken cancel)
    {
        var seat = desks.First(desk => desk.Operator == operatorAt).Seat;
        return ForEach(
            All.Where(conversation => conversations.Contains(conversation.Id)), conversation => End(seat, conversation, cancel), cancel);
    }

    /// <summary>An operator's sockets are gone and do not come back.</summary>
    public async Task Leave(int operatorAt)
    {
        var gone = desks.Where(desk => desk.Operator == operatorAt).ToArray();
        foreach (var conversation in gone.SelectMany(desk => desk.Conversations))
        {
            conversation.Retire();
        }
        await Task.WhenAll(gone.Select(desk => desk.Seat.Leave()));
    }

    /// <summary>No more turns; what is under way comes to its end. Returns the conversations in which it did not.</summary>
    public async Task<int> Settle(TimeSpan within, CancellationToken cancel)
    {
        foreach (var conversation in Owned)
        {
            conversation.Stop();
        }
        var begun = Stopwatch.GetTimestamp();
        while (Owned.Any(conversation => !conversation.IsQuiet) && Stopwatch.GetElapsedTime(begun) < within)
        {
            await Task.Delay(LooksEvery, cancel);
        }
        return Owned.Count(conversation => !conversation.IsQuiet);
    }

    public async ValueTask DisposeAsync()
    {
        await repeating.DisposeAsync();
        await Task.WhenAll(visitors.Concat(desks.Select(desk => desk.Seat)).Select(seat => seat.DisposeAsync().AsTask()));
        await sockets.DisposeAsync();
    }

    private async Task TakeDesks(CancellationToken cancel)
    {
        var perOperator = 1 + (owned / (ConversationsPerDesk * ProductClient.Operators.Count));
        var seen = new List<OperatorSeen>();
        foreach (var email in ProductClient.Operators)
        {
            var cookie = await fronts.Next().SignIn(email, cancel);
            for (var made = 0; made < perOperator; made++)
            {
                desks.Add(new(seen.Count, settle => new(
                    fronts, sockets, chance, new((product, stop) => product.ConnectOperator(cookie, listener, stop), settle))));
                await desks[^1].Seat.Take(cancel);
            }
            var inbox = await desks[^1].Seat.Insist("Hello", new { locale = "en" }, cancel);
            var me = inbox.GetProperty("me");
            seen.Add(new(email, me.GetProperty("operatorId").GetGuid(), me.GetProperty("slotsMax").GetInt32()));
            widgetKey = inbox.GetProperty("account").GetProperty("widgets")[0].GetProperty("widgetKey").GetString() ?? "";
        }
        Operators = seen;
    }

    private async Task<Seat> BeginConversation(LoadConversation conversation, CancellationToken cancel)
    {
        var session = await fronts.Next().OpenWidgetSession(widgetKey, cancel);
        var isBegun = false;
        var seat = new Seat(fronts, sockets, chance, new(
            (product, stop) => product.ConnectWidget(widgetKey, session, listener, stop),
            async (socket, stop) =>
            {
                conversation.Resume(conversation.Visitor, socket);
                await socket.Invoke("Hello", new { locale = "en" }, stop);
                if (isBegun)
                {
                    await conversation.Watch(conversation.Visitor, socket, stop);
                }
            }));
        lock (visitors)
        {
            visitors.Add(seat);
        }
        await seat.Take(cancel);
        var first = new
        {
            conversationId = conversation.Id,
            commandId = ids.Command(conversation.Index, 0),
            text = texts.Of(conversation.Index, 0),
            locale = "en",
        };
        await seat.Insist("StartConversation", first, cancel);
        isBegun = true;
        return seat;
    }

    private static async Task End(Seat seat, LoadConversation conversation, CancellationToken cancel)
    {
        conversation.Retire();
        while (conversation.IsWaitingForAck)
        {
            await Task.Delay(LooksEvery, cancel);
        }
        var end = new { conversationId = conversation.Id, commandId = Guid.CreateVersion7() };
        await seat.Insist("EndConversation", end, cancel);
    }

    private void RepeatUnanswered()
    {
        foreach (var conversation in Owned)
        {
            conversation.RepeatUnanswered(AnswerWithin);
        }
    }

    private static HubSocket Now(Seat seat) => seat.Socket ?? throw new LoadTestException("A socket broke before any fault.");

    private static Task ForEach(IEnumerable<LoadConversation> these, Func<LoadConversation, Task> step, CancellationToken cancel) =>
        Parallel.ForEachAsync(
            these,
            new ParallelOptions { MaxDegreeOfParallelism = SetUpAtOnce, CancellationToken = cancel },
            async (conversation, _) => await step(conversation));
}
