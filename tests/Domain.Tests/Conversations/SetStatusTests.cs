using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class SetStatusTests
{
    private static SetStatus Set(Author by, ConversationStatus status) => new(by, Command(1), Noon, status);

    [Fact]
    public void The_owner_sets_pending_and_open_again()
    {
        GivenOlivias().When(Set(Olivia, ConversationStatus.Pending)).Then(new StatusChanged(ConversationStatus.Pending));
        GivenOlivias(new StatusChanged(ConversationStatus.Pending)).When(Set(Olivia, ConversationStatus.Open))
            .Then(new StatusChanged(ConversationStatus.Open));
    }

    [Fact]
    public void Changes_nothing_when_it_is_so_already() =>
        GivenOlivias().When(Set(Olivia, ConversationStatus.Open)).ThenNothing();

    [Fact]
    public void The_same_command_again_gets_the_same_answer() =>
        GivenOlivias(new StatusChanged(ConversationStatus.Pending).By(Olivia, Command(1)), new StatusChanged(ConversationStatus.Open))
            .When(Set(Olivia, ConversationStatus.Pending)).ThenAnsweredAsBefore(4);

    [Theory]
    [InlineData("nothing", "olivia", ConversationStatus.Open, "conversationNotFound")]
    [InlineData("olivias", "olivia", ConversationStatus.New, "statusCannotBeSet")]
    [InlineData("olivias", "olivia", ConversationStatus.Ended, "statusCannotBeSet")]
    [InlineData("olivias", "olivia", (ConversationStatus)9, "statusCannotBeSet")]
    [InlineData("started", "olivia", ConversationStatus.Open, "conversationIsNotYours")]
    [InlineData("started", "contact", ConversationStatus.Open, "conversationIsNotYours")]
    [InlineData("olivias", "omar", ConversationStatus.Pending, "conversationIsTaken")]
    [InlineData("ended", "olivia", ConversationStatus.Open, "conversationHasEnded")]
    public void Is_refused(string situation, string by, ConversationStatus status, string reason) =>
        In(situation).When(Set(Person(by), status)).ThenRejected(reason);
}
