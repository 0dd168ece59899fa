using System.Globalization;
using MessageCenter.Clustering;
using MessageCenter.Grains.Translations;
using MessageCenter.Outbound;
using MessageCenter.Outbound.Translations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MessageCenter.Silo;

/// <summary>
/// Who translates: the section "MessageCenter:Translation". Without an engine nobody does, and whoever asks is told so. What makes
/// no sense ends the start.
/// </summary>
public sealed record TranslationSettings
{
    private const string Section = "MessageCenter:Translation";

    private static readonly string[] Names = ["Engine", "Url", "ApiKey", "TimeLimitSeconds"];

    private TranslationSettings(EngineSettings? engine, TimeSpan timeLimit) => (Engine, TimeLimit) = (engine, timeLimit);

    /// <summary>The engine; null: there is none.</summary>
    public EngineSettings? Engine { get; }

    /// <summary>How long a message waits for it.</summary>
    public TimeSpan TimeLimit { get; }

    /// <summary>Reads the section.</summary>
    public static TranslationSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section.GetChildren().FirstOrDefault(child => !Names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Refused(unknown.Key, $"nobody knows it; there are {string.Join(", ", Names)}");
        }
        if (section["Engine"] is not { Length: > 0 } engine)
        {
            return section.GetChildren().Any(child => child.Value is { Length: > 0 })
                ? throw Refused("Engine", "the engine is missing, while other settings of translation are there")
                : new(null, TranslationSetUp.None.TimeLimit);
        }
        if (engine.Any(unit => !char.IsAsciiLetter(unit)) || !Enum.TryParse<EngineKind>(engine, ignoreCase: true, out var kind))
        {
            throw Refused("Engine", "it is apertium, libretranslate or deepl");
        }
        var key = section["ApiKey"] is { Length: > 0 } given ? given : null;
        if (kind == EngineKind.DeepL && key is null)
        {
            throw Refused("ApiKey", "DeepL asks for one");
        }
        if (key?.Any(unit => unit is <= ' ' or > '~') == true)
        {
            throw Refused("ApiKey", "it is visible ASCII without spaces");
        }
        return new(new(kind, UrlOf(section["Url"], kind, hasKey: key is not null), key), LimitOf(section["TimeLimitSeconds"]));
    }

    /// <summary>Puts the engine behind its port.</summary>
    public void AddTo(IServiceCollection services)
    {
        if (Engine is { } engine)
        {
            services.AddTranslation(engine, TimeLimit);
        }
    }

    private static Uri UrlOf(string? text, EngineKind kind, bool hasKey)
    {
        var given = text is { Length: > 0 } ? text : kind switch
        {
            EngineKind.Apertium => "http://127.0.0.1:2737/",
            EngineKind.LibreTranslate => "http://127.0.0.1:5000/",
            _ => "https://api.deepl.com/",
        };
        if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw Refused("Url", "it is an http or https address without a query, such as http://127.0.0.1:2737/");
        }
        if (hasKey && url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            throw Refused("Url", "a key goes to another machine encrypted only: https");
        }
        return url.AbsoluteUri.EndsWith('/') ? url : new(url.AbsoluteUri + "/");
    }

    private static TimeSpan LimitOf(string? text) => text is not { Length: > 0 } ? TranslationSetUp.None.TimeLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 30 ? TimeSpan.FromSeconds(seconds)
        : throw Refused("TimeLimitSeconds", "it is a number from 1 to 30");

    private static SettingIsRefusedException Refused(string name, string why) => new($"{Section}:{name}", why);
}
