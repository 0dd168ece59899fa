using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class RecordCustomFieldTests
{
    private static RecordCustomField Record(Author by, string? value, string? previous = null) =>
        new(by, Command(1), Noon, "plan", "Plan", value, previous);

    [Fact]
    public void Any_operator_writes_down_what_she_changed() =>
        GivenOlivias().When(Record(Omar, "Plus", "Basic")).Then(new CustomFieldRecorded("plan", "Plan", "Plus", "Basic"));

    [Fact]
    public void Nothing_changed_is_nothing() => GivenOlivias().When(Record(Omar, "Plus", "Plus")).ThenNothing();

    [Fact]
    public void The_same_id_again_is_answered_as_before() =>
        GivenOlivias(new CustomFieldRecorded("plan", "Plan", "Plus", null).By(Olivia, Command(1)))
            .When(Record(Olivia, "Plus")).ThenAnsweredAsBefore(4);

    [Fact]
    public void A_contact_does_not_hear_of_it() => Assert.False(new CustomFieldRecorded("plan", "Plan", "Plus", null).IsForContact);

    [Theory]
    [InlineData("nothing", "olivia", "conversationNotFound")]
    [InlineData("started", "contact", "conversationIsNotYours")]
    [InlineData("started", "system", "conversationIsNotYours")]
    public void Is_refused(string situation, string by, string reason) => In(situation).When(Record(Person(by), "Plus")).ThenRejected(reason);
}
