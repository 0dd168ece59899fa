using System.Text.Json;

namespace MessageCenter.Domain.Contacts;

/// <summary>Custom data: any JSON object that a page gives about its visitor, within bounds.</summary>
public static class CustomData
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = Limits.CustomDataDepthMax + 1,
        AllowDuplicateProperties = false,
    };

    /// <summary>
    /// An object of at most <see cref="Limits.CustomDataLengthMax"/> characters, <see cref="Limits.CustomDataKeysMax"/> keys
    /// and <see cref="Limits.CustomDataDepthMax"/> levels, without keys that JavaScript objects treat as their own.
    /// </summary>
    public static bool IsValid(string? json)
    {
        if (json is not { Length: > 0 and <= Limits.CustomDataLengthMax })
        {
            return false;
        }
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var keys = 0;
            return document.RootElement.ValueKind == JsonValueKind.Object && IsWithinBounds(document.RootElement, ref keys);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsWithinBounds(JsonElement element, ref int keys)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (++keys > Limits.CustomDataKeysMax || property.Name is "__proto__" or "constructor" or "prototype"
                        || !IsWithinBounds(property.Value, ref keys))
                    {
                        return false;
                    }
                }
                return true;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    if (!IsWithinBounds(item, ref keys))
                    {
                        return false;
                    }
                }
                return true;
            case JsonValueKind.Number:
                return element.TryGetDouble(out var number) && double.IsFinite(number);
            default:
                return true;
        }
    }
}
