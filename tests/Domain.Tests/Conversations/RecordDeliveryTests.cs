using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class RecordDeliveryTests
{
    private static RecordDelivery Record(Author by, DeliveryProblem? problem = null) =>
        new(by, Command(2), Noon, Command(1), "vera@shop.example", true, problem);

    [Fact]
    public void That_it_was_sent_is_written_down_after_the_end_too() =>
        GivenEnded().When(Record(Author.System)).Then(new TranscriptDelivered(Command(1), "vera@shop.example", true, null));

    [Fact]
    public void Why_it_could_not_be_sent_is_written_down() =>
        GivenLive().When(Record(Author.System, DeliveryProblem.AddressRefused))
            .Then(new TranscriptDelivered(Command(1), "vera@shop.example", true, DeliveryProblem.AddressRefused));

    [Fact]
    public void The_contact_never_hears_of_it() =>
        Assert.False(new TranscriptDelivered(Command(1), "vera@shop.example", true, null).IsForContact);

    [Theory]
    [InlineData("nothing", "system", "conversationNotFound")]
    [InlineData("olivias", "olivia", "conversationIsNotYours")]
    [InlineData("olivias", "contact", "conversationIsNotYours")]
    public void Is_refused(string situation, string by, string reason) =>
        In(situation).When(Record(Person(by))).ThenRejected(reason);
}
