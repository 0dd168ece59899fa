using System.Text.Json.Serialization;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Attachments;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Domain.Routing;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Translations;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// Serialization code made by the compiler, so that the first call of a fresh process does not wait for reflection.
/// A type that is missing here still works, only slower at first.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(StartConversation))]
[JsonSerializable(typeof(PostMessage))]
[JsonSerializable(typeof(ReadTargetLanguages))]
[JsonSerializable(typeof(TargetLanguages))]
[JsonSerializable(typeof(ReadTranslations))]
[JsonSerializable(typeof(TranslationList))]
[JsonSerializable(typeof(AddNote))]
[JsonSerializable(typeof(EditNote))]
[JsonSerializable(typeof(DeleteNote))]
[JsonSerializable(typeof(ReadNotes))]
[JsonSerializable(typeof(NoteList))]
[JsonSerializable(typeof(AssignConversation))]
[JsonSerializable(typeof(ForwardToOperator))]
[JsonSerializable(typeof(ForwardToGroup))]
[JsonSerializable(typeof(EndConversation))]
[JsonSerializable(typeof(SetStatus))]
[JsonSerializable(typeof(RunCommand))]
[JsonSerializable(typeof(RateConversation))]
[JsonSerializable(typeof(WatchConversation))]
[JsonSerializable(typeof(UnwatchConversation))]
[JsonSerializable(typeof(ReadTimeline))]
[JsonSerializable(typeof(MarkRead))]
[JsonSerializable(typeof(MarkDelivered))]
[JsonSerializable(typeof(Typing))]
[JsonSerializable(typeof(ViewConversation))]
[JsonSerializable(typeof(SeeMentions))]
[JsonSerializable(typeof(SetAvailability))]
[JsonSerializable(typeof(ReadContact))]
[JsonSerializable(typeof(SetContactInfo))]
[JsonSerializable(typeof(SetCustomData))]
[JsonSerializable(typeof(ShareLocation))]
[JsonSerializable(typeof(ReadVisits))]
[JsonSerializable(typeof(EnterPage))]
[JsonSerializable(typeof(LeavePage))]
[JsonSerializable(typeof(VisitsView))]
[JsonSerializable(typeof(VisitsChanged))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(ConversationSnapshot))]
[JsonSerializable(typeof(TimelinePage))]
[JsonSerializable(typeof(ContactView))]
[JsonSerializable(typeof(MessengerSnapshot))]
[JsonSerializable(typeof(InboxSnapshot))]
[JsonSerializable(typeof(TimelineAdvanced))]
[JsonSerializable(typeof(ReceiptsAdvanced))]
[JsonSerializable(typeof(TypingShown))]
[JsonSerializable(typeof(ViewersShown))]
[JsonSerializable(typeof(ProfileChanged))]
[JsonSerializable(typeof(EditContactField))]
[JsonSerializable(typeof(EditCustomField))]
[JsonSerializable(typeof(ConversationBeat))]
[JsonSerializable(typeof(MessengerChanged))]
[JsonSerializable(typeof(FeedBeat))]
[JsonSerializable(typeof(InboxChanged))]
[JsonSerializable(typeof(UnassignedChanged))]
[JsonSerializable(typeof(SignedOut))]
[JsonSerializable(typeof(ConversationEvent))]
// Elements of lists, which the compiler does not see through EquatableArray.
[JsonSerializable(typeof(TimelineEntry))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(TopicId))]
[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(AttachmentId))]
[JsonSerializable(typeof(WidgetView))]
[JsonSerializable(typeof(WidgetText))]
[JsonSerializable(typeof(RoutingCandidate))]
[JsonSerializable(typeof(Assignee))]
[JsonSerializable(typeof(OperatorGroup))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(OperatorGroupId))]
[JsonSerializable(typeof(OperatorId))]
[JsonSerializable(typeof(Mention))]
[JsonSerializable(typeof(Topic))]
[JsonSerializable(typeof(Macro))]
[JsonSerializable(typeof(MacroText))]
[JsonSerializable(typeof(CustomField))]
[JsonSerializable(typeof(CustomFieldValue))]
[JsonSerializable(typeof(MessageTranslation))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(ContactLocation))]
[JsonSerializable(typeof(VisitedPageView))]
[JsonSerializable(typeof(string))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
