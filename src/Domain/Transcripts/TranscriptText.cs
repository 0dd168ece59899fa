using System.Text;

namespace MessageCenter.Domain.Transcripts;

/// <summary>A transcript as plain text, for people and programs that show no HTML.</summary>
internal static class TranscriptText
{
    internal static string Of(Transcript transcript, TranscriptWords words)
    {
        var text = new StringBuilder()
            .Append(words.Subject).Append("\n\n")
            .Append(words.Intro).Append('\n');
        if (transcript.IsShortened)
        {
            text.Append('\n').Append(words.Shortened).Append('\n');
        }
        TranscriptLine? before = null;
        foreach (var line in transcript.Lines)
        {
            if (words.BeginsDay(before, line))
            {
                text.Append("\n--- ").Append(words.DayOf(line)).Append(" ---\n");
            }
            text.Append('\n').Append(words.TimeOf(line)).Append("  ");
            if (line.Kind == TranscriptLineKind.Message)
            {
                // Set in, so that no message can look like a line of another person.
                text.Append(words.NameOf(line)).Append(":\n       ")
                    .Append(line.Text.Replace("\n", "\n       ", StringComparison.Ordinal)).Append('\n');
            }
            else
            {
                text.Append("* ").Append(words.EventOf(line)).Append('\n');
            }
            before = line;
        }
        if (transcript is { IsForItsContact: true, Link: { } link })
        {
            text.Append('\n').Append(words.GoOnAt).Append('\n').Append(link).Append('\n');
        }
        return text.Append("\n-- \n")
            .Append(transcript.AccountName).Append('\n')
            .Append(words.Zone).Append('\n')
            .Append(words.Automatic).Append('\n')
            .Append(words.Number).Append('\n')
            .ToString();
    }
}
