using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class EndConversationTests
{
    private static EndConversation End(Author by) => new(by, Command(1), Noon);

    [Theory]
    [InlineData("started", "contact")]
    [InlineData("live", "contact")]
    [InlineData("olivias", "olivia")]
    [InlineData("live", "olivia")]
    [InlineData("live", "system")]
    public void Ends(string situation, string by) => In(situation).When(End(Person(by))).Then(new ConversationEnded());

    [Theory, BadInput(83)]
    [InlineData("ended", "contact")]
    [InlineData("ended", "olivia")]
    [InlineData("rated", "system")]
    public void Does_nothing_after_the_end(string situation, string by) => In(situation).When(End(Person(by))).ThenNothing();

    [Fact]
    public void Frees_the_slot_and_nobody_waits_any_more()
    {
        var state = GivenLive(new ConversationEnded()).State;
        Assert.Equal(
            (ConversationStatus.Ended, ConversationMode.Asynchronous, false, (DateTimeOffset?)null),
            (state.Status, state.Mode, state.Waits, state.UnansweredSince));
    }

    [Fact]
    public void The_same_command_again_gets_the_same_answer() =>
        GivenOlivias(new ConversationEnded().By(Olivia, Command(1))).When(End(Olivia)).ThenAnsweredAsBefore(4);

    [Theory]
    [InlineData("nothing", "contact", "conversationNotFound")]
    [InlineData("started", "olivia", "conversationIsNotYours")]
    [InlineData("olivias", "omar", "conversationIsTaken")]
    [InlineData("ended", "omar", "conversationIsTaken")]
    public void Is_refused(string situation, string by, string reason) =>
        In(situation).When(End(Person(by))).ThenRejected(reason);
}
