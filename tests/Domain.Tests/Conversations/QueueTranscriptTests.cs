using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class QueueTranscriptTests
{
    private static QueueTranscript Queue(Author by, string? recipient, bool isForItsContact = false) =>
        new(by, Command(1), Noon, recipient, isForItsContact);

    [Fact]
    public void The_contact_gets_it_after_the_end_and_in_the_language_of_the_conversation() =>
        GivenEnded(new LocaleChanged("de", "en").By(Olivia)).When(Queue(Olivia, "vera@shop.example", true))
            .Then(new TranscriptQueued("vera@shop.example", "de", true));

    [Fact]
    public void Another_address_gets_it_at_any_time() =>
        GivenLive().When(Queue(Omar, "boss@shop.example")).Then(new TranscriptQueued("boss@shop.example", "en", false));

    [Fact]
    public void The_same_command_again_sends_one_mail_even_when_the_contacts_address_changed_since() =>
        GivenEnded(new TranscriptQueued("vera@shop.example", "en", true).By(Olivia, Command(1)))
            .When(Queue(Olivia, "v@new.example", true)).ThenAnsweredAsBefore(5);

    [Fact]
    public void The_same_id_for_another_address_is_no_retry() =>
        GivenEnded(new TranscriptQueued("a@shop.example", "en", false).By(Olivia, Command(1)))
            .When(Queue(Olivia, "b@shop.example")).ThenRejected("commandIdIsReused");

    [Theory]
    [InlineData("nothing", "olivia", "a@shop.example", false, "conversationNotFound")]
    [InlineData("olivias", "contact", "a@shop.example", false, "conversationIsNotYours")]
    [InlineData("olivias", "olivia", "a@shop.example", true, "conversationHasNotEnded")]
    [InlineData("ended", "olivia", null, true, "contactHasNoEmail")]
    [InlineData("olivias", "olivia", "a@shop.example, b@shop.example", false, "emailIsInvalid")]
    [InlineData("olivias", "olivia", "a@shop.example\r\nBcc: b@shop.example", false, "emailIsInvalid")]
    [InlineData("olivias", "olivia", "\"A\" <a@shop.example>", false, "emailIsInvalid")]
    [InlineData("olivias", "olivia", "a@shop.example\0", false, "emailIsInvalid")]
    public void Is_refused(string situation, string by, string? recipient, bool isForItsContact, string reason) =>
        In(situation).When(Queue(Person(by), recipient, isForItsContact)).ThenRejected(reason);
}
