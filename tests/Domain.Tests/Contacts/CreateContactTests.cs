using MessageCenter.Domain.Contacts;
using static MessageCenter.Domain.Contacts.ContactCommand;
using static MessageCenter.Domain.Contacts.ContactEvent;
using static MessageCenter.Domain.Tests.Contacts.ContactExample;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class CreateContactTests
{
    private static CreateContact Create(string locale = "en", string tokenHash = TokenHash) => new(Noon, 81, tokenHash, locale);

    [Fact]
    public void Makes_a_visitor_with_a_number() => Given().When(Create()).Then(Created);

    [Fact]
    public void Again_with_the_same_token_changes_nothing() => Given(Created).When(Create()).ThenNothing();

    [Fact]
    public void Nobody_takes_over_a_contact_with_another_token() =>
        Given(Created).When(Create(tokenHash: "other")).ThenRejected(Rejection.ContactNotFound);

    [Fact]
    public void Nobody_revives_a_contact_whose_token_was_revoked() =>
        Given(Created, new TokenRevoked()).When(Create()).ThenRejected(Rejection.ContactNotFound);

    [Theory]
    [InlineData("", "localeIsInvalid")]
    [InlineData("<script>", "localeIsInvalid")]
    public void Is_refused(string locale, string reason) => Given().When(Create(locale)).ThenRejected(reason);
}
