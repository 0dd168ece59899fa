using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;

namespace MessageCenter.Grains.Conversations;

/// <summary>What a command came to: the answer, and what changed.</summary>
internal sealed record Outcome(
    Answer Answer,
    ConversationState Before,
    ConversationState After,
    EquatableArray<TimelineEntry> Entries)
{
    public static Outcome Unchanged(ConversationState state, Answer answer) => new(answer, state, state, []);

    public bool HasChanged => !ReferenceEquals(Before, After);
}
