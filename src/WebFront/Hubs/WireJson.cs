using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// How values look on the wire, in hubs and endpoints alike, and how strictly they are read: camelCase, words for enums,
/// UTC times with milliseconds; unknown, doubled or missing members, numbers as text and deep nesting are refused.
/// </summary>
public static class WireJson
{
    /// <summary>The options, ready to use.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Makes options that somebody else created say the same.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.AllowTrailingCommas = false;
        options.MaxDepth = Limits.JsonDepthMax;
        // The wire is never part of a page, so letters of all scripts may stand as they are.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(
            new JsonStringEnumConverter<RejectionCode>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new WireTimeConverter());
        options.TypeInfoResolver = JsonTypeInfoResolver
            .Combine(WireJsonContext.Default, new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(WithoutInnerNumbers);
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    // The first event of a timeline also holds what its head shows anyway; the wire says it once.
    private static void WithoutInnerNumbers(JsonTypeInfo type)
    {
        if (type.Type != typeof(ConversationEvent.ConversationStarted))
        {
            return;
        }
        foreach (var property in type.Properties)
        {
            if (property.Name is not ("widgetId" or "locale"))
            {
                property.ShouldSerialize = static (_, _) => false;
                property.IsRequired = false;
            }
        }
    }
}

/// <summary>Times as "2026-11-22T10:00:00.000Z": always UTC, always 24 characters.</summary>
internal sealed class WireTimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Format.Length];
        value.UtcDateTime.TryFormat(text, out var written, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
