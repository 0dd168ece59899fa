using System.Collections.Immutable;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Domain.Transcripts;

/// <summary>What a line of a transcript is.</summary>
public enum TranscriptLineKind
{
    /// <summary>Somebody said this.</summary>
    Message,

    /// <summary>An operator began to answer.</summary>
    Joined,

    /// <summary>It was ended.</summary>
    Ended,

    /// <summary>The contact wrote again after the end.</summary>
    Reopened,
}

/// <summary>One line: who, when, what. Nobody's name: the contact, or Message Center itself.</summary>
public sealed record TranscriptLine(TranscriptLineKind Kind, DateTimeOffset At, bool IsOfContact, string? Name, string Text = "");

/// <summary>
/// A conversation as its contact may read it, ready to be written as a mail. Notes, reasons of routing and whatever else only
/// operators see can be in no line of it.
/// </summary>
public sealed record Transcript
{
    /// <summary>The company.</summary>
    public required string AccountName { get; init; }

    /// <summary>Which conversation.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>"de-CH": the language of the mail.</summary>
    public required string Locale { get; init; }

    /// <summary>The contact's name, if known.</summary>
    public required string? ContactName { get; init; }

    /// <summary>"Visitor 81" while no name is known.</summary>
    public required long ContactNumber { get; init; }

    /// <summary>The operator who passed it on; null: it goes to the contact herself.</summary>
    public required string? SentBy { get; init; }

    /// <summary>Where the contact can go on writing; null: nobody knows.</summary>
    public required string? Link { get; init; }

    /// <summary>#rrggbb of the widget.</summary>
    public required string Accent { get; init; }

    /// <summary>The zone that times are told in.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>What happened, in order.</summary>
    public required ImmutableArray<TranscriptLine> Lines { get; init; }

    /// <summary>Older lines were left out, because it would be too long.</summary>
    public required bool IsShortened { get; init; }

    /// <summary>It goes to the contact herself.</summary>
    public bool IsForItsContact => SentBy is null;

    /// <summary>
    /// The lines of entries in order, the oldest left out where there are too many. Entries that a contact may not see are
    /// passed over here too, whoever read them.
    /// </summary>
    public static (ImmutableArray<TranscriptLine> Lines, bool IsShortened) LinesOf(IEnumerable<TimelineEntry> entries)
    {
        var all = entries.Where(entry => entry.Event.IsForContact).Select(LineOf).OfType<TranscriptLine>().ToArray();
        var from = all.Length;
        for (var length = 0; from > 0 && all.Length - from < Limits.TranscriptEntriesMax; from--)
        {
            length += all[from - 1].Text.Length;
            if (length > Limits.TranscriptLengthMax)
            {
                break;
            }
        }
        return ([.. all[from..]], from > 0);
    }

    private static TranscriptLine? LineOf(TimelineEntry entry) => entry.Event switch
    {
        ConversationEvent.MessagePosted posted => new(
            TranscriptLineKind.Message, entry.At, entry.Author.Kind == AuthorKind.Contact, entry.Author.Name, posted.TextForContact),
        ConversationEvent.OperatorAssigned assigned => new(TranscriptLineKind.Joined, entry.At, false, assigned.OperatorName),
        ConversationEvent.ConversationEnded => new(
            TranscriptLineKind.Ended, entry.At, entry.Author.Kind == AuthorKind.Contact, entry.Author.Name),
        ConversationEvent.ConversationReopened => new(TranscriptLineKind.Reopened, entry.At, true, null),
        _ => null,
    };
}
