using System.Collections.Immutable;
using CsCheck;
using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Tests.Conversations.Cast;

namespace MessageCenter.Domain.Tests.Conversations;

/// <summary>One step of a history: what was wanted, decided, and what came of it.</summary>
internal sealed record Step(
    ConversationState Before,
    ConversationCommand Command,
    Decision<ConversationEvent> Decision,
    ConversationState After,
    ImmutableArray<TimelineEntry> Entries)
{
    /// <summary>The entry that carries the command's id: a retry is answered with it.</summary>
    public TimelineEntry? Answer => Entries.SingleOrDefault(entry => entry.CommandId is not null);

    public ImmutableArray<ConversationEvent> Events =>
        Decision is Decision<ConversationEvent>.Accepted accepted ? accepted.Events : [];
}

/// <summary>Random commands of random people at random times, sensible or not, and what the rules make of them.</summary>
internal static class ConversationHistories
{
    private static readonly Gen<Author> Anybody =
        Gen.Frequency((4, Gen.Const(Author.Contact)), (4, Gen.Const(Olivia)), (2, Gen.Const(Omar)), (1, Gen.Const(Author.System)));

    private static readonly string[] Texts =
        ["Hello?", "Where is my order?", "Two\r\nlines", "\u202eturned", "", "\u200b", "\0", "Größe 注文 😀"];

    private static readonly Gen<string> Text = Gen.Int[0, Texts.Length - 1].Select(which => Texts[which]);

    private static readonly Gen<ConversationCommand> Wanted = Gen.Select(
        Gen.Int[0, 21], Anybody, Gen.Int[1, 12], Gen.Double[-2, 30], Text, Gen.Long[-1, 40], Gen.Bool)
        .Select(drawn => Make(drawn.Item1, drawn.Item2, drawn.Item3, Later(drawn.Item4), drawn.Item5, drawn.Item6, drawn.Item7));

    /// <summary>Up to 120 commands; the clock jumps both ways.</summary>
    public static Gen<ImmutableArray<Step>> Any { get; } = Wanted.Array[1, 120].Select(Play);

    /// <summary>Plays commands from the beginning.</summary>
    public static ImmutableArray<Step> Play(IEnumerable<ConversationCommand> commands)
    {
        var state = ConversationState.Nothing;
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var command in commands)
        {
            var decision = ConversationDecider.Decide(state, command);
            var (after, entries) = decision is Decision<ConversationEvent>.Accepted accepted
                ? ConversationFold.Apply(state, command, accepted.Events)
                : (state, []);
            steps.Add(new(state, command, decision, after, entries));
            state = after;
        }
        return steps.ToImmutable();
    }

    private static ConversationCommand Make(
        int kind, Author by, int number, DateTimeOffset at, string text, long seq, bool flag)
    {
        CommandId? id = Command(number);
        var owner = flag ? OliviaId : OmarId;
        return kind switch
        {
            0 => new StartConversation(Author.Contact, id, at, Started with { StickyOperator = owner }, text),
            1 or 2 or 3 or 4 => new PostMessage(by, id, at, text),
            5 => new AddNote(by, id, at, text),
            6 => new AssignConversation(by, id, at, flag ? OliviaId : null),
            7 => number % 2 == 0
                ? new ForwardConversation(by, id, at, owner, null, flag ? "Olivia" : "Omar", text, number % 3 == 0 ? null : OliviaId)
                : new ForwardConversation(by, id, at, null, new(Seed.Id(number % 5)), "Sales", flag ? text : null, flag ? OliviaId : OmarId),
            8 or 9 => new RouteConversation(Author.System, null, at, new(owner, flag ? "Olivia" : "Omar"), ToOlivia),
            10 => new TurnAsynchronous(Author.System, null, at, flag ? OliviaId : null, (AsynchronousReason)(number % 4)),
            11 => new EndConversation(by, id, at),
            12 => new RateConversation(by, id, at, number % 7, flag ? text : " "),
            13 => new SetStatus(by, id, at, (ConversationStatus)(number % 4)),
            14 => flag
                ? new ChangeContactPresence(Author.System, null, at, number % 2 == 0, TimeSpan.FromMinutes(10))
                : new RenameContact(Author.System, null, at, number % 3 == 0 ? null : $"Vera {number}"),
            15 => new RecordContactInfo(by, id, at, (ContactField)(number % 2), flag ? text : null, number % 3 == 0 ? text : null),
            16 => new SetLocale(by, id, at, flag ? "de" : text),
            17 => new ToggleTopic(by, id, at, flag ? OrdersId : new(Seed.Id(number))),
            18 => flag || number % 2 == 0
                ? new QueueTranscript(by, id, at, number % 3 == 0 ? text : "vera@shop.example", flag)
                : new RecordDelivery(Author.System, id, at, Command(number - 1), "vera@shop.example", flag, null),
            19 => new EditNote(by, id, at, seq, flag ? seq : seq - 1, text, [], number % 3 == 0),
            20 => new DeleteNote(by, id, at, seq, number % 3 == 0),
            _ => new AdvanceReceipts(by, null, at, seq, seq - (number % 3)),
        };
    }
}
