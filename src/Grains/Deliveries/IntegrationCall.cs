using System.Text.Json;
using System.Text.Json.Serialization;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Deliveries;

namespace MessageCenter.Grains.Deliveries;

/// <summary>One call of an integration.</summary>
/// <param name="Id">The same for every try: the receiver knows repetitions by it.</param>
/// <param name="Integration">Whom, where, and by which secret it is signed.</param>
/// <param name="Body">The conversation as JSON.</param>
public sealed record IntegrationCall(CommandId Id, Integration Integration, string Body);

/// <summary>How a call ended, and what was answered.</summary>
public sealed record IntegrationResult(DeliveryOutcome Outcome, string? Text = null, string? Link = null);

/// <summary>Posts to other systems. Never throws for what a server can do; does when it is told to stop.</summary>
public interface IIntegrationCaller
{
    /// <summary>One try.</summary>
    Task<IntegrationResult> Call(IntegrationCall call, CancellationToken cancel);
}

/// <summary>What is posted: the conversation as its contact reads it. Names are frozen once released; new ones may come.</summary>
internal sealed record PostedConversation(
    CommandId EventId,
    AccountId AccountId,
    string AccountName,
    string Integration,
    ConversationId ConversationId,
    string Status,
    string Locale,
    DateTimeOffset StartedAt,
    PostedPerson Contact,
    string? Operator,
    IReadOnlyList<string> Topics,
    IReadOnlyList<PostedLine> Messages,
    bool IsShortened)
{
    public string ToJson() => JsonSerializer.Serialize(this, PostedJson.Default.PostedConversation);
}

internal sealed record PostedPerson(ContactId ContactId, long Number, string? Name, string? Email, string? Phone, string? Company);

internal sealed record PostedLine(DateTimeOffset At, string From, string? Name, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PostedConversation))]
internal sealed partial class PostedJson : JsonSerializerContext;
