using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessageCenter.Domain.Conversations;

/// <summary>
/// A transcript that waits in the store's outbox to be mailed: which conversation, to whom, in which language, and who
/// asked for it. It holds one plain address and no text, so that no mail can be built from it that says anything else.
/// </summary>
/// <param name="ConversationId">Which conversation.</param>
/// <param name="Recipient">One e-mail address.</param>
/// <param name="Locale">The language of the mail.</param>
/// <param name="AskedBy">The operator who wanted it.</param>
/// <param name="IsForItsContact">It is the contact's own address.</param>
public sealed record TranscriptOrder(
    ConversationId ConversationId, string Recipient, string Locale, OperatorId AskedBy, bool IsForItsContact = false)
{
    /// <summary>The kind of such an outbox item.</summary>
    public const string Kind = "transcript";

    /// <summary>What can be carried out: one address that mail can be sent to, and a language.</summary>
    public bool IsValid => EmailAddress.IsValid(Recipient) && Locales.IsValid(Locale);

    /// <summary>The payload.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TranscriptOrderJson.Default.TranscriptOrder);

    /// <summary>Reads a payload; null when it is none that could be carried out.</summary>
    public static TranscriptOrder? FromJson(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, TranscriptOrderJson.Default.TranscriptOrder) is { IsValid: true } order ? order : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(TranscriptOrder))]
internal sealed partial class TranscriptOrderJson : JsonSerializerContext;
