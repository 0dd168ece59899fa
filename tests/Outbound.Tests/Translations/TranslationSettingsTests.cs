using MessageCenter.Clustering;
using MessageCenter.Outbound.Translations;
using MessageCenter.Silo;
using Microsoft.Extensions.Configuration;

namespace MessageCenter.Outbound.Tests.Translations;

/// <summary>What a start accepts of its settings of translation.</summary>
public sealed class TranslationSettingsTests
{
    private static TranslationSettings Read(params string[] settings) => TranslationSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => one.Split('=', 2)).ToDictionary(one => "MessageCenter:Translation:" + one[0], one => (string?)one[1]))
        .Build());

    [Fact]
    public void Without_any_nobody_translates() => Assert.Null(Read().Engine);

    [Fact]
    public void Each_engine_is_known_by_its_name_and_has_an_address_of_its_own()
    {
        Assert.Equal(new(EngineKind.Apertium, new("http://127.0.0.1:2737/"), null), Read("Engine=apertium").Engine);
        Assert.Equal(new(EngineKind.LibreTranslate, new("http://127.0.0.1:5000/"), null), Read("Engine=LibreTranslate").Engine);
        Assert.Equal(new(EngineKind.DeepL, new("https://api.deepl.com/"), "k:fx"), Read("Engine=deepl", "ApiKey=k:fx").Engine);
    }

    [Fact]
    public void An_address_ends_where_paths_begin()
    {
        Assert.Equal("https://translate.example/libre/", Read("Engine=libretranslate", "Url=https://translate.example/libre").Engine?.Url.AbsoluteUri);
        Assert.Equal(TimeSpan.FromSeconds(5), Read("Engine=apertium", "TimeLimitSeconds=5").TimeLimit);
    }

    [Theory]
    [InlineData("Engine", "Url=http://127.0.0.1:2737/")]
    [InlineData("Engine", "Engine=bing")]
    [InlineData("Engine", "Engine=1")]
    [InlineData("ApiKey", "Engine=deepl")]
    [InlineData("ApiKey", "Engine=deepl", "ApiKey=a\r\nX-Evil: b")]
    [InlineData("Url", "Engine=apertium", "Url=nowhere")]
    [InlineData("Url", "Engine=apertium", "Url=file:///etc/passwd")]
    [InlineData("Url", "Engine=apertium", "Url=http://user:password@127.0.0.1/")]
    [InlineData("Url", "Engine=apertium", "Url=http://127.0.0.1/?a=b")]
    [InlineData("Url", "Engine=libretranslate", "Url=http://translate.example/", "ApiKey=key")]
    [InlineData("TimeLimitSeconds", "Engine=apertium", "TimeLimitSeconds=0")]
    [InlineData("TimeLimitSeconds", "Engine=apertium", "TimeLimitSeconds=31")]
    [InlineData("Engin", "Engin=apertium")]
    public void What_makes_no_sense_is_refused_by_name(string name, params string[] settings)
    {
        var refusal = Assert.Throws<SettingIsRefusedException>(() => Read(settings));
        Assert.Contains($"The setting MessageCenter:Translation:{name} is refused", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("password", refusal.Message, StringComparison.Ordinal);
    }
}
