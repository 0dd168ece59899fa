using System.Collections.Immutable;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.Grains.Translations;

/// <summary>What an engine answered: a text, or why there is none.</summary>
public sealed record EngineAnswer(string? Text, TranslationProblem? Problem = null);

/// <summary>The languages that an engine translates from, each with those that it translates it into; lower-case tags without a region.</summary>
public sealed record EngineLanguages(ImmutableDictionary<string, ImmutableSortedSet<string>> Targets, TranslationProblem? Problem = null);

/// <summary>Translates. Never throws for what a server can do; does when it is told to stop.</summary>
public interface ITranslationEngine
{
    /// <summary>One text; languages are lower-case tags without a region ("es").</summary>
    Task<EngineAnswer> Translate(string text, string from, string to, CancellationToken cancel);

    /// <summary>What it can do now.</summary>
    Task<EngineLanguages> ReadLanguages(CancellationToken cancel);
}

/// <summary>What grains must know of how texts are translated.</summary>
/// <param name="Engine">Who does it; null: nobody.</param>
public sealed record TranslationSetUp(ITranslationEngine? Engine)
{
    /// <summary>No engine.</summary>
    public static TranslationSetUp None { get; } = new(Engine: null);

    /// <summary>How long a message waits for its translation; then it goes as it was written.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(3);
}
