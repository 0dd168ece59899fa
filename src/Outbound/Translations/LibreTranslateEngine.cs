using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Translations;

namespace MessageCenter.Outbound.Translations;

/// <summary>LibreTranslate's interface (https://docs.libretranslate.com), which others speak as well.</summary>
internal sealed class LibreTranslateEngine(EngineSettings settings) : ITranslationEngine, IDisposable
{
    private readonly EngineHttp http = new();

    /// <inheritdoc/>
    public Task<EngineAnswer> Translate(string text, string from, string to, CancellationToken cancel)
    {
        var asked = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["q"] = text,
            ["source"] = from,
            ["target"] = to,
            ["format"] = "text",
        };
        if (settings.ApiKey is { } key)
        {
            asked["api_key"] = key;
        }
        return http.Ask(
            new(HttpMethod.Post, new Uri(settings.Url, "translate")) { Content = JsonContent.Create(asked) },
            json => new EngineAnswer(json.GetProperty("translatedText").GetString()),
            ProblemOf,
            problem => new(null, problem),
            cancel);
    }

    /// <inheritdoc/>
    public Task<EngineLanguages> ReadLanguages(CancellationToken cancel) => http.Ask(
        new(HttpMethod.Get, new Uri(settings.Url, "languages")),
        LanguagesOf,
        ProblemOf,
        problem => new(ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty, problem),
        cancel);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>It tells apart a language that it has not got by its words alone: "fr is not supported".</summary>
    private static TranslationProblem ProblemOf(HttpStatusCode status, JsonElement? answer) =>
        status == HttpStatusCode.BadRequest && answer is { ValueKind: JsonValueKind.Object } said
        && said.TryGetProperty("error", out var error) && error.GetString()?.Contains("not supported", StringComparison.OrdinalIgnoreCase) == true
            ? TranslationProblem.LanguageIsUnknown
            : TranslationProblem.EngineFailed;

    private static EngineLanguages LanguagesOf(JsonElement languages)
    {
        var all = languages.EnumerateArray().Select(language => CodeOf(language)).ToArray();
        return new(languages.EnumerateArray().ToImmutableDictionary(CodeOf, language => TargetsOf(language, all), StringComparer.Ordinal));
    }

    /// <summary>Old servers do not say into what: into all others.</summary>
    private static ImmutableSortedSet<string> TargetsOf(JsonElement language, string[] all) =>
        (language.TryGetProperty("targets", out var targets) ? targets.EnumerateArray().Select(target => target.GetString() ?? "") : all)
            .Where(target => target != CodeOf(language)).ToImmutableSortedSet(StringComparer.Ordinal);

    private static string CodeOf(JsonElement language) => language.GetProperty("code").GetString() ?? "";
}
