using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Translations;
using MessageCenter.Grains.Runtime;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;

namespace MessageCenter.Grains.Translations;

/// <summary>
/// Asks the engine for no longer than a message may wait, and remembers what it said: two operators who read the same
/// conversation, and a message that is sent once more, cost one question. After silence it is left alone for a moment, so that an
/// engine that hangs delays one message and not each.
/// </summary>
internal sealed class Translator(TranslationSetUp setUp, TimeProvider clock, ILogger<Translator> log) : IDisposable
{
    private const long RememberedCharactersMax = 4_000_000;

    private static readonly TimeSpan LeftAloneFor = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LanguagesHoldFor = TimeSpan.FromMinutes(5);

    private readonly MemoryCache remembered = new(new MemoryCacheOptions { SizeLimit = RememberedCharactersMax });
    private readonly Lock sync = new();
    private TimeSpan leftAloneUntil = TimeSpan.MinValue;
    private (TimeSpan Until, EngineLanguages Languages)? known;

    /// <summary>Says it in the other language, or why it cannot.</summary>
    public async Task<Translation> Translate(AccountId account, string text, string from, string to)
    {
        var (source, target) = (Locales.LanguageOf(from), Locales.LanguageOf(to));
        if (setUp.Engine is not { } engine)
        {
            return Translation.Failed(target, TranslationProblem.NotSetUp);
        }
        var key = (account, source, target, text);
        if (remembered.TryGetValue(key, out string? before))
        {
            return new(target, before);
        }
        if (IsLeftAlone())
        {
            return Translation.Failed(target, TranslationProblem.TimeLimit);
        }
        var answer = await InTime(cancel => engine.Translate(text, source, target, cancel), problem => new EngineAnswer(null, problem));
        if (answer is not { Text: { } translated })
        {
            var problem = answer.Problem ?? TranslationProblem.EngineFailed;
            Log.NotTranslated(log, problem);
            return Translation.Failed(target, problem);
        }
        remembered.Set(key, translated, new MemoryCacheEntryOptions { Size = text.Length + translated.Length });
        return new(target, translated);
    }

    /// <summary>What can be written in one language and read in another.</summary>
    public async Task<TargetLanguages> ReadTargets(string from)
    {
        if (setUp.Engine is not { } engine)
        {
            return new([], TranslationProblem.NotSetUp);
        }
        var languages = Known();
        if (languages is null)
        {
            languages = await InTime(engine.ReadLanguages, problem => new EngineLanguages([], problem));
            Keep(languages);
        }
        return languages.Problem is { } unknown ? new([], unknown)
            : languages.Targets.TryGetValue(Locales.LanguageOf(from), out var targets) ? new(targets.ToEquatableArray(), null)
            : new([], TranslationProblem.LanguageIsUnknown);
    }

    /// <inheritdoc/>
    public void Dispose() => remembered.Dispose();

    private async Task<T> InTime<T>(Func<CancellationToken, Task<T>> ask, Func<TranslationProblem, T> failed)
    {
        using var limit = new CancellationTokenSource(setUp.TimeLimit, clock);
        try
        {
            return await ask(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            lock (sync)
            {
                leftAloneUntil = clock.Steady() + LeftAloneFor;
            }
            return failed(TranslationProblem.TimeLimit);
        }
    }

    private bool IsLeftAlone()
    {
        lock (sync)
        {
            return clock.Steady() < leftAloneUntil;
        }
    }

    private EngineLanguages? Known()
    {
        lock (sync)
        {
            return known is var (until, languages) && clock.Steady() < until ? languages : null;
        }
    }

    private void Keep(EngineLanguages languages)
    {
        lock (sync)
        {
            known = languages.Problem is null ? (clock.Steady() + LanguagesHoldFor, languages) : known;
        }
    }
}
