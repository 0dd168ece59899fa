using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class RouteConversationTests
{
    private static readonly RouteConversation ToOliviaNow =
        new(Author.System, null, Noon, new(OliviaId, "Olivia"), ToOlivia);

    [Fact]
    public void Gives_a_waiting_conversation_to_the_operator_live_and_says_why() =>
        GivenStarted().When(ToOliviaNow)
            .Then(new OperatorAssigned(OliviaId, "Olivia", null, ToOlivia), new WentLive(OliviaId, "Olivia"));

    [Fact]
    public void Only_makes_live_what_is_hers_already() =>
        GivenOlivias().When(ToOliviaNow).Then(new WentLive(OliviaId, "Olivia"));

    [Fact]
    public void A_reopened_conversation_is_routed_anew() =>
        GivenEnded(new ConversationReopened(), new MessagePosted("Me again")).When(ToOliviaNow)
            .Then(new OperatorAssigned(OliviaId, "Olivia", null, ToOlivia), new WentLive(OliviaId, "Olivia"));

    [Fact]
    public void A_reopened_conversation_does_not_go_to_her_who_was_chosen_as_its_owner_of_before()
    {
        var asOwner = ToOliviaNow with { Decision = ToOlivia with { Rule = RoutingRule.AssignedOperator } };
        GivenEnded(new ConversationReopened(), new MessagePosted("Me again"))
            .When(asOwner).ThenRejected(Rejection.ConversationDoesNotWait);
        GivenOlivias().When(asOwner).Then(new WentLive(OliviaId, "Olivia"));
    }

    [Fact]
    public void A_parked_conversation_is_not_routed_until_somebody_writes()
    {
        var parked = new TurnedAsynchronous(AsynchronousReason.NoMessages);
        GivenLive(parked).When(ToOliviaNow).ThenRejected(Rejection.ConversationDoesNotWait);
        GivenLive(parked, new MessagePosted("Still there?")).When(ToOliviaNow).Then(new WentLive(OliviaId, "Olivia"));
    }

    [Fact]
    public void A_conversation_is_not_routed_while_the_contact_is_gone() =>
        GivenStarted(new ContactPresenceChanged(false, false))
            .When(ToOliviaNow).ThenRejected(Rejection.ConversationDoesNotWait);

    [Theory, BadInput(85)]
    [InlineData("nothing", "conversationNotFound")]
    [InlineData("live", "conversationDoesNotWait")]
    [InlineData("ended", "conversationDoesNotWait")]
    public void Is_refused(string situation, string reason) => In(situation).When(ToOliviaNow).ThenRejected(reason);

    [Fact, BadInput(85)]
    public void Is_refused_when_another_has_it() =>
        GivenOlivias()
            .When(ToOliviaNow with { Operator = new(OmarId, "Omar") })
            .ThenRejected(Rejection.ConversationDoesNotWait);
}
