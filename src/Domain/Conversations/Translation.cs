namespace MessageCenter.Domain.Conversations;

/// <summary>
/// An operator's words in the language of the contact. The message itself keeps what she wrote; an engine's failure never holds it back.
/// </summary>
/// <param name="Language">The language it was to be said in ("es").</param>
/// <param name="Text">What the contact reads; null: it could not be translated, and she reads what was written.</param>
/// <param name="Problem">Why not; null: it was. Never shown to the contact.</param>
[GenerateSerializer, Immutable, Alias("Translation")]
public sealed record Translation(string Language, string? Text, TranslationProblem? Problem = null)
{
    /// <summary>It could not be translated.</summary>
    public static Translation Failed(string language, TranslationProblem problem) => new(language, null, problem);

    /// <summary>
    /// As it may be stored: without a language that is none there is no translation, and text that no message could have is no
    /// translation either.
    /// </summary>
    public static Translation? Checked(Translation? given) => given switch
    {
        { Language: var language } when !Locales.IsValid(language) => null,
        { Text: { } text } => MessageText.Check(text, out var clean, Limits.TranslationLengthMax) is null
            ? new(given.Language, clean)
            : Failed(given.Language, TranslationProblem.EngineFailed),
        { Problem: null } => Failed(given.Language, TranslationProblem.EngineFailed),
        _ => given,
    };
}

/// <summary>Why something was not translated.</summary>
public enum TranslationProblem
{
    /// <summary>Nobody has set an engine up.</summary>
    NotSetUp,

    /// <summary>The widget is in privacy mode, and the account does not send what is written there to an engine.</summary>
    NotAllowed,

    /// <summary>The engine does not speak one of the two languages, or not with the other.</summary>
    LanguageIsUnknown,

    /// <summary>It did not answer in time.</summary>
    TimeLimit,

    /// <summary>It could not be reached, refused, or answered what is no translation.</summary>
    EngineFailed,
}
