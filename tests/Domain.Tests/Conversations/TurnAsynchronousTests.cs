using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class TurnAsynchronousTests
{
    private static TurnAsynchronous Turn(OperatorId? about, AsynchronousReason reason) =>
        new(Author.System, null, Noon, about, reason);

    [Theory]
    [InlineData(AsynchronousReason.OperatorLeft)]
    [InlineData(AsynchronousReason.OperatorAway)]
    [InlineData(AsynchronousReason.NoMessages)]
    [InlineData(AsynchronousReason.ContactLeft)]
    public void Ends_the_live_time_and_says_why(AsynchronousReason reason) =>
        GivenLive().When(Turn(OliviaId, reason)).Then(new TurnedAsynchronous(reason));

    [Fact]
    public void Whoever_has_it_may_be_meant() =>
        GivenLive().When(Turn(null, AsynchronousReason.NoMessages)).Then(new TurnedAsynchronous(AsynchronousReason.NoMessages));

    [Fact]
    public void Does_nothing_when_another_operator_has_it_by_now() =>
        GivenLive().When(Turn(OmarId, AsynchronousReason.OperatorLeft)).ThenNothing();

    [Fact]
    public void Keeps_the_owner() =>
        Assert.Equal(OliviaId, GivenLive(new TurnedAsynchronous(AsynchronousReason.OperatorLeft)).State.Assignee?.OperatorId);

    [Theory]
    [InlineData(AsynchronousReason.NoMessages, false)]
    [InlineData(AsynchronousReason.OperatorLeft, true)]
    [InlineData(AsynchronousReason.OperatorAway, true)]
    public void Waits_to_be_live_again_unless_nobody_said_anything(AsynchronousReason reason, bool waits) =>
        Assert.Equal(waits, GivenLive(new TurnedAsynchronous(reason)).State.Waits);

    [Theory]
    [InlineData("started")]
    [InlineData("olivias")]
    [InlineData("ended")]
    public void Does_nothing_when_it_is_asynchronous(string situation) =>
        In(situation).When(Turn(OliviaId, AsynchronousReason.OperatorLeft)).ThenNothing();

    [Theory]
    [InlineData("nothing", "conversationNotFound")]
    public void Is_refused(string situation, string reason) =>
        In(situation).When(Turn(OliviaId, AsynchronousReason.OperatorLeft)).ThenRejected(reason);
}
