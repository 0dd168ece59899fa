using MessageCenter.Domain.Accounts;

namespace MessageCenter.Domain.Tests.Accounts;

public sealed class ChangeIntegrationTests
{
    private const string Secret = "0123456789abcdef";

    private static readonly AccountState SetUp = AccountState.Nothing with { Name = "Shop" };

    private static Decision<AccountEvent> Change(AccountState state, string name, string? url, string secret = Secret) =>
        AccountDecider.Decide(state, new AccountCommand.ChangeIntegration(new(name, url, secret)));

    [Fact]
    public void One_name_is_one_integration_whatever_the_case()
    {
        var first = Apply(SetUp, Change(SetUp, "Shop system", "https://crm.example/hook"));
        var second = Apply(first, Change(first, "SHOP SYSTEM", null));
        Assert.Equal(new("SHOP SYSTEM", null, Secret), Assert.Single(second.Integrations));
        Assert.Equal(Decision<AccountEvent>.Nothing, Change(second, "SHOP SYSTEM", null));
    }

    [Theory, BadInput(77)]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://crm.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:pw@crm.example")]
    [InlineData("https://user@crm.example")]
    [InlineData("crm.example/hook")]
    [InlineData("https://crm.example/\r\nX: y")]
    [InlineData("")]
    public void An_address_that_is_none_is_refused(string url) =>
        Assert.Equal(Decision<AccountEvent>.Reject(Rejection.UrlIsNotAllowed), Change(SetUp, "Shop system", url));

    [Fact]
    public void A_short_secret_is_refused_where_something_is_signed() =>
        Assert.Equal(Decision<AccountEvent>.Reject(Rejection.UrlIsNotAllowed), Change(SetUp, "Shop system", "https://crm.example", "short"));

    [Fact]
    public void A_name_that_is_none_is_refused() =>
        Assert.Equal(Decision<AccountEvent>.Reject(Rejection.NameIsInvalid), Change(SetUp, "Shop\nsystem", null));

    private static AccountState Apply(AccountState state, Decision<AccountEvent> decided) =>
        Assert.IsType<Decision<AccountEvent>.Accepted>(decided).Events.Aggregate(state, AccountDecider.Apply);
}
