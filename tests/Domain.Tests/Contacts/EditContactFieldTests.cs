using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Contacts.ContactCommand;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class EditContactFieldTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactState Vera = new() { Number = 81, Name = "Vera", CreatedAt = Noon };

    [Fact]
    public void A_field_says_what_it_was_given()
    {
        Assert.Equal("+49 30 1234", After(Vera, new EditContactField(Noon, ContactField.Phone, " +49 30 1234 ", null)).Phone);
        Assert.Equal("Vera Cruz", After(Vera, new EditContactField(Noon, ContactField.Name, "Vera Cruz", "Vera")).Name);
        Assert.Null(After(Vera, new EditContactField(Noon, ContactField.Name, null, "Vera")).Name);
    }

    [Fact]
    public void What_another_wrote_meanwhile_is_not_overwritten_unseen() =>
        Assert.Equal(Rejection.ContactFieldWasEdited, Refusal(Vera, new EditContactField(Noon, ContactField.Name, "Anna", null)));

    [Fact]
    public void The_same_value_again_is_nothing_whatever_was_seen() =>
        Assert.Same(Vera, After(Vera, new EditContactField(Noon, ContactField.Name, "Vera", "Anna")));

    [Theory]
    [InlineData(ContactField.Name, "a\tb", "nameIsInvalid")]
    [InlineData(ContactField.Email, "vera@shop", "emailIsInvalid")]
    [InlineData(ContactField.Phone, "1\n2", "contactFieldIsInvalid")]
    public void A_field_takes_only_what_it_is_for(ContactField field, string value, string reason) =>
        Assert.Equal(reason, Refusal(Vera, new EditContactField(Noon, field, value, ContactFields.Of(Vera, field)))?.Reason);

    private static ContactState After(ContactState state, ContactCommand command) =>
        ContactDecider.Decide(state, command) is Decision<ContactEvent>.Accepted accepted
            ? accepted.Events.Aggregate(state, ContactDecider.Apply)
            : throw new InvalidOperationException($"{command} was refused.");

    private static Rejection? Refusal(ContactState state, ContactCommand command) =>
        (ContactDecider.Decide(state, command) as Decision<ContactEvent>.Rejected)?.Rejection;
}
