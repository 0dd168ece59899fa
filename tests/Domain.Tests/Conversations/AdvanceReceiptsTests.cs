using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class AdvanceReceiptsTests
{
    private static AdvanceReceipts Advance(Author by, long delivered, long read) => new(by, null, Noon, delivered, read);

    [Fact]
    public void The_owner_has_received_what_she_has_not_read_yet() =>
        GivenOlivias().When(Advance(Olivia, 3, 0)).Then(new ReceiptsAdvanced(AuthorKind.Operator, 3, 0));

    [Fact]
    public void What_is_read_is_received() =>
        GivenOlivias().When(Advance(Olivia, 0, 2)).Then(new ReceiptsAdvanced(AuthorKind.Operator, 2, 2));

    [Fact]
    public void Never_falls() =>
        GivenOlivias(new ReceiptsAdvanced(AuthorKind.Operator, 3, 3)).When(Advance(Olivia, 1, 1)).ThenNothing();

    [Fact]
    public void The_higher_of_two_devices_counts() =>
        GivenOlivias(new ReceiptsAdvanced(AuthorKind.Operator, 3, 1)).When(Advance(Olivia, 1, 2))
            .Then(new ReceiptsAdvanced(AuthorKind.Operator, 3, 2));

    [Fact]
    public void Reading_makes_nothing_unread()
    {
        Assert.Single(GivenOlivias().State.UnreadByOperator);
        Assert.Empty(GivenOlivias(new ReceiptsAdvanced(AuthorKind.Operator, 2, 2)).State.UnreadByOperator);
    }

    [Fact]
    public void Whoever_writes_has_read_what_stands_above()
    {
        var state = GivenOlivias(new MessagePosted("Hi").By(Olivia)).State;
        Assert.Equal((4, 4, 0), (state.Receipts.OperatorDelivered, state.Receipts.OperatorRead, state.UnreadByOperator.Count));
        Assert.Single(state.UnreadByContact);
    }

    [Theory]
    [InlineData("started", "olivia")]
    [InlineData("olivias", "omar")]
    [InlineData("olivias", "system")]
    public void Others_may_look_without_a_mark(string situation, string by) =>
        In(situation).When(Advance(Person(by), 2, 2)).ThenNothing();

    [Theory]
    [InlineData("nothing", "contact", 1, 1, "conversationNotFound")]
    [InlineData("started", "contact", -1, 0, "seqIsOutOfRange")]
    [InlineData("started", "contact", 0, -1, "seqIsOutOfRange")]
    [InlineData("started", "contact", 3, 0, "seqIsOutOfRange")]
    [InlineData("started", "contact", 0, 3, "seqIsOutOfRange")]
    [InlineData("olivias", "olivia", 4, 4, "seqIsOutOfRange")]
    public void Is_refused(string situation, string by, long delivered, long read, string reason) =>
        In(situation).When(Advance(Person(by), delivered, read)).ThenRejected(reason);
}
