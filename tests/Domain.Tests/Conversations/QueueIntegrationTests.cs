using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class QueueIntegrationTests
{
    private static QueueIntegration Queue(Author by, string name = "Shop system") => new(by, Command(1), Noon, name);

    [Fact]
    public void Any_operator_may_also_after_the_end() =>
        GivenEnded().When(Queue(Omar)).Then(new IntegrationQueued("Shop system"));

    [Fact]
    public void The_same_command_again_calls_once() =>
        GivenEnded(new IntegrationQueued("Shop system").By(Olivia, Command(1))).When(Queue(Olivia)).ThenAnsweredAsBefore(5);

    [Theory]
    [InlineData("nothing", "olivia", "Shop system", "conversationNotFound")]
    [InlineData("olivias", "contact", "Shop system", "conversationIsNotYours")]
    [InlineData("olivias", "olivia", "Shop\nsystem", "integrationIsUnknown")]
    public void Is_refused(string situation, string by, string name, string reason) =>
        In(situation).When(Queue(Person(by), name)).ThenRejected(reason);
}
