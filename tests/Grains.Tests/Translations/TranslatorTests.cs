using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Translations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MessageCenter.Grains.Tests.Translations;

/// <summary>How long an engine is waited for, what is remembered of it, and when it is left alone.</summary>
public sealed class TranslatorTests
{
    private static readonly AccountId Shop = new(Guid.NewGuid());

    private readonly FakeTimeProvider clock = new();
    private readonly Engine engine = new();

    [Fact]
    public async Task Without_an_engine_it_says_so()
    {
        using var translator = new Translator(TranslationSetUp.None, clock, NullLogger<Translator>.Instance);
        Assert.Equal(Translation.Failed("es", TranslationProblem.NotSetUp), await translator.Translate(Shop, "Hello", "en", "es"));
        Assert.Equal(TranslationProblem.NotSetUp, (await translator.ReadTargets("en")).Problem);
    }

    [Fact]
    public async Task The_same_question_is_asked_once_and_regions_do_not_matter()
    {
        using var translator = Translator();
        Assert.Equal(new("es", "es:Hello"), await translator.Translate(Shop, "Hello", "en-GB", "es-MX"));
        Assert.Equal(new("es", "es:Hello"), await translator.Translate(Shop, "Hello", "en", "es"));
        Assert.Equal(1, engine.Asked);
        await translator.Translate(new(Guid.NewGuid()), "Hello", "en", "es");
        Assert.Equal(2, engine.Asked);
    }

    [Fact]
    public async Task What_failed_is_not_remembered()
    {
        using var translator = Translator();
        engine.Answer = (_, _) => Task.FromResult(new EngineAnswer(null, TranslationProblem.LanguageIsUnknown));
        Assert.Equal(Translation.Failed("es", TranslationProblem.LanguageIsUnknown), await translator.Translate(Shop, "Hello", "en", "es"));
        engine.Answer = Engine.Says;
        Assert.Equal("es:Hello", (await translator.Translate(Shop, "Hello", "en", "es")).Text);
    }

    [Fact]
    public async Task A_silent_engine_costs_one_message_its_time_limit_and_is_then_left_alone()
    {
        using var translator = Translator();
        engine.Answer = async (_, cancel) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancel);
            return new(null);
        };
        var waiting = translator.Translate(Shop, "Hello", "en", "es");
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(Translation.Failed("es", TranslationProblem.TimeLimit), await waiting);

        engine.Answer = Engine.Says;
        Assert.Equal(TranslationProblem.TimeLimit, (await translator.Translate(Shop, "Hello again", "en", "es")).Problem);
        Assert.Equal(1, engine.Asked);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("es:Hello again", (await translator.Translate(Shop, "Hello again", "en", "es")).Text);
    }

    [Fact]
    public async Task Languages_are_asked_for_anew_after_a_while_and_after_a_failure_at_once()
    {
        using var translator = Translator();
        engine.Languages = new(ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty, TranslationProblem.EngineFailed);
        Assert.Equal(TranslationProblem.EngineFailed, (await translator.ReadTargets("en")).Problem);
        engine.Languages = Known("es");
        Assert.Equal(["es"], (await translator.ReadTargets("en-US")).Languages);
        Assert.Equal(TranslationProblem.LanguageIsUnknown, (await translator.ReadTargets("fr")).Problem);
        engine.Languages = Known("es", "ca");
        Assert.Equal(["es"], (await translator.ReadTargets("en")).Languages);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["ca", "es"], (await translator.ReadTargets("en")).Languages);
    }

    private static EngineLanguages Known(params string[] targets) =>
        new(ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty.Add("en", [.. targets]));

    private Translator Translator() => new(new(engine), clock, NullLogger<Translator>.Instance);

    /// <summary>Somebody else's server, as far as a translator knows it.</summary>
    private sealed class Engine : ITranslationEngine
    {
        public static Func<(string Text, string To), CancellationToken, Task<EngineAnswer>> Says { get; } =
            (asked, _) => Task.FromResult(new EngineAnswer($"{asked.To}:{asked.Text}"));

        public int Asked { get; private set; }

        public EngineLanguages Languages { get; set; } = Known("es");

        public Func<(string Text, string To), CancellationToken, Task<EngineAnswer>> Answer { get; set; } = Says;

        public Task<EngineAnswer> Translate(string text, string from, string to, CancellationToken cancel)
        {
            Asked++;
            return Answer((text, to), cancel);
        }

        public Task<EngineLanguages> ReadLanguages(CancellationToken cancel) => Task.FromResult(Languages);
    }
}
