using MessageCenter.Domain.Contacts;
using static MessageCenter.Domain.Contacts.ContactCommand;
using static MessageCenter.Domain.Contacts.ContactEvent;
using static MessageCenter.Domain.Tests.Contacts.ContactExample;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class RevokeTokenTests
{
    [Fact]
    public void The_token_is_worth_nothing_any_more()
    {
        Given(Created).When(new RevokeToken(Noon)).Then(new TokenRevoked());
        Assert.Null(Given(Created, new TokenRevoked()).State.TokenHash);
    }

    [Fact]
    public void Again_changes_nothing() => Given(Created, new TokenRevoked()).When(new RevokeToken(Noon)).ThenNothing();

    [Fact]
    public void Is_refused_for_a_contact_who_does_not_exist() =>
        Given().When(new RevokeToken(Noon)).ThenRejected(Rejection.ContactNotFound);
}
