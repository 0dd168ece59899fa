using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using Spec = MessageCenter.TestKit.DeciderSpec<
    MessageCenter.Domain.Conversations.ConversationState,
    MessageCenter.Domain.Tests.Conversations.Past,
    MessageCenter.Domain.Conversations.ConversationCommand,
    MessageCenter.Domain.Conversations.ConversationEvent>;

namespace MessageCenter.Domain.Tests.Conversations;

/// <summary>Something that happened: what, by whom, when. Author and time follow from the event where none is given.</summary>
internal readonly record struct Past(ConversationEvent Event, Author By, DateTimeOffset At, CommandId? CommandId)
{
    public static implicit operator Past(ConversationEvent happened) => new(happened, UsualAuthor(happened), Noon, null);

    public static Past From(ConversationEvent happened) => happened;

    private static Author UsualAuthor(ConversationEvent happened) => happened switch
    {
        ConversationStarted or MessagePosted or ConversationReopened or ConversationRated => Author.Contact,
        NoteAdded or NoteEdited or NoteDeleted or ConversationEnded or OperatorAssigned or ConversationForwarded => Olivia,
        _ => Author.System,
    };
}

/// <summary>Begins the examples about conversations.</summary>
internal static class Example
{
    private static readonly Spec Spec = new(ConversationState.Nothing, Happen, ConversationDecider.Decide);

    public static Past By(this ConversationEvent happened, Author author, CommandId? id = null) =>
        Past.From(happened) with { By = author, CommandId = id };

    public static Past At(this ConversationEvent happened, DateTimeOffset at) => Past.From(happened) with { At = at };

    public static Past At(this Past past, DateTimeOffset at) => past with { At = at };

    public static Spec.Situation Given(params ReadOnlySpan<Past> history) => Spec.Given(history);

    /// <summary>Started by the contact with one message; nobody has it.</summary>
    public static Spec.Situation GivenStarted(params ReadOnlySpan<Past> more) =>
        Given([Started, new MessagePosted("Hello?"), .. more]);

    /// <summary>Olivia has it; it is asynchronous.</summary>
    public static Spec.Situation GivenOlivias(params ReadOnlySpan<Past> more) =>
        GivenStarted([new OperatorAssigned(OliviaId, "Olivia", null, null), .. more]);

    /// <summary>Olivia has it, live.</summary>
    public static Spec.Situation GivenLive(params ReadOnlySpan<Past> more) =>
        GivenOlivias([new WentLive(OliviaId, "Olivia"), .. more]);

    /// <summary>Olivia had it and ended it.</summary>
    public static Spec.Situation GivenEnded(params ReadOnlySpan<Past> more) =>
        GivenOlivias([new ConversationEnded(), .. more]);

    /// <summary>The situations of refusal tables.</summary>
    public static Spec.Situation In(string situation) => situation switch
    {
        "nothing" => Given(),
        "started" => GivenStarted(),
        "olivias" => GivenOlivias(),
        "live" => GivenLive(),
        "ended" => GivenEnded(),
        "rated" => GivenEnded(new ConversationRated(5, null)),
        _ => throw new ArgumentOutOfRangeException(nameof(situation), situation, "No such situation."),
    };

    private static ConversationState Happen(ConversationState state, Past past)
    {
        if (!past.Event.IsEntry)
        {
            return ConversationFold.Apply(state, past.Event);
        }
        var entry = new TimelineEntry(state.LastSeq + 1, past.At, past.By, past.CommandId, past.Event);
        return ConversationFold.Recall(ConversationFold.Apply(state, entry), [entry]);
    }
}
