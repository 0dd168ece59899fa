using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Translations;

namespace MessageCenter.Outbound.Translations;

/// <summary>
/// Apertium by its server, APy (https://wiki.apertium.org/wiki/Apertium-apy). It names languages by three letters (ISO 639-3), and
/// varieties of one, such as "cat_valencia", beside it: those are not offered.
/// </summary>
internal sealed class ApertiumEngine(EngineSettings settings) : ITranslationEngine, IDisposable
{
    private static readonly Lazy<ImmutableDictionary<string, string>> TwoLetters = new(() => CultureInfo
        .GetCultures(CultureTypes.NeutralCultures)
        .Where(culture => culture is { TwoLetterISOLanguageName.Length: 2, ThreeLetterISOLanguageName.Length: 3 })
        .GroupBy(culture => culture.ThreeLetterISOLanguageName, StringComparer.Ordinal)
        .ToImmutableDictionary(group => group.Key, group => group.First().TwoLetterISOLanguageName, StringComparer.Ordinal));

    private readonly EngineHttp http = new();

    /// <inheritdoc/>
    public Task<EngineAnswer> Translate(string text, string from, string to, CancellationToken cancel) => http.Ask(
        new(HttpMethod.Post, new Uri(settings.Url, "translate"))
        {
            Content = new FormUrlEncodedContent([
                new("langpair", $"{CodeOf(from)}|{CodeOf(to)}"),
                new("q", text),
                // Plain text, and words that it does not know without a mark.
                new("format", "txt"),
                new("markUnknown", "no"),
            ]),
        },
        json => new EngineAnswer(json.GetProperty("responseData").GetProperty("translatedText").GetString()),
        // It says "that pair is not installed", or is no pair at all, with this status, and with no other.
        (status, _) => status == HttpStatusCode.BadRequest ? TranslationProblem.LanguageIsUnknown : TranslationProblem.EngineFailed,
        problem => new(null, problem),
        cancel);

    /// <inheritdoc/>
    public Task<EngineLanguages> ReadLanguages(CancellationToken cancel) => http.Ask(
        new(HttpMethod.Get, new Uri(settings.Url, "listPairs")),
        json => LanguagesOf(json.GetProperty("responseData")),
        (_, _) => TranslationProblem.EngineFailed,
        problem => new(ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty, problem),
        cancel);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static EngineLanguages LanguagesOf(JsonElement pairs) => new(pairs.EnumerateArray()
        .Select(pair => (From: TagOf(pair.GetProperty("sourceLanguage").GetString()), To: TagOf(pair.GetProperty("targetLanguage").GetString())))
        .Where(pair => pair is { From: not null, To: not null })
        .GroupBy(pair => pair.From ?? "", pair => pair.To ?? "", StringComparer.Ordinal)
        .ToImmutableDictionary(group => group.Key, group => group.ToImmutableSortedSet(StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>"es" for "spa"; languages without two letters keep their three; null: a variety, or none.</summary>
    private static string? TagOf(string? code) =>
        code is not { Length: 2 or 3 } || !code.All(char.IsAsciiLetterLower) ? null : TwoLetters.Value.GetValueOrDefault(code, code);

    private static string CodeOf(string tag) => tag.Length == 2 ? CultureInfo.GetCultureInfo(tag).ThreeLetterISOLanguageName : tag;
}
