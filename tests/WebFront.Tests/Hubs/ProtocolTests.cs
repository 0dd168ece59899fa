using System.Text.Json;
using System.Text.Json.Nodes;
using MessageCenter.Domain;
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
using MessageCenter.ProtocolTypes;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>The wire: what is generated from it is up to date, and what it looks like changes only on purpose.</summary>
public sealed class ProtocolTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, 123, TimeSpan.Zero);
    private static readonly ConversationId Conversation = new(Guid.Parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"));
    private static readonly CommandId Command = new(Guid.Parse("0b5f3a52-93c1-4a3c-8d52-6d3f5f6f2a10"));
    private static readonly ContactId Contact = new(Guid.Parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301"));
    private static readonly OperatorId Olivia = new(Guid.Parse("9b2d6f0e-1d53-4a6e-b1f7-2a7c5f1e0d44"));
    private static readonly WidgetId Widget = new(Guid.Parse("5c1e7a90-2b44-4c0f-9d6a-7e8f90a1b2c3"));
    private static readonly OperatorGroupId Group = new(Guid.Parse("7d3c2b1a-0f9e-4d8c-b7a6-95847362514f"));
    private static readonly TopicId Topic = new(Guid.Parse("1f0e2d3c-4b5a-4968-8776-655443322110"));
    private static readonly Receipts Receipts = new(2, 1, 2, 2);

    private static readonly ConversationView Head = new(
        Conversation, Contact, 81, null, ConversationStatus.Open, ConversationMode.Live, new(Olivia, "Olivia"), true, null, [], "en",
        Widget, Group, At, At, 2, new("Hello", Author.Contact, At), At, 1, Receipts, null);

    private static readonly TimelineEntry Entry = new(2, At, Author.Contact, Command, new ConversationEvent.MessagePosted("Hello"));

    private static readonly ContactView Profile = new(Contact, 81, "Vera", "vera@shop.example", null, null, "en", true, At, At, null, 3, 1);

    public static TheoryData<string, object> Examples => new()
    {
        { "argument.Hello", new Hello("en") },
        { "argument.StartConversation", new StartConversation(Conversation, Command, "Hello", "en") },
        { "argument.PostMessage", new PostMessage(Conversation, Command, "Hello", null, 12, new("en", "es")) },
        { "argument.ReadTargetLanguages", new ReadTargetLanguages(Conversation, "en") },
        { "argument.ReadTranslations", new ReadTranslations(Conversation, [3, 5], new("es", "en")) },
        { "view.TargetLanguages", new TargetLanguages(["ca", "es"], null) },
        { "view.TranslationList", new TranslationList(
            Conversation, [new(3, new("en", "Hello")), new(5, Translation.Failed("en", TranslationProblem.TimeLimit))]) },
        { "argument.AddNote", new AddNote(Conversation, Command, "Asked before") },
        { "argument.EditNote", new EditNote(Conversation, Command, 3, 5, "Asked twice before") },
        { "argument.DeleteNote", new DeleteNote(Conversation, Command, 3) },
        { "argument.ReadNotes", new ReadNotes(Conversation) },
        { "argument.AssignConversation", new AssignConversation(Conversation, Command) },
        { "argument.ReadVisits", new ReadVisits(Contact) },
        { "argument.EnterPage", new EnterPage("https://shop.example/lamps", "Lamps") },
        { "argument.LeavePage", new LeavePage() },
        { "argument.EditContactField", new EditContactField(Conversation, Command, ContactField.Phone, "+49 30 1234", null) },
        { "argument.EditCustomField", new EditCustomField(Conversation, Command, "plan", "Plus", "Basic") },
        { "argument.ForwardToOperator", new ForwardToOperator(Conversation, Command, Olivia, "She speaks French") },
        { "argument.ForwardToGroup", new ForwardToGroup(Conversation, Command, Group) },
        { "argument.EndConversation", new EndConversation(Conversation, Command) },
        { "argument.SetStatus", new SetStatus(Conversation, Command, ConversationStatus.Pending) },
        { "argument.RunCommand", new RunCommand(Conversation, Command, "$name Anna") },
        { "argument.RateConversation", new RateConversation(Conversation, Command, 5, "Quick") },
        { "argument.WatchConversation", new WatchConversation(Conversation, 12) },
        { "argument.UnwatchConversation", new UnwatchConversation(Conversation) },
        { "argument.ReadTimeline", new ReadTimeline(Conversation, 50, After: 12) },
        { "argument.MarkRead", new MarkRead(Conversation, 12) },
        { "argument.MarkDelivered", new MarkDelivered(Conversation, 12) },
        { "argument.Typing", new Typing(Conversation, Text: "Where is my") },
        { "argument.ViewConversation", new ViewConversation(Conversation) },
        { "argument.SeeMentions", new SeeMentions(Conversation) },
        { "argument.SetAvailability", new SetAvailability(Command, Availability.Online) },
        { "argument.ReadContact", new ReadContact(Contact) },
        { "argument.SetContactInfo", new SetContactInfo(Command, "Vera", Email: "", IsTyped: true) },
        { "argument.ShareLocation", new ShareLocation(Command, 52.5163, 13.3777, 35, "Europe/Berlin") },
        { "argument.SetCustomData", new SetCustomData(Command, """{"basket":2}""") },
        { "event.conversationStarted", Event(new ConversationEvent.ConversationStarted(Contact, 81, null, Widget, Group, [], "en", Olivia)) },
        { "event.messagePosted", Event(new ConversationEvent.MessagePosted("Hello", default, new("es", "Hola"))) },
        { "event.noteAdded", Event(new ConversationEvent.NoteAdded("Asked before")) },
        { "event.noteEdited", Event(new ConversationEvent.NoteEdited(3, 5, "Asked twice before, @Olivia", [Olivia])) },
        { "event.noteDeleted", Event(new ConversationEvent.NoteDeleted(3, 6)) },
        { "event.operatorAssigned", Event(new ConversationEvent.OperatorAssigned(
            Olivia, "Olivia", null, new(Olivia, RoutingRule.Sticky, [new(Olivia, 2, true, true, At)]))) },
        { "event.conversationForwarded", Event(new ConversationEvent.ConversationForwarded(Olivia, null, "Olivia", null, "She speaks French")) },
        { "event.wentLive", Event(new ConversationEvent.WentLive(Olivia, "Olivia")) },
        { "event.turnedAsynchronous", Event(new ConversationEvent.TurnedAsynchronous(AsynchronousReason.ContactLeft)) },
        { "event.statusChanged", Event(new ConversationEvent.StatusChanged(ConversationStatus.Pending)) },
        { "event.conversationEnded", Event(new ConversationEvent.ConversationEnded()) },
        { "event.conversationReopened", Event(new ConversationEvent.ConversationReopened()) },
        { "event.conversationRated", Event(new ConversationEvent.ConversationRated(5, null)) },
        { "event.contactInfoRecorded", Event(new ConversationEvent.ContactInfoRecorded(ContactField.Name, "Anna", null)) },
        { "event.customFieldRecorded", Event(new ConversationEvent.CustomFieldRecorded("plan", "Plan", "Plus", "Basic")) },
        { "event.localeChanged", Event(new ConversationEvent.LocaleChanged("de", "en")) },
        { "event.topicAdded", Event(new ConversationEvent.TopicAdded(Topic)) },
        { "event.topicRemoved", Event(new ConversationEvent.TopicRemoved(Topic)) },
        { "event.transcriptQueued", Event(new ConversationEvent.TranscriptQueued("anna@shop.example", "de", true)) },
        { "event.transcriptDelivered", Event(new ConversationEvent.TranscriptDelivered(
            Command, "anna@shop.example", true, DeliveryProblem.AddressRefused)) },
        { "event.integrationQueued", Event(new ConversationEvent.IntegrationQueued("Shop system")) },
        { "event.integrationAnswered", Event(new ConversationEvent.IntegrationAnswered(
            Command, "Shop system", "Order 7 is on its way.", "https://shop.example/orders/7", null)) },
        { "view.ConversationView", Head },
        { "view.TimelineEntry", Entry },
        { "view.Answer", Answer.Stored(2, At) },
        { "view.Rejection", Rejection.ConversationIsTaken("Olivia") },
        { "view.TimelinePage", new TimelinePage(Conversation, 1, 2, [Entry], true) },
        { "view.ConversationSnapshot", ConversationSnapshot.Rejected(Rejection.ConversationNotFound) },
        { "view.ContactLocation", new ContactLocation(52.52, 13.38, 1_000, "Berlin", null, "DE", "Europe/Berlin", LocationKind.Browser, At) },
        { "view.ContactView", Profile },
        { "view.TimelineAdvanced", new TimelineAdvanced(Conversation, 1, 2, [Entry], null) },
        { "view.ReceiptsAdvanced", new ReceiptsAdvanced(Conversation, Receipts) },
        { "view.TypingShown", new TypingShown(Conversation, Author.Contact, "Where is my") },
        { "view.VisitsChanged", new VisitsChanged(Conversation) },
        { "view.VisitsView", new VisitsView([new("https://shop.example/lamps", "Lamps", At, 75, true)], 12) },
        { "view.ProfileChanged", new ProfileChanged(Conversation) },
        { "view.ViewersShown", new ViewersShown(Conversation, [new(Olivia, "Olivia")]) },
        { "view.ConversationBeat", new ConversationBeat(Conversation, 2, Receipts) },
        { "view.MessengerChanged", new MessengerChanged(0, null, null, true) },
        { "view.FeedBeat", new FeedBeat(7) },
        { "view.InboxChanged", new InboxChanged(8, null, Conversation, new ChatSlots(1, 3), Availability.Online,
            [new(Conversation, 3, Olivia, At)]) },
        { "view.UnassignedChanged", new UnassignedChanged(9, Head, null) },
        { "view.SignedOut", new SignedOut("revoked") },
    };

    [Theory]
    [MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public void Looks_as_it_always_did(string name, object example)
    {
        var type = example is ConversationEvent ? typeof(ConversationEvent) : example.GetType();
        var json = JsonSerializer.Serialize(example, type, WireJson.Options);
        Snapshot.Matches($"{name}.json", JsonNode.Parse(json)!.ToJsonString(Indented));
    }

    [Fact]
    public void Every_argument_event_and_push_has_an_example()
    {
        var names = Examples.Select(example => example.Data.Item1).ToHashSet();
        var needed = Contract.Hubs.SelectMany(hub => Wire.MethodsOf(hub.Hub).Select(method => $"argument.{method.Argument.Name}"))
            .Concat(Contract.Hubs.SelectMany(hub => Wire.PushesOf(hub.Client).Select(push => $"view.{Wire.NameOf(push.Push)}")))
            .Concat(Wire.VariantsOf(typeof(ConversationEvent)).Select(variant => $"event.{variant.Word}"));
        Assert.DoesNotContain(needed, name => !names.Contains(name));
    }

    [Fact]
    public void What_is_generated_is_up_to_date()
    {
        foreach (var (path, content) in ProtocolTypes.Program.Generate(Repository.Root))
        {
            Assert.True(
                File.ReadAllText(Repository.PathOf(path)) == content,
                $"{path} has drifted from the contracts: run `dotnet run --project tools/ProtocolTypes`.");
        }
    }

    [Fact]
    public void Optional_members_may_be_left_out()
    {
        var read = JsonSerializer.Deserialize<WatchConversation>($$"""{"conversationId":"{{Conversation}}"}""", WireJson.Options);
        Assert.Equal(new WatchConversation(Conversation), read);
    }

    private static ConversationEvent Event(ConversationEvent happened) => happened;
}
