using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Routing;
using MessageCenter.Grains.Runtime;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Stores;

namespace MessageCenter.Simulation.Cluster;

/// <summary>
/// Orleans at its weakest promises: a call happens at most once, or, when its caller gives up, nobody knows; answers may
/// be lost, calls may come late and twice; a push is a hint.
/// </summary>
internal sealed class SimulatedCluster
{
    /// <summary>Orleans' default for the answer to a call.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    public SimulatedCluster(World world, Database database, GrainTimings timings)
    {
        (World, Database, Timings) = (world, database, timings);
        Client = new(this);
        Directory = new(this);
        Network = new(world);
    }

    public World World { get; }

    public Database Database { get; }

    public GrainTimings Timings { get; }

    public ClusterClient Client { get; }

    public Directory Directory { get; }

    public Network Network { get; }

    /// <summary>Silos that run or are not yet given up.</summary>
    public List<Silo> Silos { get; } = [];

    /// <summary>How often each labelled point was the last that a silo reached.</summary>
    public SortedDictionary<string, long> CrashPoints { get; } = new(StringComparer.Ordinal);

    /// <summary>Kills a silo, with everything that follows from it.</summary>
    public Action<Silo> Crash { get; set; } = _ => { };

    /// <summary>A router tries to give this conversation to somebody.</summary>
    public Action<ConversationId> Offered { get; set; } = _ => { };

    /// <summary>Commands of which two copies went out: the second may be decided when the first has long been answered.</summary>
    public HashSet<CommandId> DoubledCommands { get; } = [];

    /// <summary>A call as its caller sees it: a task that may never know what became of it.</summary>
    public Task Send(GrainKey target, MethodShape shape, object?[] arguments)
    {
        var caller = Scope.Current;
        AtCrashPoint("before a call");
        var call = shape.NewCall().Of(caller, target, shape, arguments);
        if (!caller.IsAlive)
        {
            return call.Task;
        }
        World.Trace.Line(World.Now, "call", target.Key[^1], $"{caller.Host} > {target}.{shape.Name} {Words(arguments)}");
        if (shape.Name == "Operator.ClaimSlot" && arguments[0] is ConversationId offered)
        {
            Offered(offered);
        }
        if (!shape.IsOneWay)
        {
            World.Deadline(CallTimeout, caller, () => call.Fail(new TimeoutException("No answer in time.")));
        }
        if (!World.Faults.Strikes(Fault.CallLost, 0.1))
        {
            Deliver(call);
            if (World.Faults.Strikes(Fault.CallDoubled, 0.1))
            {
                DoubledCommands.UnionWith(arguments.OfType<CommandId>());
                Deliver(call);
            }
        }
        return shape.IsOneWay ? Task.CompletedTask : call.Task;
    }

    /// <summary>A request that the activation which got it could not serve any more.</summary>
    public void Forward(Call call) => World.Ready(World.Outside, _ => Arrive(call), null);

    public void SendAnswer(Activation from, Call call, Task finished)
    {
        AtCrashPoint("before an answer");
        if (!from.IsAlive || World.Faults.Strikes(Fault.AnswerLost, 0.1) || !Network.Carries(from.Host, call.Caller.Host))
        {
            return;
        }
        World.In(Latency(), call.Caller, () => call.Answer(finished));
    }

    public void Refuse(Call call, Exception problem) => World.In(Latency(), call.Caller, () => call.Fail(problem));

    public void Push(Scope front, IFeedObserver observer, FeedPush push)
    {
        var from = Scope.Current;
        AtCrashPoint("before a push");
        if (!from.IsAlive || World.Faults.Strikes(Fault.PushLost, 0.5) || !Network.Carries(from.Host, front.Host))
        {
            return;
        }
        World.Trace.Line(World.Now, "push", 0, $"{from.Host} > {front.Host} {push.GetType().Name} {Words(push)}");
        var wait = World.Faults.Strikes(Fault.PushLate, 0.3) ? World.Rng.Pause(TimeSpan.FromSeconds(5)) : Network.Hop();
        World.In(wait, front, () => observer.Push(push).Ignore());
    }

