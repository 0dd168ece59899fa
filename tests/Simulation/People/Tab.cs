using System.Security.Claims;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Fronts;
using MessageCenter.Simulation.Planting;
using MessageCenter.Simulation.Runs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.Simulation.People;

/// <summary>
/// The program in one tab of a browser: it connects and never gives up, watches conversations, fills holes, and sends
/// what is in the outbox. The rules are those of the clients in src/WebFront/client.
/// </summary>
internal abstract class Tab(Stage stage, Browser browser, AuthorKind side)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(3);

    private readonly HashSet<ConversationId> running = [];
    private readonly HashSet<ConversationId> watched = [];
    private readonly HashSet<ConversationId> filling = [];
    private Socket? socket;
    private int attempt;

    public Scope Scope { get; } = new(stage.World, browser.Host);

    public Browser Browser => browser;

    public Dictionary<ConversationId, Screen> Screens { get; } = [];

    public bool IsConnected => socket is { IsOpen: true };

    public IEnumerable<ConversationId> Watched => watched;

    protected Stage Stage => stage;

    protected World World => stage.World;

    public void Open() => World.Ready(Scope, _ => Connect(), null);

    /// <summary>The tab is gone; so is all that it held.</summary>
    public void Close()
    {
        socket?.Close();
        Scope.Kill();
    }

    public void BreakSocket() => socket?.Break();

    /// <summary>Sends what waits for this conversation.</summary>
    public async void Send(ConversationId conversation)
    {
        if (!IsConnected || !running.Add(conversation))
        {
            return;
        }
        var failures = 0;
        while (IsConnected && browser.Next(conversation) is { } item)
        {
            if (await Try(item))
            {
                failures = 0;
            }
            else
            {
                await World.Delay(RetryPause(++failures));
            }
        }
        running.Remove(conversation);
    }

    /// <summary>A second try beside the first, as a tab without locks would make.</summary>
    public async void SendAtOnce(OutboxItem item) => await Try(item);

    public async Task<T?> Ask<T>(string method, object argument) where T : class =>
        await (socket?.Invoke(method, argument) ?? Task.FromException<object?>(new NotConnectedException())) as T;

    /// <summary>Says hello and takes the answer; false when it could not be had.</summary>
    protected abstract Task<bool> Hello();

    protected abstract void Take(object push);

    protected abstract ClaimsPrincipal User();

    /// <summary>The conversations that should be watched now.</summary>
    protected abstract IEnumerable<ConversationId> Wanted();

    protected abstract void Ended(OutboxItem item, Answer answer);

    protected Screen ScreenOf(ConversationView head)
    {
        if (!Screens.TryGetValue(head.ConversationId, out var screen))
        {
            screen = new(side, head) { Took = stage.Checks.Took };
            Screens.Add(head.ConversationId, screen);
        }
        return screen;
    }

    /// <summary>Brings what is watched in line with what should be.</summary>
    protected void Follow()
    {
        if (!IsConnected)
        {
            return;
        }
        var wanted = Wanted().ToHashSet();
        foreach (var id in watched.Where(id => !wanted.Contains(id)).ToArray())
        {
            watched.Remove(id);
            Forget(Ask<object>("UnwatchConversation", new UnwatchConversation(id)));
        }
        foreach (var id in wanted.Where(watched.Add).ToArray())
        {
            Watch(id);
        }
    }

    protected async void SayHello()
    {
        var mine = socket;
        while (IsConnected && ReferenceEquals(mine, socket) && !await Hello())
        {
            await World.Delay(RetryPause(attempt++));
        }
        if (IsConnected && ReferenceEquals(mine, socket))
        {
            Follow();
            foreach (var conversation in browser.Outbox.Select(item => item.Intent.Conversation).Distinct().ToArray())
            {
                Send(conversation);
            }
        }
    }

    protected bool TakeTimeline(object push)
    {
        switch (push)
        {
            case TimelineAdvanced advanced:
                stage.Checks.Sent(side, advanced.Entries, advanced.Conversation);
                Apply(advanced.ConversationId, screen => screen.Take(advanced));
                return true;
            case ConversationBeat beat:
                Apply(beat.ConversationId, screen => screen.Take(beat));
                return true;
            default:
                return push is ReceiptsAdvanced or TypingShown;
        }
    }

    protected async void Fill(ConversationId id)
    {
        if (!filling.Add(id))
        {
            return;
        }
        try
        {
            for (var hasHole = true; hasHole && Screens.TryGetValue(id, out var screen);)
            {
                var page = await Ask<TimelinePage>("ReadTimeline", new ReadTimeline(id, Limits.TimelinePageMax, screen.UpTo));
                if (page is null)
                {
                    break;
                }
                stage.Checks.Sent(side, page.Entries, null);
                hasHole = screen.Take(page);
            }
            filling.Remove(id);
        }
        catch (Exception)
        {
            filling.Remove(id);
            await World.Delay(ReadAgainAfter);
            if (IsConnected && Screens.TryGetValue(id, out var screen) && screen.Head.LastSeq > screen.UpTo)
            {
                Fill(id);
            }
        }
    }

    protected TimeSpan RetryPause(int failures)
    {
        var full = Math.Min(10_000, 300 * Math.Pow(2, Math.Min(failures, 16)));
        return TimeSpan.FromMilliseconds((full / 2) + (full / 2 * World.Rng.Share()));
    }

    protected static void Forget(Task work) => work.Ignore();

    private async void Connect()
    {
        while (true)
        {
            await World.Delay(TimeSpan.FromMilliseconds(World.Rng.Between(5, 100)));
            if (stage.PickFront() is { } front)
            {
                Connected(new(World, Scope, front, $"socket{stage.NextNumber()}", User()));
                return;
            }
            await World.Delay(RetryPause(attempt++));
        }
    }

    private void Connected(Socket connected)
    {
        socket = connected;
        attempt = 0;
        watched.Clear();
        stage.Trace($"{browser.Host} connects to {connected.Front.Host}");
        connected.Pushed = Take;
        connected.Closed = () => World.Ready(Scope, _ => Lost(), null);
        World.In(stage.Cluster.Network.Hop(), connected.Front.Scope, () => connected.Front.Connected(connected));
        SayHello();
    }

    private async void Lost()
    {
        await World.Delay(RetryPause(attempt++));
        Connect();
    }

    private async void Watch(ConversationId id)
    {
        var mine = socket;
        try
        {
            var after = Screens.TryGetValue(id, out var held) ? held.UpTo : (long?)null;
            var snapshot = await Ask<ConversationSnapshot>("WatchConversation", new WatchConversation(id, after));
            if (snapshot?.Conversation is { } head)
            {
                stage.Checks.Sent(side, snapshot.Page?.Entries ?? [], head);
                var screen = held ?? ScreenOf(head);
                if (screen.Take(snapshot))
                {
                    Fill(id);
                }
                return;
            }
            if (snapshot?.Rejection?.Code == RejectionCode.NotFound)
            {
                return;
            }
        }
        catch (Exception)
        {
            // As below.
        }
        // Not watched after all: asked again soon, and after a new connection anyway.
        await World.Delay(ReadAgainAfter);
        if (ReferenceEquals(mine, socket))
        {
            watched.Remove(id);
            Follow();
        }
    }

    private async Task<bool> Try(OutboxItem item)
    {
        var intent = item.Intent;
        stage.Checks.Invoked(intent);
        Answer? answer = null;
        try
        {
            // A planted client makes a new id for each try.
            var id = Planted.Is(Planted.RetriesWithANewId) && intent.Tries > 1 ? new(World.Rng.Id()) : intent.Command;
            answer = await Within(Ask<Answer>(intent.Method, item.Argument(id)));
        }
        catch (Exception)
        {
            // Unknown: asked again with the same id.
        }
        // A typed command that is refused for its number is told to her who typed it; what is said waits for its turn.
        var isHeldBack = answer?.Rejection?.Code == RejectionCode.RateLimited && intent.Method != "RunCommand";
        if (answer is null || isHeldBack || answer.Rejection?.Code == RejectionCode.Unavailable)
        {
            return !browser.Outbox.Contains(item);
        }
        stage.Checks.Answered(intent, answer);
        if (browser.Outbox.Remove(item))
        {
            Ended(item, answer);
        }
        return true;
    }

    private Task<T?> Within<T>(Task<T?> call) where T : class
    {
        var first = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        World.In(AnswerWithin, Scope, () => first.TrySetResult(null));
        Race(call, first);
        return first.Task;
    }

    private static async void Race<T>(Task<T?> call, TaskCompletionSource<T?> first) where T : class
    {
        try
        {
            first.TrySetResult(await call);
        }
        catch (Exception problem)
        {
            first.TrySetException(problem);
        }
    }

    private void Apply(ConversationId id, Func<Screen, bool> apply)
    {
        if (Screens.TryGetValue(id, out var screen) && apply(screen))
        {
            Fill(id);
        }
    }
}
