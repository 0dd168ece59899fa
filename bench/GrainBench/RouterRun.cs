using System.Collections.Concurrent;
using System.Diagnostics;
using MessageCenter.Domain;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;

namespace MessageCenter.GrainBench;

/// <summary>
/// One account at work: operators online, chats that begin at a steady pace, are routed, hold a slot for a while and end.
/// </summary>
internal static class RouterRun
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task<object> Run(int operators, int groups, int chatsPerSecond, int chatSeconds, int seconds)
    {
        await using var account = await BenchAccount.Start(operators, groups);
        var front = new LiveFront();
        var reference = account.Grains.CreateObjectReference<IFeedObserver>(front);
        await Parallel.ForEachAsync(account.OperatorIds, async (id, _) =>
        {
            await account.Operator(id).WatchInbox(reference, 1);
            await account.Operator(id).SetAvailability(Availability.Online);
        });
        using var end = new CancellationTokenSource();
        var renewing = Renew(account, reference, end.Token);
        var chats = new Chats(account, front, TimeSpan.FromSeconds(chatSeconds));
        await chats.Begin(chatsPerSecond, WarmUp);

        account.Calls.Reset();
        chats.Reset();
        var routerWaits = Probe(account.IsAnswered, end.Token);
        var accountWaits = Probe(account.ReadWidget, end.Token);
        var begun = Stopwatch.GetTimestamp();
        await chats.Begin(chatsPerSecond, TimeSpan.FromSeconds(seconds));
        var elapsed = Stopwatch.GetElapsedTime(begun);
        var (router, accountGrain) = (account.Calls.Of("router"), account.Calls.Of("account"));
        var (operatorGrains, conversations) = (account.Calls.Of("operator"), account.Calls.Of("conversation"));
        await end.CancelAsync();
        await renewing;
        var routed = chats.Routed();
        return new
        {
            operators,
            groups,
            chatsPerSecond = Math.Round(chats.Started / elapsed.TotalSeconds),
            routed = routed.Length,
            routedP50Ms = At(routed, 0.5),
            routedP99Ms = At(routed, 0.99),
            router = Grain(router, elapsed, chats.Started, await routerWaits),
            account = Grain(accountGrain, elapsed, chats.Started, await accountWaits),
            operatorCallsPerSecond = Math.Round(operatorGrains.Calls / elapsed.TotalSeconds),
            conversationCallsPerSecond = Math.Round(conversations.Calls / elapsed.TotalSeconds),
        };
    }

    private static object Grain((long Calls, TimeSpan Busy) measured, TimeSpan elapsed, int chats, double[] waits) => new
    {
        callsPerSecond = Math.Round(measured.Calls / elapsed.TotalSeconds),
        busyShare = Math.Round(measured.Busy / elapsed, 3),
        microsecondsPerCall = Math.Round(measured.Busy.TotalMicroseconds / measured.Calls, 1),
        callsPerChat = Math.Round((double)measured.Calls / chats, 1),
        waitP50Ms = At(waits, 0.5),
        waitP99Ms = At(waits, 0.99),
    };

    /// <summary>How long a call that does nothing waits for its turn, and is answered.</summary>
    private static async Task<double[]> Probe<T>(Func<Task<T>> call, CancellationToken end)
    {
        var waits = new List<double>();
        while (!end.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            await call();
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
        return [.. waits.Order()];
    }

    private static async Task Renew(BenchAccount account, IFeedObserver front, CancellationToken end)
    {
        using var pace = new PeriodicTimer(FeedLease.RenewEvery / account.OperatorIds.Length);
        try
        {
            for (var next = 0; ; next = (next + 1) % account.OperatorIds.Length)
            {
                await pace.WaitForNextTickAsync(end);
                await account.Operator(account.OperatorIds[next]).RenewInbox(front, 1);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : Math.Round(sorted[(int)(share * (sorted.Length - 1))], 1);

    private sealed class Chats(BenchAccount account, LiveFront front, TimeSpan length)
    {
        private ConcurrentBag<double> waits = [];
        private int numbered;

        public int Started { get; private set; }

        public void Reset() => (waits, Started) = ([], 0);

        public double[] Routed() => [.. waits.Order()];

        /// <summary>Each begins when it is due, whatever became of those before.</summary>
        public async Task Begin(int perSecond, TimeSpan duration)
        {
            var begun = Stopwatch.GetTimestamp();
            for (var started = 0; Stopwatch.GetElapsedTime(begun) is var elapsed && elapsed < duration;)
            {
                for (; started < perSecond * elapsed.TotalSeconds; started++, Started++)
                {
                    _ = Chat(numbered++, waits);
                }
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
        }

        private async Task Chat(int number, ConcurrentBag<double> into)
        {
            var contact = await account.CreateContact();
            var id = new ConversationId(Guid.NewGuid());
            var live = front.Live(id);
            await account.Begin(contact, id, number);
            var begun = Stopwatch.GetTimestamp();
            await live;
            into.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await Task.Delay(length, TimeProvider.System, CancellationToken.None);
            await account.Conversation(id).EndConversation(Reader.Contact(contact), null, new(Guid.NewGuid()));
        }
    }
}
