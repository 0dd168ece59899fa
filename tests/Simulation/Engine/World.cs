using System.Runtime.ExceptionServices;

namespace MessageCenter.Simulation.Engine;

/// <summary>
/// Time, order and chance of one run. Everything that happens is a step: the earliest one is taken, on one thread, and
/// what it causes is put in line. Equal times keep the order in which they were put.
/// </summary>
internal sealed class World
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Steps after which a run counts as one that never ends.</summary>
    private const long StepsMax = 20_000_000;

    private readonly PriorityQueue<Later, (long At, long Order)> later = new();
    private readonly Queue<Posted> ready = new();
    private readonly Queue<Later> deadlines = new();
    private long order;

    public World(ulong seed)
    {
        Rng = new(seed);
        Faults = new(new(seed ^ 0x5EEDFA17UL));
        Trace = new();
        Outside = new(this, new(this, "world"));
    }

    public Rng Rng { get; }

    public FaultPlan Faults { get; }

    public Trace Trace { get; }

    /// <summary>Ticks since the beginning.</summary>
    public long Now { get; private set; }

    public long Steps { get; private set; }

    /// <summary>What is no process: the store's own work, cables, fate.</summary>
    public Scope Outside { get; }

    /// <summary>An exception that escaped from simulated code, which is a bug of the simulator or of the product.</summary>
    public ExceptionDispatchInfo? Escaped { get; private set; }

    /// <summary>Runs after a span of true time, unless the scope is dead by then.</summary>
    public void In(TimeSpan span, Scope scope, Action action) => At(Now + Math.Max(0, span.Ticks), scope, action);

    public void At(long time, Scope scope, Action action) => later.Enqueue(new(time, scope, action), (time, order++));

    /// <summary>Like <see cref="In"/> for one and the same span each time: cheap, for deadlines that seldom matter.</summary>
    public void Deadline(TimeSpan always, Scope scope, Action action) => deadlines.Enqueue(new(Now + always.Ticks, scope, action));

    public void Ready(Scope scope, SendOrPostCallback callback, object? state) => ready.Enqueue(new(scope, callback, state));

    /// <summary>Waits inside simulated code.</summary>
    public Task Delay(TimeSpan span)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        In(span, Scope.Current, done.SetResult);
        return done.Task;
    }

    /// <summary>Runs until this much time has gone, or the condition holds.</summary>
    public void Run(TimeSpan span, Func<bool>? until = null)
    {
        var end = Now + span.Ticks;
        var before = SynchronizationContext.Current;
        try
        {
            while (Escaped is null && (until is null || !until()) && Step(end))
            {
                if (++Steps > StepsMax)
                {
                    throw new InvalidOperationException("The run does not come to an end.");
                }
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
        Escaped?.Throw();
    }

    /// <summary>Takes the next step; false when none is left before the end.</summary>
    private bool Step(long end)
    {
        if (ready.TryDequeue(out var posted))
        {
            if (Holds(posted.Scope, out var resumes))
            {
                At(resumes, posted.Scope, () => posted.Callback(posted.State));
            }
            else
            {
                Execute(posted.Scope, posted.Callback, posted.State);
            }
            return true;
        }
        if (!TryNext(out var next) || next.At > end)
        {
            Now = end;
            if (next.Action is not null)
            {
                later.Enqueue(next, (next.At, -1));
            }
            return false;
        }
        Now = Math.Max(Now, next.At);
        if (Holds(next.Scope, out var later2))
        {
            At(later2, next.Scope, next.Action);
        }
        else
        {
            Execute(next.Scope, static action => ((Action)action!)(), next.Action);
        }
        return true;
    }

    private bool TryNext(out Later next)
    {
        var hasLater = later.TryPeek(out next, out _);
        if (deadlines.TryPeek(out var deadline) && (!hasLater || deadline.At <= next.At))
        {
            next = deadlines.Dequeue();
            return true;
        }
        return hasLater && later.TryDequeue(out next, out _);
    }

    private bool Holds(Scope scope, out long until)
    {
        until = scope.Host.PausedUntil;
        return until > Now && scope.IsAlive;
    }

    private void Execute(Scope scope, SendOrPostCallback callback, object? state)
    {
        if (!scope.IsAlive)
        {
            return;
        }
        SynchronizationContext.SetSynchronizationContext(scope);
        try
        {
            callback(state);
        }
        catch (Exception problem)
        {
            Escaped ??= ExceptionDispatchInfo.Capture(problem);
        }
    }

    private readonly record struct Later(long At, Scope Scope, Action Action);

    private readonly record struct Posted(Scope Scope, SendOrPostCallback Callback, object? State);
}
