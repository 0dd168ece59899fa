using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Routing;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class ForwardConversationTests
{
    private static readonly OperatorGroupId Sales = new(new("7d3c2b1a-0f9e-4d8c-b7a6-958473625140"));

    private static ForwardConversation ToOmar(Author by, OperatorId? seen, string? comment = null) =>
        new(by, Command(1), Noon, OmarId, null, "Omar", comment, seen);

    private static ForwardConversation ToSales(Author by, OperatorId? seen, string? comment = null) =>
        new(by, Command(1), Noon, null, Sales, "Sales", comment, seen);

    private static ConversationForwarded Forwarded(string? comment = null) => new(null, Sales, "Sales", OliviaId, comment);

    [Fact]
    public void An_operator_gets_it_with_the_comment() =>
        GivenOlivias().When(ToOmar(Olivia, OliviaId, "She is cross")).Then(
            new ConversationForwarded(OmarId, null, "Omar", OliviaId, "She is cross"),
            new OperatorAssigned(OmarId, "Omar", OliviaId, null));

    [Fact]
    public void What_nobody_has_can_be_handed_to_somebody() =>
        GivenStarted().When(ToOmar(Olivia, null)).Then(
            new ConversationForwarded(OmarId, null, "Omar", null, null), new OperatorAssigned(OmarId, "Omar", null, null));

    [Fact]
    public void A_group_gets_it_and_nobody_has_it_any_more()
    {
        GivenLive().When(ToSales(Olivia, OliviaId)).Then(Forwarded());
        var after = GivenLive(Forwarded().By(Olivia)).State;
        Assert.Null(after.Assignee);
        Assert.Null(after.StickyOperator);
        Assert.Equal(Sales, after.GroupId);
        Assert.Equal(ConversationMode.Asynchronous, after.Mode);
        Assert.True(after.Waits);
    }

    [Fact]
    public void Whom_routing_chose_from_the_group_before_does_not_get_it() =>
        GivenStarted(new ConversationForwarded(null, Sales, "Sales", null, null).By(Olivia))
            .When(new RouteConversation(
                Author.System, null, Noon, new(OmarId, "Omar"), new(OmarId, RoutingRule.OperatorId, [], GivenStarted().State.GroupId)))
            .ThenRejected(Rejection.ConversationDoesNotWait);

    [Fact]
    public void Router_contact_and_the_one_who_had_it_are_told()
    {
        var effects = ConversationReactions.React(GivenLive().State, GivenLive(Forwarded().By(Olivia)).State);
        Assert.Contains(new ConversationEffect.TellOperator(OliviaId), effects);
        Assert.Contains(new ConversationEffect.TellRouter(), effects);
        Assert.Contains(new ConversationEffect.TellContact(), effects);
    }

    [Fact]
    public void The_router_is_told_of_another_group_even_when_nobody_had_it() => Assert.Contains(
        new ConversationEffect.TellRouter(),
        ConversationReactions.React(
            GivenStarted().State,
            GivenStarted(new ConversationForwarded(null, Sales, "Sales", null, null).By(Olivia)).State));

    [Fact]
    public void The_same_id_again_is_answered_as_before() =>
        GivenOlivias(Forwarded("She is cross").By(Olivia, Command(1)))
            .When(ToSales(Olivia, OliviaId, "She is cross")).ThenAnsweredAsBefore(4);

    [Fact]
    public void The_same_id_with_another_comment_is_refused() =>
        GivenOlivias(Forwarded("She is cross").By(Olivia, Command(1)))
            .When(ToSales(Olivia, OliviaId, "She is glad")).ThenRejected(Rejection.CommandIdIsReused);

    [Fact, BadInput(83)]
    public void To_whoever_has_it_is_refused() =>
        GivenOlivias(new OperatorAssigned(OmarId, "Omar", OliviaId, null).By(Omar))
            .When(ToOmar(Olivia, OmarId)).ThenRejected(Rejection.ConversationIsThere);

    [Fact, BadInput(83)]
    public void To_nobody_of_the_account_is_refused()
    {
        GivenOlivias().When(ToOmar(Olivia, OliviaId) with { TargetName = null }).ThenRejected(Rejection.OperatorNotFound);
        GivenOlivias().When(ToSales(Olivia, OliviaId) with { TargetName = null }).ThenRejected(Rejection.GroupNotFound);
    }

    [Fact]
    public void A_comment_is_bounded() =>
        GivenOlivias().When(ToSales(Olivia, OliviaId, new string('x', Limits.TextLengthMax + 1))).ThenRejected(Rejection.TextIsTooLong);

    [Theory]
    [InlineData("nothing", "olivia", "conversationNotFound")]
    [InlineData("started", "contact", "conversationIsNotYours")]
    [InlineData("started", "system", "conversationIsNotYours")]
    [InlineData("olivias", "omar", "conversationIsTaken")]
    [InlineData("ended", "olivia", "conversationHasEnded")]
    public void Is_refused(string situation, string by, string reason) =>
        In(situation).When(ToSales(Person(by), null)).ThenRejected(reason);
}
