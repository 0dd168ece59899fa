namespace MessageCenter.Outbound.Translations;

/// <summary>The engines that the product speaks to.</summary>
public enum EngineKind
{
    /// <summary>Apertium's server (APy): rules instead of a model, small, runs beside the product.</summary>
    Apertium,

    /// <summary>LibreTranslate, or whatever speaks its interface.</summary>
    LibreTranslate,

    /// <summary>DeepL.</summary>
    DeepL,
}

/// <summary>Which engine translates, and where.</summary>
/// <param name="Kind">How it is spoken to.</param>
/// <param name="Url">Its address, up to where its paths begin; ends with a slash.</param>
/// <param name="ApiKey">What it asks for; null: nothing. Never logged.</param>
public sealed record EngineSettings(EngineKind Kind, Uri Url, string? ApiKey);
