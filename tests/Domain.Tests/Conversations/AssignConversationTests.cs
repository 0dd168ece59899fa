using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class AssignConversationTests
{
    private static AssignConversation Assign(Author by, OperatorId? seen = null) => new(by, Command(1), Noon, seen);

    [Fact]
    public void An_operator_takes_what_nobody_has() =>
        GivenStarted().When(Assign(Olivia)).Then(new OperatorAssigned(OliviaId, "Olivia", null, null));

    [Fact]
    public void An_operator_takes_over_from_the_owner_she_saw() =>
        GivenOlivias().When(Assign(Omar, OliviaId)).Then(new OperatorAssigned(OmarId, "Omar", OliviaId, null));

    [Fact, BadInput(85)]
    public void Two_at_once_one_gets_it_and_the_other_is_told_who() =>
        GivenOlivias().When(Assign(Omar)).ThenRejected(Rejection.ConversationIsTaken("Olivia"));

    [Fact]
    public void Changes_nothing_for_its_owner() => GivenOlivias().When(Assign(Olivia)).ThenNothing();

    [Fact]
    public void Opens_a_new_conversation() =>
        Assert.Equal(ConversationStatus.Open, GivenOlivias().State.Status);

    [Fact]
    public void Leaves_a_pending_conversation_pending() =>
        Assert.Equal(
            ConversationStatus.Pending,
            GivenOlivias(
                new StatusChanged(ConversationStatus.Pending),
                new OperatorAssigned(OmarId, "Omar", OliviaId, null).By(Omar)).State.Status);

    [Fact]
    public void Frees_the_slot_of_the_owner_before() =>
        Assert.Equal(
            ConversationMode.Asynchronous,
            GivenLive(new OperatorAssigned(OmarId, "Omar", OliviaId, null).By(Omar)).State.Mode);

    [Theory]
    [InlineData("nothing", "olivia", "conversationNotFound")]
    [InlineData("started", "contact", "conversationIsNotYours")]
    [InlineData("started", "system", "conversationIsNotYours")]
    [InlineData("olivias", "omar", "conversationIsTaken")]
    [InlineData("live", "omar", "conversationIsTaken")]
    [InlineData("ended", "olivia", "conversationHasEnded")]
    [InlineData("ended", "omar", "conversationHasEnded")]
    public void Is_refused(string situation, string by, string reason) =>
        In(situation).When(Assign(Person(by))).ThenRejected(reason);
}