    /// <summary>A labelled point: the silo may die here, and nothing after it happens.</summary>
    public void AtCrashPoint(string label)
    {
        if (Scope.Current is Activation { IsAlive: true } activation && World.Faults.Strikes(Fault.CrashPoint, 0.003))
        {
            CrashPoints[label] = CrashPoints.GetValueOrDefault(label) + 1;
            World.Trace.Line(World.Now, "crash point", 0, $"{activation.Host}: {label}");
            Crash(activation.Silo);
        }
    }

    private static string Words(FeedPush push) => push switch
    {
        FeedPush.ConversationBeat beat => $"{Short(beat.ConversationId)} {beat.LastSeq}, {beat.LastSeqForContact} for the contact",
        FeedPush.TimelineAdvanced advanced => $"{Short(advanced.ConversationId)} after {advanced.AfterForContact}",
        FeedPush.MessengerChanged changed => $"{Short(changed.ContactId.Value)} version {changed.Version} {Words(changed.Conversation, null)}",
        FeedPush.MessengerBeat beat => $"{Short(beat.ContactId.Value)} version {beat.Version}",
        FeedPush.InboxChanged changed =>
            $"{Short(changed.OperatorId.Value)} version {changed.Version} {Words(changed.Conversation, changed.RemovedConversationId)}",
        FeedPush.InboxBeat beat => $"{Short(beat.OperatorId.Value)} version {beat.Version}",
        FeedPush.UnassignedChanged changed => $"version {changed.Version} {Words(changed.Conversation, changed.RemovedConversationId)}",
        FeedPush.UnassignedBeat beat => $"version {beat.Version}",
        _ => "",
    };

    private static string Words(ConversationView? view, ConversationId? removed) =>
        view is not null ? $"{Short(view.ConversationId)} {view.Status} {view.Mode} seq {view.LastSeq}"
            : removed is { } gone ? $"without {Short(gone)}" : "";

    private static string Short(Guid id) => id.ToString("N")[..6];

    private static string Short(ConversationId id) => Short(id.Value);

    private static string Words(object?[] arguments) =>
        string.Join(' ', arguments.Select(argument => argument switch
        {
            OperatorReport report => $"{report.Name} {(report.IsAvailable ? "free" : "not there")} {report.SlotsTaken}/{report.SlotsMax}",
            ConversationReport report => report.Waits ? "waits" : "does not wait",
            ConversationView view => $"{view.Status} {view.Mode} seq {view.LastSeq}",
            string or bool or int or long or Enum => argument,
            _ => null,
        }).Where(word => word is not null));

    private void Deliver(Call call) => World.In(Latency(), World.Outside, () => Arrive(call));

    private void Arrive(Call call)
    {
        if (Directory.Find(call.Target, call.Caller) is not { } activation)
        {
            Undeliverable(call);
        }
        else if (!Network.Carries(call.Caller.Host, activation.Host))
        {
            // Lost without a word.
        }
        else if (!activation.IsAlive)
        {
            Undeliverable(call);
        }
        else if (activation.Host.PausedUntil > World.Now)
        {
            // It lies in the buffers of a process that stands still.
            World.At(activation.Host.PausedUntil, activation, () => activation.Receive(call));
        }
        else
        {
            activation.Receive(call);
        }
    }

    private void Undeliverable(Call call)
    {
        if (!call.Shape.IsOneWay && World.Rng.Chance(0.7))
        {
            Refuse(call, new OrleansException("The silo is not there."));
        }
    }

    private TimeSpan Latency() =>
        !World.Faults.Strikes(Fault.CallLate, 0.05) ? Network.Hop()
        : World.Rng.Chance(0.1) ? TimeSpan.FromSeconds(World.Rng.Between(25, 60))
        : World.Rng.Pause(TimeSpan.FromSeconds(3));
}
