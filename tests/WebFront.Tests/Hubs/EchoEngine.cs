using System.Collections.Concurrent;
using System.Collections.Immutable;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Translations;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>An engine that says every text again with its languages before it, and keeps what it was asked. It knows no "xx".</summary>
internal sealed class EchoEngine : ITranslationEngine
{
    public ConcurrentQueue<string> Asked { get; } = new();

    public Task<EngineAnswer> Translate(string text, string from, string to, CancellationToken cancel)
    {
        Asked.Enqueue(text);
        return Task.FromResult(to == "xx" ? new(null, TranslationProblem.LanguageIsUnknown) : new EngineAnswer($"{from}>{to} {text}"));
    }

    public Task<EngineLanguages> ReadLanguages(CancellationToken cancel) => Task.FromResult(new EngineLanguages(
        ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty.Add("en", ["de", "es"]).Add("es", ["en"])));
}
