using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class RateConversationTests
{
    private static RateConversation Rate(Author by, int stars = 4, string? words = null) => new(by, Command(1), Noon, stars, words);

    [Fact]
    public void The_contact_gives_stars_and_words() =>
        GivenEnded().When(Rate(Author.Contact, 5, "Quick\r\nand kind")).Then(new ConversationRated(5, "Quick\nand kind"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Words_may_be_left_out(string? words) =>
        GivenEnded().When(Rate(Author.Contact, 1, words)).Then(new ConversationRated(1, null));

    [Fact]
    public void A_reopened_conversation_can_be_rated_again() =>
        GivenEnded(
            new ConversationRated(1, null),
            new ConversationReopened(),
            new MessagePosted("Me again"),
            new ConversationEnded().By(Author.Contact))
            .When(Rate(Author.Contact, 5)).Then(new ConversationRated(5, null));

    [Fact]
    public void The_same_command_again_gets_the_same_answer() =>
        GivenEnded(new ConversationRated(4, null).By(Author.Contact, Command(1)))
            .When(Rate(Author.Contact, 4, " ")).ThenAnsweredAsBefore(5);

    [Theory]
    [InlineData("nothing", "contact", 4, "conversationNotFound")]
    [InlineData("ended", "olivia", 4, "conversationIsNotYours")]
    [InlineData("ended", "system", 4, "conversationIsNotYours")]
    [InlineData("ended", "contact", 0, "starsAreOutOfRange")]
    [InlineData("ended", "contact", 6, "starsAreOutOfRange")]
    [InlineData("started", "contact", 4, "conversationHasNotEnded")]
    [InlineData("live", "contact", 4, "conversationHasNotEnded")]
    [InlineData("rated", "contact", 4, "conversationIsRated")]
    public void Is_refused(string situation, string by, int stars, string reason) =>
        In(situation).When(Rate(Person(by), stars)).ThenRejected(reason);

    [Fact]
    public void Words_have_a_bound()
    {
        GivenEnded().When(Rate(Author.Contact, 3, new('a', Limits.RatingWordsLengthMax)))
            .Then(new ConversationRated(3, new('a', Limits.RatingWordsLengthMax)));
        GivenEnded().When(Rate(Author.Contact, 3, new('a', Limits.RatingWordsLengthMax + 1)))
            .ThenRejected(Rejection.TextIsTooLong);
    }
}
