using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class SetLocaleTests
{
    private static SetLocale Set(Author by, string locale) => new(by, Command(1), Noon, locale);

    [Fact]
    public void Any_operator_says_in_which_language_the_conversation_is_held()
    {
        GivenOlivias().When(Set(Omar, "de")).Then(new LocaleChanged("de", "en"));
        Assert.Equal("de-AT", GivenOlivias(new LocaleChanged("de-AT", "en").By(Olivia)).State.Locale);
    }

    [Fact]
    public void Changes_nothing_when_it_is_so_already() => GivenOlivias().When(Set(Olivia, "en")).ThenNothing();

    [Fact]
    public void The_same_command_again_gets_the_same_answer() =>
        GivenOlivias(new LocaleChanged("de", "en").By(Olivia, Command(1)), new LocaleChanged("fr", "de").By(Olivia))
            .When(Set(Olivia, "de")).ThenAnsweredAsBefore(4);

    [Theory]
    [InlineData("nothing", "olivia", "de", "conversationNotFound")]
    [InlineData("olivias", "contact", "de", "conversationIsNotYours")]
    [InlineData("olivias", "olivia", "", "localeIsInvalid")]
    [InlineData("olivias", "olivia", "German!", "localeIsInvalid")]
    [InlineData("olivias", "olivia", "de\r\nBcc: x", "localeIsInvalid")]
    public void Is_refused(string situation, string by, string locale, string reason) =>
        In(situation).When(Set(Person(by), locale)).ThenRejected(reason);
}
