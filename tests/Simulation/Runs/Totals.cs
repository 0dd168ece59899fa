using MessageCenter.Simulation.Engine;

namespace MessageCenter.Simulation.Runs;

/// <summary>What many seeds came to, together.</summary>
internal sealed class Totals
{
    /// <summary>Situations that must have occurred in some thousand seeds, or the simulator has gone blind to them.</summary>
    private static readonly string[] MustOccur =
    [
        "ConversationStarted", "MessagePosted", "NoteAdded", "OperatorAssigned", "WentLive", "TurnedAsynchronous", "StatusChanged",
        "ConversationEnded", "ConversationReopened", "ConversationRated",
        "StartConversation was acknowledged", "PostMessage was acknowledged", "AddNote was acknowledged",
        "AssignConversation was acknowledged", "EndConversation was acknowledged", "RateConversation was acknowledged",
        "SetStatus was acknowledged", "RunCommand was acknowledged", "RunCommand was tried again",
        "EditNote was acknowledged", "EditNote was tried again", "DeleteNote was acknowledged", "NoteEdited", "NoteDeleted",
        "refused: noteWasEdited", "refused: noteIsNotYours", "refused: noteNotFound",
        "ContactInfoRecorded", "LocaleChanged", "TopicAdded", "TopicRemoved", "TranscriptQueued",
        "refused: commandIsUnknown", "refused: topicIsUnknown",
        "StartConversation was tried again", "PostMessage was tried again", "AddNote was tried again",
        "AssignConversation was tried again", "ForwardToOperator was acknowledged", "ForwardToGroup was acknowledged",
        "ForwardToOperator was tried again", "ForwardToGroup was tried again", "refused: conversationIsThere",
        "EndConversation was tried again",
        "refused: conversationIsTaken", "refused: conversationHasEnded", "refused: conversationIsNotYours",
        "refused: conversationHasNotEnded", "refused: conversationIsRated",
        "an old command came again", "an old id came with other words", "two authors used one id",
        "somebody asked for what is not hers", "the store knew the command", "the store refused a slot", "two writers met",
        "two writers of a document met", "the last slot was taken", "the line was looked at",
        "routed: Sticky", "routed: Language", "routed: MostFreeSlots", "routed: LongestSinceLastLive", "routed: OperatorId",
    ];

    private static readonly string[] CrashPointNames =
        ["after the commit", "before a call", "before a push", "before an answer", "before the store"];

    public long Seeds { get; private set; }

    public long Twice { get; private set; }

    public long Commands { get; private set; }

    public long CommandsLeast { get; private set; } = long.MaxValue;

    public long Checks { get; private set; }

    public long Steps { get; private set; }

    public TimeSpan VirtualTime { get; private set; }

    public long[] Faults { get; } = new long[Enum.GetValues<Fault>().Length];

    public SortedDictionary<string, long> CrashPoints { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Sometimes { get; } = new(StringComparer.Ordinal);

    public List<SeedResult> Violations { get; } = [];

    /// <summary>Seeds in which people hardly did anything.</summary>
    public List<ulong> Poor { get; } = [];

    /// <summary>Seeds whose second run went another way.</summary>
    public List<ulong> Unlike { get; } = [];

    public void Add(SeedResult result, bool isTwice, bool isAlike)
    {
        Seeds++;
        Twice += isTwice ? 1 : 0;
        Commands += result.Commands;
        CommandsLeast = result.Violation is null ? Math.Min(CommandsLeast, result.Commands) : CommandsLeast;
        Checks += result.Checks;
        Steps += result.Steps;
        VirtualTime += result.VirtualTime;
        for (var kind = 0; kind < Faults.Length; kind++)
        {
            Faults[kind] += result.Faults[kind];
        }
        Sum(CrashPoints, result.CrashPoints);
        Sum(Sometimes, result.Sometimes);
        if (result.Violation is not null)
        {
            Violations.Add(result);
        }
        if (result.Violation is null && result.Commands < SeedRun.CommandsMin)
        {
            Poor.Add(result.Seed);
        }
        if (!isAlike)
        {
            Unlike.Add(result.Seed);
        }
    }

    /// <summary>What should have occurred and did not.</summary>
    public IReadOnlyList<string> Missing() =>
    [
        .. Enum.GetValues<Fault>().Where(kind => Faults[(int)kind] == 0).Select(kind => $"fault {kind}"),
        .. CrashPointNames.Where(name => !CrashPoints.ContainsKey(name)).Select(name => $"a crash {name}"),
        .. MustOccur.Where(name => !Sometimes.ContainsKey(name)),
    ];

    private static void Sum(SortedDictionary<string, long> sums, IReadOnlyDictionary<string, long> more)
    {
        foreach (var (name, count) in more)
        {
            sums[name] = sums.GetValueOrDefault(name) + count;
        }
    }
}
