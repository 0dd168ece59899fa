using MessageCenter.Domain;
using MessageCenter.Grains.Interfaces;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Hubs;

/// <summary>What is checked before a grain is asked, for methods whose result has no place for a rejection.</summary>
internal static class Checks
{
    public static void Locale(string locale)
    {
        if (!Locales.IsValid(locale))
        {
            throw HubCodes.Of(Rejection.LocaleIsInvalid);
        }
    }

    public static void Languages(LanguagePair languages)
    {
        if (!languages.IsValid)
        {
            throw HubCodes.Of(Rejection.LocaleIsInvalid);
        }
    }

    /// <summary>Some entries, each once, and not too many.</summary>
    public static void Seqs(EquatableArray<long> seqs)
    {
        if (seqs.Count is 0 or > Limits.TranslatedAtOnceMax || seqs.Any(seq => seq < 1) || seqs.Distinct().Count() < seqs.Count)
        {
            throw HubCodes.Of(Rejection.SeqIsOutOfRange);
        }
    }

    public static void Seq(long? seq)
    {
        if (seq is < 0)
        {
            throw HubCodes.Of(Rejection.SeqIsOutOfRange);
        }
    }

    /// <summary>Forward or backward, not both; a page that is a page.</summary>
    public static void Page(ReadTimeline argument)
    {
        if (argument.Limit is < 1 or > Limits.TimelinePageMax || (argument.After is null) == (argument.Before is null))
        {
            throw HubCodes.Of(Rejection.SeqIsOutOfRange);
        }
        Seq(argument.After);
        Seq(argument.Before);
    }

    /// <summary>
    /// Who may not see a conversation cannot watch it either: unknown and foreign are answered alike, without asking.
    /// </summary>
    public static void Watched(HubSession session, ConversationId conversation)
    {
        if (!session.Watches(conversation))
        {
            throw HubCodes.Of(Rejection.ConversationNotFound);
        }
    }

    /// <summary>Text that a message could be, or nothing any more.</summary>
    public static void Preview(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text) && MessageText.Check(text, out _, Limits.LivePreviewLengthMax) is { } refusal)
        {
            throw HubCodes.Of(refusal);
        }
    }

    public static void Held(Answer answer)
    {
        if (answer.Rejection is { } rejection)
        {
            throw HubCodes.Of(rejection);
        }
    }
}
