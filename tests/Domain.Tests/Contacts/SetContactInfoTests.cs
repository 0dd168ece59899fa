using MessageCenter.Domain.Contacts;
using static MessageCenter.Domain.Contacts.ContactCommand;
using static MessageCenter.Domain.Contacts.ContactEvent;
using static MessageCenter.Domain.Tests.Contacts.ContactExample;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class SetContactInfoTests
{
    private static SetContactInfo Set(string? name = null, string? email = null, string? phone = null, string? company = null) =>
        new(Noon, name, email, phone, company);

    [Fact]
    public void Sets_what_is_given_and_leaves_the_rest() =>
        Given(Created, new ContactInfoChanged("Vera", null, "+49 30 1", null))
            .When(Set(email: "vera@example.com"))
            .Then(new ContactInfoChanged("Vera", "vera@example.com", "+49 30 1", null));

    [Fact]
    public void An_empty_text_clears_a_field() =>
        Given(Created, new ContactInfoChanged("Vera", "vera@example.com", null, null))
            .When(Set(name: ""))
            .Then(new ContactInfoChanged(null, "vera@example.com", null, null));

    [Fact]
    public void Spaces_around_a_field_are_dropped() =>
        Given(Created).When(Set(name: "  Vera ")).Then(new ContactInfoChanged("Vera", null, null, null));

    [Fact]
    public void Changes_nothing_when_all_is_so_already() =>
        Given(Created, new ContactInfoChanged("Vera", null, null, null)).When(Set(name: "Vera ")).ThenNothing();

    [Theory, BadInput(61, 63)]
    [InlineData("name", " ", "nameIsInvalid")]
    [InlineData("name", "Vera\nBcc: x", "nameIsInvalid")]
    [InlineData("name", "Vera\u202e", "nameIsInvalid")]
    [InlineData("email", "vera", "emailIsInvalid")]
    [InlineData("email", "a@b.de\r\nBcc:x@y.de", "emailIsInvalid")]
    [InlineData("phone", "1\n2", "contactFieldIsInvalid")]
    [InlineData("company", "\u200b", "contactFieldIsInvalid")]
    public void Is_refused(string field, string value, string reason) =>
        Given(Created).When(field switch
        {
            "name" => Set(name: value),
            "email" => Set(email: value),
            "phone" => Set(phone: value),
            _ => Set(company: value),
        }).ThenRejected(reason);

    [Fact]
    public void Is_refused_for_a_contact_who_does_not_exist() =>
        Given().When(Set(name: "Vera")).ThenRejected(Rejection.ContactNotFound);
}
