using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessageCenter.Domain.Conversations;

/// <summary>
/// A conversation that waits in the store's outbox to be posted to an integration. Where that is, and how it is signed, is read
/// when it is called: the order holds no secret.
/// </summary>
/// <param name="ConversationId">Which conversation.</param>
/// <param name="Name">Which integration.</param>
/// <param name="AskedBy">The operator who wanted it.</param>
public sealed record IntegrationOrder(ConversationId ConversationId, string Name, OperatorId AskedBy)
{
    /// <summary>The kind of such an outbox item.</summary>
    public const string Kind = "integration";

    /// <summary>The payload.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, IntegrationOrderJson.Default.IntegrationOrder);

    /// <summary>Reads a payload; null when it is none that could be carried out.</summary>
    public static IntegrationOrder? FromJson(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, IntegrationOrderJson.Default.IntegrationOrder) is { } order && Fields.IsName(order.Name)
                ? order
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IntegrationOrder))]
internal sealed partial class IntegrationOrderJson : JsonSerializerContext;
