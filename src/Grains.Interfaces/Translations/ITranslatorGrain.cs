using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Grains.Interfaces.Translations;

/// <summary>The languages that an engine can say a text in.</summary>
/// <param name="Languages">Their tags ("es"), each once, in the order of the alphabet.</param>
/// <param name="Problem">Why there is none; null: these are all.</param>
[GenerateSerializer, Immutable, Alias("TargetLanguages")]
public sealed record TargetLanguages(EquatableArray<string> Languages, TranslationProblem? Problem);

/// <summary>
/// Says texts in other languages (key account). It has no state and waits for the engine alone, never longer than the
/// installation allows; as many as are needed work side by side.
/// </summary>
[Alias("ITranslatorGrain")]
public interface ITranslatorGrain : IGrainWithStringKey
{
    /// <summary>The text in the language <paramref name="to"/>, or why there is none. What it answered is remembered for a while.</summary>
    [Alias("Translate")]
    Task<Translation> Translate(string text, string from, string to);

    /// <summary>The languages that what is written in <paramref name="from"/> can be said in.</summary>
    [Alias("ReadTargets")]
    Task<TargetLanguages> ReadTargets(string from);
}
