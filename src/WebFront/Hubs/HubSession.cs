using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.WebFront.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// One socket: who it belongs to, what it watches, and how fast it calls. Promises that calls about one conversation
/// are carried out in the order in which they came, while those about others need not wait for them.
/// </summary>
internal sealed class HubSession
{
    private readonly Lock gate = new();
    private readonly HubCallerContext context;
    private readonly TimeProvider time;
    private readonly TokenBucket calls;
    private readonly TokenBucket pageReports;
    private Dictionary<ConversationId, Task>? last;
    private Dictionary<ConversationId, bool>? watched;
    private bool isGone;
    private int refusals;
    private long? typedAt;

    public HubSession(HubCallerContext context, AccountId account, Reader reader, TimeProvider time)
    {
        this.context = context;
        this.time = time;
        calls = new(Limits.HubCallsBurstMax, Limits.HubCallsPerSecondMax, time);
        pageReports = new(Limits.PageReportsBurstMax, Limits.PageReportsPerSecondMax, time);
        Account = account;
        Reader = reader;
    }

    /// <summary>The tenant, from the principal.</summary>
    public AccountId Account { get; }

    /// <summary>The person, from the principal.</summary>
    public Reader Reader { get; }

    /// <summary>An operator's display name.</summary>
    public string OperatorName { get; private init; } = "";

    /// <summary>Which of an operator's sessions.</summary>
    public string? SessionId { get; private init; }

    /// <summary>The stamp of an operator's session.</summary>
    public string? SecurityStamp { get; private init; }

    /// <summary>The widget of a contact's session.</summary>
    public WidgetId WidgetId { get; private init; }

    /// <summary>A contact's visits through this widget are counted; known from her first Hello on.</summary>
    public bool CountsVisits { get; set; }

    /// <summary>This socket told of a page that its contact is on.</summary>
    public bool HasPage { get; set; }

    /// <summary>The conversation that an operator looks at here.</summary>
    public ConversationId? Viewing { get; set; }

    public string ConnectionId => context.ConnectionId;

    public static HubSession OfOperator(HubCallerContext context, TimeProvider time)
    {
        var user = context.User ?? throw new InvalidOperationException("The policy admits nobody without a principal.");
        return new(context, user.AccountId(), Reader.Operator(user.OperatorId()), time)
        {
            OperatorName = user.OperatorName(),
            SessionId = user.SessionId(),
            SecurityStamp = user.SecurityStamp(),
        };
    }

    public static HubSession OfContact(HubCallerContext context, TimeProvider time)
    {
        var user = context.User ?? throw new InvalidOperationException("The policy admits nobody without a principal.");
        return new(context, user.AccountId(), Reader.Contact(user.ContactId()), time) { WidgetId = user.WidgetId() };
    }

    /// <summary>False when the socket calls faster than allowed; when it does not stop it is closed.</summary>
    public bool MayCall()
    {
        lock (gate)
        {
            if (calls.TryTake())
            {
                refusals = Math.Max(0, refusals - 1);
                return true;
            }
            refusals++;
        }
        if (refusals >= Limits.HubRefusalsBeforeCloseMax)
        {
            Abort();
        }
        return false;
    }

    /// <summary>False when pages are told of faster than anybody looks at them.</summary>
    public bool MayReportPage()
    {
        lock (gate)
        {
            return pageReports.TryTake();
        }
    }

    /// <summary>False for a second word of typing within a second: it would tell nobody anything new.</summary>
    public bool MayType()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (typedAt is { } before && time.GetElapsedTime(before, now) < TimeSpan.FromSeconds(1))
            {
                return false;
            }
            typedAt = now;
            return true;
        }
    }

    /// <summary>Carries out the call after those about the same conversation that came before it.</summary>
    public async Task<T> InOrder<T>(ConversationId conversation, Func<Task<T>> call)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (gate)
        {
            last ??= [];
            last.TryGetValue(conversation, out before);
            last[conversation] = done.Task;
        }
        try
        {
            if (before is not null)
            {
                await before;
            }
            return await call();
        }
        finally
        {
            lock (gate)
            {
                if (last.TryGetValue(conversation, out var newest) && newest == done.Task)
                {
                    last.Remove(conversation);
                }
            }
            done.SetResult();
        }
    }

    public bool Watches(ConversationId conversation)
    {
        lock (gate)
        {
            return watched is not null && watched.ContainsKey(conversation);
        }
    }

    /// <summary>False when the socket watches as many conversations as it may, or is gone.</summary>
    public bool TryWatch(ConversationId conversation)
    {
        lock (gate)
        {
            if (isGone)
            {
                return false;
            }
            watched ??= [];
            return watched.Count < Limits.WatchedConversationsMax && watched.TryAdd(conversation, false);
        }
    }

    /// <summary>The socket is in the conversation's audience now. False: it is gone, and so is what it watched.</summary>
    public bool Admit(ConversationId conversation)
    {
        lock (gate)
        {
            if (watched is null || !watched.ContainsKey(conversation))
            {
                return false;
            }
            watched[conversation] = true;
            return true;
        }
    }

    public bool Unwatch(ConversationId conversation)
    {
        lock (gate)
        {
            return watched is not null && watched.Remove(conversation);
        }
    }

    /// <summary>The socket is gone: what it watched until now, and whether it had been admitted to the audience.</summary>
    public IReadOnlyCollection<KeyValuePair<ConversationId, bool>> UnwatchAll()
    {
        lock (gate)
        {
            IReadOnlyCollection<KeyValuePair<ConversationId, bool>> all = watched is null ? [] : watched;
            watched = null;
            isGone = true;
            return all;
        }
    }

    public void Abort() => context.Abort();
}
