using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class RecordIntegrationTests
{
    private static IntegrationAnswered Answered(string? text, string? link, DeliveryProblem? problem = null) =>
        new(Command(1), "Shop system", text, link, problem);

    private static RecordIntegration Record(Author by, IntegrationAnswered answered) => new(by, Command(2), Noon, answered);

    [Fact]
    public void An_answer_is_written_down_with_its_link() =>
        GivenLive().When(Record(Author.System, Answered("Order 7", "https://shop.example/7")))
            .Then(Answered("Order 7", "https://shop.example/7"));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//evil.example")]
    [InlineData("https://user:pw@evil.example")]
    [InlineData("https://shop.example/\r\nX: y")]
    public void An_address_that_is_none_is_left_out(string link) =>
        GivenLive().When(Record(Author.System, Answered("Order 7", link))).Then(Answered("Order 7", null));

    [Fact]
    public void A_text_that_could_be_no_note_is_left_out() =>
        GivenLive().When(Record(Author.System, Answered(new string('x', Limits.TextLengthMax + 1), null))).Then(Answered(null, null));

    [Fact]
    public void Why_it_could_not_be_called_is_written_down() =>
        GivenLive().When(Record(Author.System, Answered(null, null, DeliveryProblem.AddressNotAllowed)))
            .Then(Answered(null, null, DeliveryProblem.AddressNotAllowed));

    [Theory]
    [InlineData("olivias", "olivia", "conversationIsNotYours")]
    [InlineData("nothing", "system", "conversationNotFound")]
    public void Is_refused(string situation, string by, string reason) =>
        In(situation).When(Record(Person(by), Answered("x", null))).ThenRejected(reason);
}
