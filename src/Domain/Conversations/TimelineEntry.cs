using System.Text.Json.Serialization;

namespace MessageCenter.Domain.Conversations;

/// <summary>One entry of a timeline. Never changes and never moves once it is stored.</summary>
/// <param name="Seq">1, 2, 3 … in its conversation, without holes.</param>
/// <param name="At">Server time, milliseconds, never before the entry ahead of it.</param>
/// <param name="Author">Who.</param>
/// <param name="CommandId">The command that caused it, on its first entry; null on the others.</param>
/// <param name="Event">What.</param>
[GenerateSerializer, Immutable, Alias("TimelineEntry")]
public sealed record TimelineEntry(
    long Seq,
    DateTimeOffset At,
    Author Author,
    CommandId? CommandId,
    ConversationEvent Event);
