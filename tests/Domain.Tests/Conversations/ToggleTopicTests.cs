using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class ToggleTopicTests
{
    private static readonly TopicId Returns = new(Seed.Id(7));

    private static ToggleTopic Toggle(Author by, TopicId topic) => new(by, Command(1), Noon, topic);

    [Fact]
    public void Gives_a_topic_and_takes_it_away()
    {
        GivenOlivias().When(Toggle(Omar, Returns)).Then(new TopicAdded(Returns));
        GivenOlivias().When(Toggle(Olivia, OrdersId)).Then(new TopicRemoved(OrdersId));
        var state = GivenOlivias(new TopicAdded(Returns).By(Olivia), new TopicRemoved(OrdersId).By(Olivia)).State;
        Assert.Equal<TopicId>([Returns], state.Topics);
    }

    [Fact]
    public void The_same_command_again_toggles_nothing_back() =>
        GivenOlivias(new TopicAdded(Returns).By(Olivia, Command(1))).When(Toggle(Olivia, Returns)).ThenAnsweredAsBefore(4);

    [Fact]
    public void Is_refused_when_there_are_too_many()
    {
        Past[] topics = [.. Enumerable.Range(0, Limits.ConversationTopicsMax - 1)
            .Select(number => new TopicAdded(new(Seed.Id(100 + number))).By(Olivia))];
        GivenOlivias(topics).When(Toggle(Olivia, Returns)).ThenRejected("tooManyTopics");
        GivenOlivias(topics).When(Toggle(Olivia, OrdersId)).Then(new TopicRemoved(OrdersId));
    }

    [Theory]
    [InlineData("nothing", "olivia", "conversationNotFound")]
    [InlineData("olivias", "contact", "conversationIsNotYours")]
    public void Is_refused(string situation, string by, string reason) =>
        In(situation).When(Toggle(Person(by), Returns)).ThenRejected(reason);
}
