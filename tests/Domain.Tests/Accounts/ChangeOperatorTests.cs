using MessageCenter.Domain.Accounts;
using static MessageCenter.Domain.Accounts.AccountCommand;
using static MessageCenter.Domain.Accounts.AccountEvent;
using static MessageCenter.Domain.Tests.Accounts.AccountExample;

namespace MessageCenter.Domain.Tests.Accounts;

public sealed class ChangeOperatorTests
{
    [Fact]
    public void Slots_languages_and_groups_change()
    {
        var changed = Olivia with { SlotsMax = 5, Languages = ["fr"] };
        GivenDemoShop().When(new ChangeOperator(changed)).Then(new OperatorChanged(changed));
        Assert.Equal([changed], GivenDemoShop(new OperatorChanged(changed)).State.Operators);
    }

    [Fact]
    public void Changes_nothing_when_all_is_so_already() => GivenDemoShop().When(new ChangeOperator(Olivia)).ThenNothing();

    [Fact]
    public void Is_refused_for_an_operator_of_somewhere_else() =>
        GivenDemoShop().When(new ChangeOperator(Olivia with { OperatorId = new(Seed.Id(9)) }))
            .ThenRejected(Rejection.OperatorNotFound);

    [Fact]
    public void Is_refused_before_the_account_begins() =>
        Given().When(new ChangeOperator(Olivia)).ThenRejected(Rejection.OperatorNotFound);

    [Theory, BadInput(88)]
    [InlineData(-1, "slotsAreOutOfRange")]
    [InlineData(0, "slotsAreOutOfRange")]
    [InlineData(11, "slotsAreOutOfRange")]
    [InlineData(1_000_000_000, "slotsAreOutOfRange")]
    public void Is_refused(int slots, string reason) =>
        GivenDemoShop().When(new ChangeOperator(Olivia with { SlotsMax = slots })).ThenRejected(reason);
}
