using System.Runtime.CompilerServices;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Operators;
using MessageCenter.Domain.Routing;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Interfaces.Translations;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.ProtocolTypes;

/// <summary>What belongs to the wire, in the order in which it is best read.</summary>
internal static class Contract
{
    public static IReadOnlyList<Type> Identifiers { get; } =
    [
        typeof(AccountId), typeof(OperatorId), typeof(OperatorGroupId), typeof(WidgetId), typeof(TopicId), typeof(MacroId), typeof(AttachmentId),
        typeof(ContactId), typeof(ConversationId), typeof(CommandId),
    ];

    public static IReadOnlyList<(string Title, IReadOnlyList<Type> Types)> Sections { get; } =
    [
        ("words", [
            typeof(ConversationStatus), typeof(ConversationMode), typeof(Availability), typeof(OperatorRole), typeof(AuthorKind),
            typeof(AsynchronousReason), typeof(ContactField), typeof(CustomFieldKind), typeof(LocationKind), typeof(RoutingRule),
            typeof(WidgetPosition), typeof(DeliveryProblem), typeof(DeliveryKind), typeof(DeliveryStatus),
            typeof(TranslationProblem),
        ]),
        ("timeline", [
            typeof(Author), typeof(Attachment), typeof(Translation), typeof(RoutingCandidate), typeof(RoutingDecision), typeof(ConversationEvent),
            typeof(TimelineEntry), typeof(Receipts), typeof(MessagePreview), typeof(Rating), typeof(Assignee), typeof(ConversationView),
        ]),
        ("answers", [
            typeof(Rejection), typeof(Answer), typeof(TimelinePage), typeof(ConversationSnapshot), typeof(Note), typeof(NoteList),
            typeof(MessageTranslation), typeof(TranslationList), typeof(TargetLanguages),
        ]),
        ("views", [
            typeof(CustomField), typeof(CustomFieldValue), typeof(ContactLocation), typeof(ContactView), typeof(ChatSlots), typeof(Mention),
            typeof(VisitedPageView), typeof(VisitsView), typeof(AccountOperator),
            typeof(OperatorGroup), typeof(Topic), typeof(MacroText), typeof(Macro), typeof(WidgetText), typeof(WidgetView), typeof(AccountView),
            typeof(MessengerSnapshot), typeof(InboxSnapshot), typeof(Delivery),
        ]),
        ("pushes (server to client): hints; a hole means reading or Hello again", [
            typeof(TimelineAdvanced), typeof(ReceiptsAdvanced), typeof(TypingShown), typeof(ViewersShown), typeof(ProfileChanged),
            typeof(VisitsChanged), typeof(ConversationBeat), typeof(MessengerChanged), typeof(FeedBeat), typeof(InboxChanged),
            typeof(UnassignedChanged), typeof(SignedOut),
        ]),
        ("arguments (client to server): every hub method takes exactly one", [
            typeof(Hello), typeof(StartConversation), typeof(LanguagePair), typeof(PostMessage), typeof(AddNote), typeof(EditNote), typeof(DeleteNote),
            typeof(ReadNotes), typeof(EditContactField), typeof(EditCustomField), typeof(AssignConversation), typeof(ForwardToOperator),
            typeof(ForwardToGroup), typeof(EndConversation), typeof(SetStatus), typeof(RunCommand),
            typeof(RateConversation), typeof(WatchConversation), typeof(UnwatchConversation), typeof(ReadTimeline), typeof(MarkRead),
            typeof(MarkDelivered), typeof(Typing), typeof(ViewConversation), typeof(SeeMentions), typeof(SetAvailability),
            typeof(ReadContact), typeof(ReadVisits), typeof(ReadTargetLanguages), typeof(ReadTranslations),
            typeof(SetContactInfo), typeof(SetCustomData),
            typeof(ShareLocation), typeof(EnterPage), typeof(LeavePage),
        ]),
    ];

    /// <summary>Hub, its client, and the words of the map.</summary>
    public static IReadOnlyList<(Type Hub, Type Client, string Path)> Hubs { get; } =
    [
        (typeof(WidgetHub), typeof(IWidgetClient), HubRegistration.WidgetPath),
        (typeof(OperatorHub), typeof(IOperatorClient), HubRegistration.OperatorPath),
    ];

    /// <summary>Bodies of the REST endpoints that the clients use. Requests are written, answers are read.</summary>
    public static IReadOnlyList<RestBody> RestBodies { get; } = RestBody.Find();

    /// <summary>Where the wire is narrower or wider than the type of the member says.</summary>
    public static string? TypeOverride(Type owner, string field) => (owner.Name, field) switch
    {
        // New codes may come: a client must be able to hold one that it does not know.
        (nameof(Rejection), "code") => "string",
        // The others are never set by hand.
        (nameof(SetStatus), "status") => "\"open\" | \"pending\"",
        _ => null,
    };

    /// <summary>All that clients read.</summary>
    public static IEnumerable<Type> Decoded => ReadFrom(Hubs, RestBodies);

    /// <summary>What the widget reads: the rest is for operators alone, and no visitor has to load it.</summary>
    public static IEnumerable<Type> DecodedByWidget => ReadFrom(
            Hubs.Where(hub => hub.Hub == typeof(WidgetHub)), RestBodies.Where(body => !body.Endpoint.Contains("/api/", StringComparison.Ordinal)))
        .Where(type => type != typeof(CustomFieldValue) && type != typeof(ContactLocation));

    /// <summary>What a contact is never sent of a record that she reads: it is null or empty, and her program need not know what it would be.</summary>
    public static bool IsForWidget(Type owner, string field) =>
        owner != typeof(ContactView) || field is not ("customFields" or "previousCustomData" or "location");

    /// <summary>The variants of a union that contacts may see.</summary>
    public static bool IsForWidget(Type variant) =>
        !variant.IsAssignableTo(typeof(ConversationEvent)) || ((ConversationEvent)RuntimeHelpers.GetUninitializedObject(variant)).IsForContact;

    private static IEnumerable<Type> ReadFrom(IEnumerable<(Type Hub, Type Client, string Path)> hubs, IEnumerable<RestBody> bodies) => Wire.ClosureOf(
            hubs.SelectMany(hub => Wire.MethodsOf(hub.Hub).Select(method => method.Result).OfType<Type>()
                    .Concat(Wire.PushesOf(hub.Client).Select(push => push.Push)))
                .Concat(bodies.Where(body => body.IsAnswer).Select(body => body.Type)))
        .Where(type => !type.IsEnum);
}
