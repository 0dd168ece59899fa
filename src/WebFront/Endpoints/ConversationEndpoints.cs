using System.Globalization;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.WebFront.Authorization;
using MessageCenter.WebFront.Errors;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Translations;

namespace MessageCenter.WebFront.Endpoints;

/// <summary>POST /api/conversations/{id}/messages.</summary>
internal sealed record PostedMessage(string Text, EquatableArray<AttachmentId>? Attachments = null, LanguagePair? Translate = null);

/// <summary>POST /api/conversations/{id}/commands.</summary>
internal sealed record PostedCommand(string Text);

/// <summary>Conversations and contacts over REST, for operators. The account is the signed-in one's; foreign ids are unknown ids.</summary>
internal static class ConversationEndpoints
{
    private const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Maps them.</summary>
    public static void MapConversations(this IEndpointRouteBuilder api)
    {
        var operators = api.MapGroup("").RequireAuthorization(Policies.Operator);
        operators.MapGet("/conversations/{conversationId}", Read).Produces<ConversationView>();
        operators.MapGet("/conversations/{conversationId}/timeline", ReadTimeline).Produces<TimelinePage>();
        operators.MapPost("/conversations/{conversationId}/messages", Post).Produces<Answer>();
        operators.MapPost("/conversations/{conversationId}/commands", RunCommand).Produces<Answer>();
        operators.MapGet("/contacts/{contactId}", ReadContact).Produces<ContactView>();
    }

    private static async Task<IResult> Read(string conversationId, HttpContext context, IClusterClient grains) =>
        Grain(grains, context, conversationId) is { } conversation && await conversation.ReadConversation(Reader(context)) is { } view
            ? TypedResults.Ok(view)
            : Problem.Of(Rejection.ConversationNotFound);

    private static async Task<IResult> ReadTimeline(
        string conversationId, HttpContext context, IClusterClient grains, string? after = null, string? before = null, string? limit = null)
    {
        if (!TryReadNumber(after, 0, out var from) || !TryReadNumber(before, 1, out var to) || (from is not null && to is not null))
        {
            return Problem.Of(Rejection.SeqIsOutOfRange);
        }
        if (!TryReadNumber(limit, 1, out var size) || size > Limits.TimelinePageMax)
        {
            return Problem.Validation("limitIsOutOfRange");
        }
        if (from is null && to is null)
        {
            // Without a place to read from it is the newest page.
            to = Limits.TimelineEntriesMax + 1;
        }
        var rows = (int)(size ?? Limits.TimelinePageDefault);
        return Grain(grains, context, conversationId) is { } conversation
            && await conversation.ReadTimeline(Reader(context), from, to, rows) is { } page
                ? TypedResults.Ok(page)
                : Problem.Of(Rejection.ConversationNotFound);
    }

    private static Task<IResult> Post(
        string conversationId, JsonBody<PostedMessage> body, HttpContext context, IClusterClient grains, LiveTranslation translations) =>
        Command(conversationId, context, grains, async (conversation, name, id) =>
        {
            var (by, said) = (Reader(context), body.Value);
            if (said.Translate is { IsValid: false })
            {
                return Answer.Rejected(Rejection.LocaleIsInvalid);
            }
            var translation = await translations.Of(context.User.AccountId(), by, conversation, said.Text, said.Translate);
            return said.Attachments is { Count: > 0 } files
                ? await conversation.PostAttachments(by, name, id, said.Text, files, translation: translation)
                : await conversation.PostMessage(by, name, id, said.Text, translation: translation);
        });

    private static Task<IResult> RunCommand(
        string conversationId, JsonBody<PostedCommand> body, HttpContext context, IClusterClient grains) =>
        Command(conversationId, context, grains, (conversation, name, id) =>
            conversation.RunCommand(Reader(context), name, id, body.Value.Text));

    private static async Task<IResult> Command(
        string conversationId, HttpContext context, IClusterClient grains, Func<IConversationGrain, string, CommandId, Task<Answer>> run)
    {
        if (!RouteIds.TryRead<CommandId>(context.Request.Headers[IdempotencyKey], out var command))
        {
            return Problem.Validation("idempotencyKeyIsInvalid");
        }
        if (Grain(grains, context, conversationId) is not { } conversation)
        {
            return Problem.Of(Rejection.ConversationNotFound);
        }
        var answer = await run(conversation, context.User.OperatorName(), command);
        return answer.Rejection is { } rejection ? Problem.Of(rejection) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> ReadContact(string contactId, HttpContext context, IClusterClient grains) =>
        RouteIds.TryRead<ContactId>(contactId, out var id)
        && await grains.GetGrain<IContactGrain>(GrainKeys.Of(context.User.AccountId(), id)).ReadContact() is { } contact
            ? TypedResults.Ok(contact)
            : Problem.Of(Rejection.ContactNotFound);

    private static IConversationGrain? Grain(IClusterClient grains, HttpContext context, string conversationId) =>
        RouteIds.TryRead<ConversationId>(conversationId, out var id)
            ? grains.GetGrain<IConversationGrain>(GrainKeys.Of(context.User.AccountId(), id))
            : null;

    private static Reader Reader(HttpContext context) => Grains.Interfaces.Conversations.Reader.Operator(context.User.OperatorId());

    /// <summary>Decimal digits and nothing else; absent is no number and no mistake.</summary>
    private static bool TryReadNumber(string? text, long least, out long? number)
    {
        number = null;
        if (text is null)
        {
            return true;
        }
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < least)
        {
            return false;
        }
        number = value;
        return true;
    }
}
