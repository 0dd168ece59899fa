namespace MessageCenter.Domain.Transcripts;

/// <summary>A transcript as a mail: the same in text and in HTML.</summary>
/// <param name="Language">"de" or "en".</param>
/// <param name="Subject">One line; it may hold any sign that a name may hold.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">A whole document, without anything that is loaded from elsewhere.</param>
public sealed record TranscriptMail(string Language, string Subject, string Text, string Html)
{
    /// <summary>Writes it.</summary>
    public static TranscriptMail Of(Transcript transcript)
    {
        var words = new TranscriptWords(transcript);
        return new(words.Language, words.Subject, TranscriptText.Of(transcript, words), TranscriptHtml.Of(transcript, words));
    }
}
