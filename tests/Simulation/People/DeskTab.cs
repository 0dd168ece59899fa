using System.Security.Claims;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Simulation.Fronts;
using MessageCenter.Simulation.Runs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.Simulation.People;

/// <summary>The dashboard in one tab of an operator's browser: her inbox, by the rules of the clients' inboxState.ts.</summary>
internal sealed class DeskTab(Stage stage, Browser browser, Agent agent) : Tab(stage, browser, AuthorKind.Operator)
{
    private long version;
    private long unassignedVersion;

    /// <summary>While a Hello is under way: what was pushed meanwhile. The answer may be older than that.</summary>
    private List<object>? meanwhile;

    /// <summary>What the account's feed says is unassigned and hers says is Mine: it is free as soon as it leaves Mine.</summary>
    private readonly Dictionary<ConversationId, ConversationView> disputed = [];

    public Dictionary<ConversationId, ConversationView> Mine { get; } = [];

    public Dictionary<ConversationId, ConversationView> Unassigned { get; } = [];

    public ChatSlots? Slots { get; private set; }

    public Availability? Availability { get; private set; }

    protected override ClaimsPrincipal User() => agent.Principal;

    protected override IEnumerable<ConversationId> Wanted() =>
        agent.LooksAt is { } open && !Mine.ContainsKey(open) ? Mine.Keys.Append(open) : Mine.Keys;

    protected override async Task<bool> Hello()
    {
        var pushed = new List<object>();
        meanwhile = pushed;
        try
        {
            if (await Ask<InboxSnapshot>("Hello", new Hello("en")) is not { } hello)
            {
                return false;
            }
            (version, unassignedVersion) = (hello.Version, hello.UnassignedVersion);
            (Slots, Availability) = (hello.Slots, hello.Availability);
            Mine.Clear();
            Unassigned.Clear();
            foreach (var head in hello.Mine)
            {
                Mine[head.ConversationId] = head;
                ScreenOf(head).BeginAt(head);
            }
            disputed.Clear();
            foreach (var head in hello.Unassigned)
            {
                (Mine.ContainsKey(head.ConversationId) ? disputed : Unassigned)[head.ConversationId] = head;
            }
            meanwhile = null;
            pushed.ForEach(Take);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            meanwhile = ReferenceEquals(meanwhile, pushed) ? null : meanwhile;
        }
    }

    protected override void Take(object push)
    {
        if (push is InboxChanged or UnassignedChanged)
        {
            meanwhile?.Add(push);
        }
        switch (push)
        {
            case InboxChanged changed when changed.Version > version:
                var hasHole = changed.Version > version + 1;
                version = hasHole ? version : changed.Version;
                (Slots, Availability) = (changed.Slots ?? Slots, changed.Availability ?? Availability);
                Take(changed);
                Follow();
                GreetIf(hasHole);
                break;
            case UnassignedChanged changed when changed.Version > unassignedVersion:
                var isMissing = changed.Version > unassignedVersion + 1;
                unassignedVersion = isMissing ? unassignedVersion : changed.Version;
                Take(changed);
                GreetIf(isMissing);
                break;
            case Push.InboxBeat beat:
                GreetIf(beat.Version != version);
                break;
            case Push.UnassignedBeat beat:
                GreetIf(beat.Version != unassignedVersion);
                break;
            default:
                TakeTimeline(push);
                break;
        }
    }

    protected override void Ended(OutboxItem item, Answer answer) => agent.Ended(item.Intent, answer);

    private void Take(InboxChanged changed)
    {
        if (changed.RemovedConversationId is { } gone)
        {
            LeaveMine(gone);
        }
        if (changed.Conversation is { } head)
        {
            if (head.Assignee?.OperatorId != agent.Id || head.Status == ConversationStatus.Ended)
            {
                LeaveMine(head.ConversationId);
                return;
            }
            if (Unassigned.Remove(head.ConversationId, out var free))
            {
                disputed[head.ConversationId] = free;
            }
            Mine[head.ConversationId] = Newer(Mine.GetValueOrDefault(head.ConversationId), head);
            ScreenOf(head);
        }
    }

    private void Take(UnassignedChanged changed)
    {
        if (changed.RemovedConversationId is { } gone)
        {
            LeaveUnassigned(gone);
        }
        if (changed.Conversation is not { } head)
        {
            return;
        }
        if (head.Assignee is not null || head.Status == ConversationStatus.Ended)
        {
            LeaveUnassigned(head.ConversationId);
        }
        else if (Mine.GetValueOrDefault(head.ConversationId) is not { } held || held.LastSeq <= head.LastSeq)
        {
            LeaveMine(head.ConversationId);
            Unassigned[head.ConversationId] = Newer(Unassigned.GetValueOrDefault(head.ConversationId), head);
        }
        else
        {
            disputed[head.ConversationId] = Newer(disputed.GetValueOrDefault(head.ConversationId), head);
        }
    }

    /// <summary>What the account's feed had said of it meanwhile holds from now on.</summary>
    private void LeaveMine(ConversationId id)
    {
        if (Mine.Remove(id) && disputed.Remove(id, out var free))
        {
            Unassigned[id] = Newer(Unassigned.GetValueOrDefault(id), free);
        }
    }

    private void LeaveUnassigned(ConversationId id)
    {
        Unassigned.Remove(id);
        disputed.Remove(id);
    }

    private void GreetIf(bool hasHole)
    {
        if (hasHole && meanwhile is null)
        {
            SayHello();
        }
    }

    private static ConversationView Newer(ConversationView? held, ConversationView seen) =>
        held is not null && held.LastSeq > seen.LastSeq ? held : seen;
}
