using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using MessageCenter.Domain;
using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Routing;

namespace MessageCenter.Storage.Json;

/// <summary>What of an entry is JSON; number, time and command id have columns.</summary>
internal sealed record EntryBody(Author Author, ConversationEvent Event);

/// <summary>
/// How state and entries are written: camelCase, enums as words, nothing that has its default value. Names are frozen
/// once released.
/// </summary>
internal static class StorageJson
{
    internal static byte[] Write(ConversationState state) =>
        JsonSerializer.SerializeToUtf8Bytes(state, StorageJsonContext.Default.ConversationState);

    internal static byte[] Write(TimelineEntry entry) =>
        JsonSerializer.SerializeToUtf8Bytes(new EntryBody(entry.Author, entry.Event), StorageJsonContext.Default.EntryBody);

    internal static ConversationState ReadState(string json) =>
        JsonSerializer.Deserialize(json, StorageJsonContext.Default.ConversationState)
        ?? throw new JsonException("A state is an object.");

    internal static TimelineEntry ReadEntry(long seq, long at, Guid? commandId, string body)
    {
        var read = JsonSerializer.Deserialize(body, StorageJsonContext.Default.EntryBody)
            ?? throw new JsonException("An entry is an object.");
        return new(
            seq,
            DateTimeOffset.FromUnixTimeMilliseconds(at),
            read.Author,
            commandId is { } id ? new CommandId(id) : null,
            read.Event);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(CamelCaseEnum<AuthorKind>),
        typeof(CamelCaseEnum<ConversationStatus>),
        typeof(CamelCaseEnum<ConversationMode>),
        typeof(CamelCaseEnum<AsynchronousReason>),
        typeof(CamelCaseEnum<RoutingRule>),
        typeof(CamelCaseEnum<ContactField>),
    ])]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(EntryBody))]
[JsonSerializable(typeof(ImmutableArray<long>))]
[JsonSerializable(typeof(ImmutableArray<TopicId>))]
[JsonSerializable(typeof(ImmutableArray<OperatorId>))]
[JsonSerializable(typeof(ImmutableArray<NoteHead>))]
[JsonSerializable(typeof(ImmutableArray<RoutingCandidate>))]
[JsonSerializable(typeof(ImmutableArray<Attachment>))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;

/// <summary>Enum members as camelCase words, numbers refused.</summary>
internal sealed class CamelCaseEnum<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
