using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessageCenter.Domain;

/// <summary>A typed id: a UUID that says what it names. On the wire and in keys it is the lower-case UUID.</summary>
public interface IIdentifier<TSelf> where TSelf : struct, IIdentifier<TSelf>
{
    /// <summary>The UUID itself.</summary>
    Guid Value { get; }

    /// <summary>Names the thing with this UUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>A company that uses the product: the tenant. Every key, row, topic and blob begins with it.</summary>
[GenerateSerializer, Immutable, Alias("AccountId"), JsonConverter(typeof(IdentifierJsonConverter<AccountId>))]
public readonly record struct AccountId(Guid Value) : IIdentifier<AccountId>
{
    /// <inheritdoc/>
    public static AccountId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A person who answers.</summary>
[GenerateSerializer, Immutable, Alias("OperatorId"), JsonConverter(typeof(IdentifierJsonConverter<OperatorId>))]
public readonly record struct OperatorId(Guid Value) : IIdentifier<OperatorId>
{
    /// <inheritdoc/>
    public static OperatorId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A set of operators; each widget routes to one.</summary>
[GenerateSerializer, Immutable, Alias("OperatorGroupId"), JsonConverter(typeof(IdentifierJsonConverter<OperatorGroupId>))]
public readonly record struct OperatorGroupId(Guid Value) : IIdentifier<OperatorGroupId>
{
    /// <inheritdoc/>
    public static OperatorGroupId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One embeddable chat.</summary>
[GenerateSerializer, Immutable, Alias("WidgetId"), JsonConverter(typeof(IdentifierJsonConverter<WidgetId>))]
public readonly record struct WidgetId(Guid Value) : IIdentifier<WidgetId>
{
    /// <inheritdoc/>
    public static WidgetId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A visitor or customer.</summary>
[GenerateSerializer, Immutable, Alias("ContactId"), JsonConverter(typeof(IdentifierJsonConverter<ContactId>))]
public readonly record struct ContactId(Guid Value) : IIdentifier<ContactId>
{
    /// <inheritdoc/>
    public static ContactId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One thread with one contact. Unguessable; made by the client that starts it, so that a retry starts nothing twice.</summary>
[GenerateSerializer, Immutable, Alias("ConversationId"), JsonConverter(typeof(IdentifierJsonConverter<ConversationId>))]
public readonly record struct ConversationId(Guid Value) : IIdentifier<ConversationId>
{
    /// <inheritdoc/>
    public static ConversationId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A label of the account's list.</summary>
[GenerateSerializer, Immutable, Alias("TopicId"), JsonConverter(typeof(IdentifierJsonConverter<TopicId>))]
public readonly record struct TopicId(Guid Value) : IIdentifier<TopicId>
{
    /// <inheritdoc/>
    public static TopicId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A prepared text.</summary>
[GenerateSerializer, Immutable, Alias("MacroId"), JsonConverter(typeof(IdentifierJsonConverter<MacroId>))]
public readonly record struct MacroId(Guid Value) : IIdentifier<MacroId>
{
    /// <inheritdoc/>
    public static MacroId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A file that goes with a message; made by the client that uploads it, the same on every retry.</summary>
[GenerateSerializer, Immutable, Alias("AttachmentId"), JsonConverter(typeof(IdentifierJsonConverter<AttachmentId>))]
public readonly record struct AttachmentId(Guid Value) : IIdentifier<AttachmentId>
{
    /// <inheritdoc/>
    public static AttachmentId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Names one intent of a client: made once, the same on every retry. Unique per conversation and author.</summary>
[GenerateSerializer, Immutable, Alias("CommandId"), JsonConverter(typeof(IdentifierJsonConverter<CommandId>))]
public readonly record struct CommandId(Guid Value) : IIdentifier<CommandId>
{
    /// <inheritdoc/>
    public static CommandId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Writes an id as its UUID; refuses anything else, the all-zero UUID included.</summary>
public sealed class IdentifierJsonConverter<TId> : JsonConverter<TId> where TId : struct, IIdentifier<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetGuid(out var value) || value == Guid.Empty)
        {
            throw new JsonException("An id is a UUID.");
        }
        return TId.From(value);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Guid.TryParse(reader.GetString(), out var value) ? TId.From(value) : throw new JsonException("An id is a UUID.");

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value.ToString());
}
