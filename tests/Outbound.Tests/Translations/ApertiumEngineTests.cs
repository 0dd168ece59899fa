using MessageCenter.Domain.Conversations;
using MessageCenter.Outbound.Translations;

namespace MessageCenter.Outbound.Tests.Translations;

/// <summary>Against the real engine.</summary>
public sealed class ApertiumEngineTests : IAsyncLifetime
{
    private ApertiumServer? server;

    public async ValueTask InitializeAsync() => server = await ApertiumServer.Start();

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task It_translates_both_ways_and_into_several_languages()
    {
        using var engine = Engine();
        Assert.Equal("La casa azul es aquí.", (await engine.Translate("The blue house is here.", "en", "es", Cancel)).Text);
        Assert.Equal("The blue house is here.", (await engine.Translate("La casa azul está aquí.", "es", "en", Cancel)).Text);
        Assert.Equal("La casa blava és aquí.", (await engine.Translate("The blue house is here.", "en", "ca", Cancel)).Text);
    }

    [Fact]
    public async Task Text_is_text_with_its_lines_and_signs_and_unknown_words_as_they_are()
    {
        using var engine = Engine();
        var answer = await engine.Translate("The blue house < 3 & <b>4</b> 😀\nThe frobnication", "en", "es", Cancel);
        Assert.Equal("La casa azul < 3 & <b>4</b> 😀\nEl frobnication", answer.Text);
    }

    [Fact]
    public async Task Its_languages_have_two_letters_and_no_varieties()
    {
        using var engine = Engine();
        var languages = await engine.ReadLanguages(Cancel);
        Assert.Null(languages.Problem);
        Assert.Equal(["ca", "es"], languages.Targets["en"]);
        Assert.Equal(["en"], languages.Targets["es"]);
        Assert.All(languages.Targets.Keys, tag => Assert.True(tag.Length == 2, tag));
    }

    [Theory]
    [InlineData("en", "ja")]
    [InlineData("xx", "en")]
    [InlineData("zz", "qq")]
    public async Task A_pair_that_it_has_not_got_is_said_to_be_unknown(string from, string to)
    {
        using var engine = Engine();
        Assert.Equal(TranslationProblem.LanguageIsUnknown, (await engine.Translate("Hello.", from, to, Cancel)).Problem);
    }

    [Fact]
    public async Task Where_nobody_listens_it_has_failed()
    {
        using var engine = Engine();
        await server!.Stop();
        Assert.Equal(TranslationProblem.EngineFailed, (await engine.Translate("Hello.", "en", "es", Cancel)).Problem);
        Assert.Equal(TranslationProblem.EngineFailed, (await engine.ReadLanguages(Cancel)).Problem);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ApertiumEngine Engine() => new(new(EngineKind.Apertium, server!.Address, null));
}
