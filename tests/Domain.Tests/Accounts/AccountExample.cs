using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Operators;
using static MessageCenter.Domain.Accounts.AccountCommand;
using static MessageCenter.Domain.Accounts.AccountEvent;
using Spec = MessageCenter.TestKit.DeciderSpec<
    MessageCenter.Domain.Accounts.AccountState,
    MessageCenter.Domain.Accounts.AccountEvent,
    MessageCenter.Domain.Accounts.AccountCommand,
    MessageCenter.Domain.Accounts.AccountEvent>;

namespace MessageCenter.Domain.Tests.Accounts;

/// <summary>Begins the examples about accounts.</summary>
internal static class AccountExample
{
    public static readonly OperatorGroup Sales = new(new(Seed.Id(1)), "Sales");

    public static readonly AccountOperator Olivia =
        new(new(Seed.Id(2)), "Olivia", "olivia@example.com", OperatorRole.Owner, [Sales.GroupId], ["en", "de"], 3);

    public static readonly Widget Shop =
        new(new(Seed.Id(3)), "Shop", Sales.GroupId, [], ["https://shop.example.com"], "#1f6feb", false, [], true);

    public static readonly SetUpAccount DemoShop = new("Demo Shop", [Olivia], [Sales], [Shop], [], []);

    private static readonly Spec Spec = new(AccountState.Nothing, AccountDecider.Apply, AccountDecider.Decide);

    public static Spec.Situation Given(params ReadOnlySpan<AccountEvent> history) => Spec.Given(history);

    public static Spec.Situation GivenDemoShop(params ReadOnlySpan<AccountEvent> more) => Given([new AccountSetUp(DemoShop), .. more]);
}
