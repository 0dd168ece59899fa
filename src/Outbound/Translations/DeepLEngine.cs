using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Translations;

namespace MessageCenter.Outbound.Translations;

/// <summary>DeepL (https://developers.deepl.com/docs). Its tags are in capitals, and some targets name a region.</summary>
internal sealed class DeepLEngine(EngineSettings settings) : ITranslationEngine, IDisposable
{
    private readonly EngineHttp http = new();

    /// <inheritdoc/>
    public Task<EngineAnswer> Translate(string text, string from, string to, CancellationToken cancel) => http.Ask(
        Request(HttpMethod.Post, "v2/translate", JsonContent.Create(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["text"] = new[] { text },
            ["source_lang"] = from.ToUpperInvariant(),
            ["target_lang"] = TargetOf(to),
        })),
        json => new EngineAnswer(json.GetProperty("translations")[0].GetProperty("text").GetString()),
        ProblemOf,
        problem => new(null, problem),
        cancel);

    /// <inheritdoc/>
    public async Task<EngineLanguages> ReadLanguages(CancellationToken cancel)
    {
        var (sources, targets) = (await ReadTags("source", cancel), await ReadTags("target", cancel));
        return (sources.Problem ?? targets.Problem) is { } problem ? new([], problem) : new(sources.Tags.ToImmutableDictionary(
            source => source, source => targets.Tags.Remove(source), StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private Task<TagList> ReadTags(string side, CancellationToken cancel) => http.Ask(
        Request(HttpMethod.Get, "v2/languages?type=" + side, content: null),
        json => new TagList(json.EnumerateArray()
            .Select(language => Locales.LanguageOf(language.GetProperty("language").GetString() ?? ""))
            .ToImmutableSortedSet(StringComparer.Ordinal)),
        ProblemOf,
        problem => new([], problem),
        cancel);

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(settings.Url, path)) { Content = content };
        request.Headers.Add("Authorization", "DeepL-Auth-Key " + settings.ApiKey);
        return request;
    }

    /// <summary>English and Portuguese are asked for with a region.</summary>
    private static string TargetOf(string tag) => tag switch
    {
        "en" => "EN-GB",
        "pt" => "PT-PT",
        _ => tag.ToUpperInvariant(),
    };

    private static TranslationProblem ProblemOf(HttpStatusCode status, JsonElement? answer) =>
        status == HttpStatusCode.BadRequest && answer is { ValueKind: JsonValueKind.Object } said
        && said.TryGetProperty("message", out var message) && message.GetString()?.Contains("_lang", StringComparison.Ordinal) == true
            ? TranslationProblem.LanguageIsUnknown
            : TranslationProblem.EngineFailed;

    private sealed record TagList(ImmutableSortedSet<string> Tags, TranslationProblem? Problem = null);
}
