using System.Globalization;

namespace MessageCenter.Domain.Transcripts;

/// <summary>
/// The words of a transcript's mail, in the languages that the product speaks. Who speaks another one reads English. Names in
/// them are other people's: whoever writes HTML escapes the whole.
/// </summary>
internal sealed class TranscriptWords
{
    private readonly Transcript transcript;
    private readonly bool isGerman;
    private readonly CultureInfo culture;

    internal TranscriptWords(Transcript transcript)
    {
        this.transcript = transcript;
        isGerman = Locales.LanguageOf(transcript.Locale) == "de";
        culture = CultureInfo.GetCultureInfo(isGerman ? "de-DE" : "en-GB");
    }

    internal string Language => isGerman ? "de" : "en";

    internal string Contact => transcript.ContactName
        ?? string.Create(CultureInfo.InvariantCulture, $"{Say("Visitor", "Besucher")} {transcript.ContactNumber}");

    internal string Subject => transcript.IsForItsContact
        ? Say($"Your conversation with {transcript.AccountName}", $"Ihr Gespräch mit {transcript.AccountName}")
        : Say($"{transcript.AccountName}: conversation with {Contact}", $"{transcript.AccountName}: Gespräch mit {Contact}");

    /// <summary>Beneath the company's name, which need not stand there twice.</summary>
    internal string Heading => transcript.IsForItsContact ? Subject : Say($"Conversation with {Contact}", $"Gespräch mit {Contact}");

    internal string Intro => transcript.IsForItsContact
        ? Say(
            "Thank you for writing to us. Here is what was said, to keep.",
            "Vielen Dank für Ihre Nachricht. Hier ist der Verlauf, zum Aufbewahren.")
        : Say(
            $"{transcript.SentBy} passed this conversation on to you.",
            $"{transcript.SentBy} hat dieses Gespräch an Sie weitergeleitet.");

    internal string Shortened => Say("Older messages were left out.", "Ältere Nachrichten wurden weggelassen.");

    internal string GoOn => Say("Continue the conversation", "Gespräch fortsetzen");

    internal string GoOnAt => Say("You can go on with this conversation here:", "Hier können Sie das Gespräch fortsetzen:");

    internal string Zone => Say($"Times are those of {ZoneName}.", $"Zeitangaben in {ZoneName}.");

    internal string Number => Say($"Conversation {transcript.ConversationId}", $"Gespräch {transcript.ConversationId}");

    internal string Automatic => Say(
        "This mail was sent automatically, because it was asked for in the conversation.",
        "Diese Nachricht wurde automatisch versandt, weil in dem Gespräch darum gebeten wurde.");

    internal string NameOf(TranscriptLine line) => line.IsOfContact ? Contact : line.Name ?? transcript.AccountName;

    internal string EventOf(TranscriptLine line) => line.Kind switch
    {
        TranscriptLineKind.Joined => Say($"{line.Name} joined the conversation", $"{line.Name} ist dem Gespräch beigetreten"),
        TranscriptLineKind.Ended => Say($"{NameOf(line)} ended the conversation", $"{NameOf(line)} hat das Gespräch beendet"),
        _ => Say($"{NameOf(line)} continued the conversation", $"{NameOf(line)} hat das Gespräch fortgesetzt"),
    };

    internal string DayOf(TranscriptLine line) => Local(line).ToString("D", culture);

    internal string TimeOf(TranscriptLine line) => Local(line).ToString("HH:mm", culture);

    /// <summary>The day changed between these two, where they were said.</summary>
    internal bool BeginsDay(TranscriptLine? before, TranscriptLine line) => before is null || Local(before).Date != Local(line).Date;

    private string ZoneName
    {
        get
        {
            var offset = transcript.Lines.IsEmpty ? TimeSpan.Zero : Local(transcript.Lines[^1]).Offset;
            var sign = offset < TimeSpan.Zero ? "-" : "+";
            var utc = string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{offset:hh\\:mm}");
            return transcript.Zone.Id is "UTC" or "Etc/UTC" ? "UTC" : $"{transcript.Zone.Id} ({utc})";
        }
    }

    private DateTimeOffset Local(TranscriptLine line) => TimeZoneInfo.ConvertTime(line.At, transcript.Zone);

    private string Say(string english, string german) => isGerman ? german : english;
}
