using MessageCenter.Domain.Contacts;
using static MessageCenter.Domain.Accounts.AccountCommand;
using static MessageCenter.Domain.Accounts.AccountEvent;
using static MessageCenter.Domain.Tests.Accounts.AccountExample;

namespace MessageCenter.Domain.Tests.Accounts;

public sealed class ChangeCustomFieldsTests
{
    private static readonly CustomField Plan = new("plan", "Plan", CustomFieldKind.Choice, ["Basic", "Plus"]);
    private static readonly CustomField Orders = new("orders", "Orders", CustomFieldKind.Number);

    [Fact]
    public void They_are_these_and_no_others()
    {
        GivenDemoShop().When(new ChangeCustomFields([Plan, Orders])).Then(new CustomFieldsChanged([Plan, Orders]));
        GivenDemoShop(new CustomFieldsChanged([Plan, Orders])).When(new ChangeCustomFields([Plan, Orders])).ThenNothing();
        Assert.Equal([Orders], GivenDemoShop(new CustomFieldsChanged([Plan]), new CustomFieldsChanged([Orders])).State.CustomFields);
    }

    [Fact]
    public void Wrong_ones_are_refused()
    {
        CustomField[] wrong =
        [
            Plan with { Choices = [] }, Plan with { Kind = CustomFieldKind.Text }, Plan with { Choices = ["Plus", "Plus"] },
            Plan with { Key = "1st" }, Plan with { Key = "" }, Plan with { Label = "" }, Orders with { Kind = (CustomFieldKind)9 },
        ];
        Assert.All(wrong, one =>
            GivenDemoShop().When(new ChangeCustomFields([one])).ThenRejected(Rejection.CustomFieldIsInvalid));
        GivenDemoShop().When(new ChangeCustomFields([Plan, Plan])).ThenRejected(Rejection.CustomFieldIsInvalid);
        var many = Enumerable.Range(0, Limits.CustomFieldsMax + 1).Select(number => Orders with { Key = $"f{number}" });
        GivenDemoShop().When(new ChangeCustomFields(many.ToEquatableArray())).ThenRejected(Rejection.ListIsFull);
    }
}
