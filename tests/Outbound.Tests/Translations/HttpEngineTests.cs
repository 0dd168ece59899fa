using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Translations;
using MessageCenter.Outbound.Translations;

namespace MessageCenter.Outbound.Tests.Translations;

/// <summary>LibreTranslate and DeepL by their documented answers, and what no engine may do to us.</summary>
public sealed class HttpEngineTests
{
    private const string Key = "key-of-the-shop";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LibreTranslate_is_asked_in_its_own_words()
    {
        await using var server = new ScriptedEngine
        {
            Answers = { ["/translate"] = (200, """{"translatedText":"Hola"}"""), ["/languages"] = (200, Languages) },
        };
        using var engine = new LibreTranslateEngine(new(EngineKind.LibreTranslate, server.Address, Key));
        Assert.Equal(new("Hola"), await engine.Translate("Hello \"you\"", "en", "es", Cancel));
        Assert.EndsWith(
            """{"q":"Hello \u0022you\u0022","source":"en","target":"es","format":"text","api_key":"key-of-the-shop"}""",
            Unchunked(server.Asked.Last()),
            StringComparison.Ordinal);
        var languages = (await engine.ReadLanguages(Cancel)).Targets;
        Assert.Equal(["de", "es"], languages["en"]);
        Assert.Equal(["de", "en"], languages["es"]);
    }

    [Fact]
    public async Task DeepL_is_asked_in_its_own_words()
    {
        await using var server = new ScriptedEngine
        {
            Answers =
            {
                ["/v2/translate"] = (200, """{"translations":[{"detected_source_language":"DE","text":"Hello"}]}"""),
                ["/v2/languages"] = (200, """[{"language":"DE"},{"language":"EN-GB"},{"language":"EN-US"}]"""),
            },
        };
        using var engine = new DeepLEngine(new(EngineKind.DeepL, server.Address, Key));
        Assert.Equal(new("Hello"), await engine.Translate("Hallo", "de", "en", Cancel));
        var asked = server.Asked.Last();
        Assert.Contains("Authorization: DeepL-Auth-Key key-of-the-shop", asked, StringComparison.Ordinal);
        Assert.EndsWith("""{"text":["Hallo"],"source_lang":"DE","target_lang":"EN-GB"}""", Unchunked(asked), StringComparison.Ordinal);
        Assert.Equal(["en"], (await engine.ReadLanguages(Cancel)).Targets["de"]);
    }

    [Theory]
    [InlineData(400, """{"error":"fr is not supported"}""", TranslationProblem.LanguageIsUnknown)]
    [InlineData(400, """{"error":"Invalid request"}""", TranslationProblem.EngineFailed)]
    [InlineData(400, "[]", TranslationProblem.EngineFailed)]
    [InlineData(403, """{"error":"Invalid API key"}""", TranslationProblem.EngineFailed)]
    [InlineData(429, "", TranslationProblem.EngineFailed)]
    [InlineData(500, "<html>", TranslationProblem.EngineFailed)]
    [InlineData(302, "", TranslationProblem.EngineFailed)]
    [InlineData(200, "", TranslationProblem.EngineFailed)]
    [InlineData(200, "[]", TranslationProblem.EngineFailed)]
    [InlineData(200, "{}", TranslationProblem.EngineFailed)]
    [InlineData(200, """{"translatedText":7}""", TranslationProblem.EngineFailed)]
    [InlineData(200, """{"translatedText":""", TranslationProblem.EngineFailed)]
    public async Task What_goes_wrong_at_an_engine_is_a_problem_and_no_exception(int status, string body, TranslationProblem expected)
    {
        await using var server = new ScriptedEngine
        {
            Answers = { ["/translate"] = (status, body), ["/elsewhere"] = (200, """{"translatedText":"Stolen"}""") },
        };
        using var engine = new LibreTranslateEngine(new(EngineKind.LibreTranslate, server.Address, null));
        Assert.Equal(expected, (await engine.Translate("Hello", "en", "fr", Cancel)).Problem);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_it()
    {
        var endless = "{\"translatedText\":\"" + new string('x', Limits.TranslationAnswerBytesMax) + "\"}";
        await using var server = new ScriptedEngine { Answers = { ["/translate"] = (200, endless) } };
        using var engine = new LibreTranslateEngine(new(EngineKind.LibreTranslate, server.Address, null));
        Assert.Equal(TranslationProblem.EngineFailed, (await engine.Translate("Hello", "en", "es", Cancel)).Problem);
    }

    [Fact]
    public async Task Silence_ends_when_the_caller_says_so()
    {
        await using var server = new ScriptedEngine();
        using var engine = new LibreTranslateEngine(new(EngineKind.LibreTranslate, server.Address, null));
        using var stop = new CancellationTokenSource();
        var asking = engine.Translate("Hello", "en", "es", stop.Token);
        await Poll.Until(() => !server.Asked.IsEmpty, "the engine is asked", TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private const string Languages = """
        [{"code":"en","name":"English","targets":["de","en","es"]},{"code":"es","name":"Spanish","targets":["de","en","es"]}]
        """;

    /// <summary>The body of a request that may have come in chunks.</summary>
    private static string Unchunked(string request)
    {
        var body = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return body.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal)
            ? string.Concat(body.Split("\r\n").Where((_, index) => index % 2 == 1).SkipLast(1))
            : body;
    }
}
