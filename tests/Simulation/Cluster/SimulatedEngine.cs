using System.Collections.Immutable;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Translations;

namespace MessageCenter.Simulation.Cluster;

/// <summary>
/// A translation engine whose mood is in the text, so that it draws no chance: of ten texts it fails at one, is silent about one,
/// and answers one with what no message could say.
/// </summary>
internal sealed class SimulatedEngine(TimeProvider clock) : ITranslationEngine
{
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(80);

    /// <summary>What it says when it says something.</summary>
    public static string Of(string text) => $"¿{text}?";

    public async Task<EngineAnswer> Translate(string text, string from, string to, CancellationToken cancel)
    {
        var mood = text.Sum(unit => unit) % 10;
        await Task.Delay(mood == 1 ? Timeout.InfiniteTimeSpan : Thinking, clock, cancel);
        return mood switch
        {
            0 => new(null, TranslationProblem.EngineFailed),
            2 => new("\u0007"),
            _ => new(Of(text)),
        };
    }

    public Task<EngineLanguages> ReadLanguages(CancellationToken cancel) =>
        Task.FromResult(new EngineLanguages(ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty));
}
