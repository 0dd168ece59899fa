using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Attachments;
using MessageCenter.Grains.Interfaces.Accounts;

namespace MessageCenter.Grains.Stores;

/// <summary>How grain documents look as JSON. Property names are frozen once released; new ones are optional.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(ContactState))]
[JsonSerializable(typeof(OperatorState))]
[JsonSerializable(typeof(InstallationDocument))]
[JsonSerializable(typeof(SignInName))]
[JsonSerializable(typeof(NumberBlock))]
[JsonSerializable(typeof(SessionKeysDocument))]
[JsonSerializable(typeof(AttachmentDocument))]
[JsonSerializable(typeof(DeliveryLog))]
[JsonSerializable(typeof(Integration))]
[JsonSerializable(typeof(VisitedPages))]
// The elements of lists inside them: a list's converter asks for its element by type.
[JsonSerializable(typeof(WidgetText))]
[JsonSerializable(typeof(MacroText))]
[JsonSerializable(typeof(OperatorGroupId))]
[JsonSerializable(typeof(CustomField))]
[JsonSerializable(typeof(CustomFieldValue))]
[JsonSerializable(typeof(EndedSession))]
[JsonSerializable(typeof(Mention))]
[JsonSerializable(typeof(SessionKey))]
[JsonSerializable(typeof(TopicId))]
[JsonSerializable(typeof(VisitedPage))]
[JsonSerializable(typeof(string))]
internal sealed partial class DocumentJson : JsonSerializerContext;

/// <summary>Which accounts exist, in the order in which they began.</summary>
internal sealed record InstallationDocument(ImmutableArray<AccountId> Accounts);

/// <summary>The keys that sign and encrypt sessions at the web fronts.</summary>
internal sealed record SessionKeysDocument(ImmutableArray<SessionKey> Keys);

/// <summary>Numbers up to this one may have been given.</summary>
internal sealed record NumberBlock(long GivenUpTo);

/// <summary>The kinds of grain documents.</summary>
internal static class DocumentKinds
{
    public const string Account = "account";
    public const string Operator = "operator";
    public const string Installation = "installation";
    public const string SignInName = "sign-in-name";
    public const string ContactNumbers = "contact-numbers";
    public const string SessionKeys = "session-keys";
    public const string Attachment = "attachment";
    public const string Deliveries = "deliveries";
    public const string Visits = "visits";
}

/// <summary>
/// One grain's document: read once, written with the version it was read at. A conflict means that another activation
/// wrote: the caller drops itself and reads again.
/// </summary>
internal sealed class GrainDocument<T>(IDocumentStore store, string kind, string key, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json)
    where T : class
{
    private long version;

    /// <summary>The document; null when there is none.</summary>
    public async Task<T?> Read(CancellationToken cancel)
    {
        var stored = await store.Read(kind, key, cancel);
        version = stored?.Version ?? 0;
        return stored is null ? null : JsonSerializer.Deserialize(stored.Json, json);
    }

    /// <summary>Writes; throws <see cref="StoreUnavailableException"/> on a conflict, as on any failure.</summary>
    public async Task Write(T document, CancellationToken cancel) =>
        version = await store.Write(kind, key, version, JsonSerializer.Serialize(document, json), cancel)
            ?? throw new StoreUnavailableException("Another activation wrote the document.");

    /// <summary>Deletes; throws <see cref="StoreUnavailableException"/> on a conflict, as on any failure.</summary>
    public async Task Delete(CancellationToken cancel)
    {
        if (!await store.Delete(kind, key, version, cancel))
        {
            throw new StoreUnavailableException("Another activation wrote the document.");
        }
        version = 0;
    }
}
