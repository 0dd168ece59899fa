using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Routing;
using MessageCenter.Grains.Stores;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>A conversation in which every event has happened and every member of the row has a value of its own.</summary>
internal static class FullStates
{
    internal static ConversationAppend Everything(Talk talk)
    {
        var operatorId = Talk.NewOperator();
        var candidate = new RoutingCandidate(operatorId, 2, true, false, Talk.Noon.AddTicks(10_000));
        var append = talk.Next(
            Author.Operator(operatorId, "Olivia \"O\" Öz"),
            Talk.NewCommand(),
            new ConversationStarted(
                talk.Contact, 81, "Vera", talk.Widget, talk.Group, [new(Guid.NewGuid()), new(Guid.NewGuid())], "de-AT", operatorId),
            new MessagePosted("text <b>\u2028</b>", default, new("es", "texto")),
            new NoteAdded("note", [Talk.NewOperator(), Talk.NewOperator()]),
            new NoteEdited(3, 3, "edited note", [operatorId]),
            new NoteAdded("passing note"),
            new NoteDeleted(5, 5),
            new OperatorAssigned(
                operatorId, "Olivia", Talk.NewOperator(), new(operatorId, RoutingRule.LongestSinceLastLive, [candidate, candidate])),
            new WentLive(operatorId, "Olivia"),
            new TurnedAsynchronous(AsynchronousReason.OperatorAway),
            new StatusChanged(ConversationStatus.Pending),
            new ConversationEnded(),
            new ConversationReopened(),
            new ConversationRated(5, "good"),
            new ConversationRated(1, null),
            new ContactInfoRecorded(ContactField.Email, "vera@shop.example", null),
            new LocaleChanged("de", "de-AT"),
            new TopicAdded(new(Guid.NewGuid())),
            new TopicRemoved(new(Guid.NewGuid())),
            new TranscriptQueued("vera@shop.example", "de", true),
            new TranscriptDelivered(new(Guid.NewGuid()), "vera@shop.example", true, DeliveryProblem.AddressRefused));
        return append with
        {
            State = append.State with
            {
                Subject = "Subject",
                Status = ConversationStatus.Pending,
                Mode = ConversationMode.Live,
                Assignee = new(operatorId, "Olivia"),
                IsParked = true,
                UnansweredSince = Talk.Noon.AddTicks(1),
                Receipts = new(1, 2, 3, 4),
                UnreadByOperator = [1, 2, 3],
                UnreadByContact = [4, 5],
                LastSeqForContact = 10,
            },
        };
    }
}
