using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class RecordContactInfoTests
{
    private static RecordContactInfo Record(Author by, ContactField field, string? value, string? previous = null) =>
        new(by, Command(1), Noon, field, value, previous);

    [Fact]
    public void Says_who_changed_what()
    {
        GivenStarted().When(Record(Omar, ContactField.Name, "Vera")).Then(new ContactInfoRecorded(ContactField.Name, "Vera", null));
        GivenEnded().When(Record(Olivia, ContactField.Email, null, "vera@shop.example"))
            .Then(new ContactInfoRecorded(ContactField.Email, null, "vera@shop.example"));
    }

    [Fact]
    public void The_name_is_the_heads_and_the_address_is_not()
    {
        Assert.Equal("Vera", GivenStarted(new ContactInfoRecorded(ContactField.Name, "Vera", null).By(Olivia)).State.ContactName);
        Assert.Null(GivenStarted(new ContactInfoRecorded(ContactField.Email, "vera@shop.example", null).By(Olivia)).State.ContactName);
    }

    [Fact]
    public void The_contact_never_sees_it()
    {
        var before = GivenStarted().State;
        var after = GivenStarted(new ContactInfoRecorded(ContactField.Name, "Vera", null).By(Olivia)).State;
        Assert.Equal(before.LastSeqForContact, after.LastSeqForContact);
        Assert.NotEqual(before.LastSeq, after.LastSeq);
    }

    [Fact]
    public void Changes_nothing_when_it_is_so_already() =>
        GivenOlivias().When(Record(Olivia, ContactField.Name, "Vera", "Vera")).ThenNothing();

    [Fact]
    public void The_same_command_again_gets_the_same_answer() =>
        GivenOlivias(new ContactInfoRecorded(ContactField.Name, "Vera", null).By(Olivia, Command(1)))
            .When(Record(Olivia, ContactField.Name, "Vera", "Vera")).ThenAnsweredAsBefore(4);

    [Theory]
    [InlineData("nothing", "olivia", "conversationNotFound")]
    [InlineData("olivias", "contact", "conversationIsNotYours")]
    [InlineData("olivias", "system", "conversationIsNotYours")]
    public void Is_refused(string situation, string by, string reason) =>
        In(situation).When(Record(Person(by), ContactField.Name, "Vera")).ThenRejected(reason);
}
