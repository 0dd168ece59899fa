using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class StartConversationTests
{
    private static StartConversation Start(string text = "Hello?", int id = 1) =>
        new(Author.Contact, Command(id), Noon, Started, text);

    [Fact]
    public void Begins_with_the_first_message() =>
        Given().When(Start()).Then(Started, new MessagePosted("Hello?"));

    [Fact]
    public void Is_new_asynchronous_and_waits()
    {
        var state = GivenStarted().State;
        Assert.Equal(
            (ConversationStatus.New, ConversationMode.Asynchronous, true, Noon),
            (state.Status, state.Mode, state.Waits, state.WaitingSince));
    }

    [Fact]
    public void Another_contact_learns_nothing_of_a_conversation_that_exists() =>
        GivenStarted()
            .When(Start() with { Started = Started with { ContactId = new(Seed.Id(99)) } })
            .ThenRejected(Rejection.ConversationNotFound);

    [Theory]
    [InlineData("nothing", "", "textIsEmpty")]
    [InlineData("nothing", "\u0007", "textIsMalformed")]
    [InlineData("started", "Hello?", "commandIdIsReused")]
    [InlineData("ended", "Hello?", "commandIdIsReused")]
    public void Is_refused(string situation, string text, string reason) =>
        In(situation).When(Start(text)).ThenRejected(reason);
}
