using MessageCenter.Domain.Accounts;
using static MessageCenter.Domain.Accounts.AccountCommand;
using static MessageCenter.Domain.Accounts.AccountEvent;
using static MessageCenter.Domain.Tests.Accounts.AccountExample;

namespace MessageCenter.Domain.Tests.Accounts;

public sealed class SetUpAccountTests
{
    private static readonly Macro Hello = new(new(Seed.Id(8)), "hello", "Hello");

    public static TheoryData<string, string> Refusals() => new()
    {
        { "no name", "nameIsInvalid" },
        { "a name with a line end", "nameIsInvalid" },
        { "no operator", "listIsFull" },
        { "no group", "listIsFull" },
        { "too many topics", "listIsFull" },
        { "an operator without a name", "nameIsInvalid" },
        { "an operator without an address", "emailIsInvalid" },
        { "an operator without slots", "slotsAreOutOfRange" },
        { "an operator with too many slots", "slotsAreOutOfRange" },
        { "an operator who speaks nonsense", "localeIsInvalid" },
        { "a widget for every site", "originIsInvalid" },
        { "a macro whose name cannot be typed", "nameIsInvalid" },
        { "a macro without a text", "textIsEmpty" },
        { "a macro with an empty variant", "textIsEmpty" },
        { "a macro that speaks nonsense", "localeIsInvalid" },
        { "a macro in too many languages", "listIsFull" },
        { "a macro for a group that is not there", "groupNotFound" },
    };

    [Fact]
    public void Begins_with_all_that_it_begins_with()
    {
        Given().When(DemoShop).Then(new AccountSetUp(DemoShop));
        var state = GivenDemoShop().State;
        Assert.Equal(("Demo Shop", Olivia, Shop, Sales), (state.Name, state.Operators[0], state.Widgets[0], state.Groups[0]));
    }

    [Fact]
    public void Happens_once() => GivenDemoShop().When(DemoShop with { Name = "Other" }).ThenNothing();

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Is_refused_with(string what, string reason) => Given().When(With(what)).ThenRejected(reason);

    [Fact]
    public void Macros_have_variants_and_groups()
    {
        var macro = Hello with { Groups = [Sales.GroupId], Variants = [new("de", "Hallo {contact.name|und willkommen}\n$topic Delivery")] };
        var setUp = With(macro);
        Given().When(setUp).Then(new AccountSetUp(setUp));
    }

    private static SetUpAccount With(Macro macro) => DemoShop with { Macros = [macro] };

    private static SetUpAccount With(string what) => what switch
    {
        "no name" => DemoShop with { Name = " " },
        "a name with a line end" => DemoShop with { Name = "Demo\nShop" },
        "no operator" => DemoShop with { Operators = [] },
        "no group" => DemoShop with { Groups = [] },
        "too many topics" => DemoShop with
        {
            Topics = [.. Enumerable.Range(0, Limits.AccountListMax + 1).Select(number => new Topic(new(Seed.Id(number)), "Topic"))],
        },
        "an operator without a name" => DemoShop with { Operators = [Olivia with { Name = "" }] },
        "an operator without an address" => DemoShop with { Operators = [Olivia with { Email = "olivia" }] },
        "an operator without slots" => DemoShop with { Operators = [Olivia with { SlotsMax = 0 }] },
        "an operator with too many slots" => DemoShop with { Operators = [Olivia with { SlotsMax = Limits.ChatSlotsMax + 1 }] },
        "an operator who speaks nonsense" => DemoShop with { Operators = [Olivia with { Languages = ["en", "??"] }] },
        "a widget for every site" => DemoShop with { Widgets = [Shop with { AllowedOrigins = ["*"] }] },
        "a macro whose name cannot be typed" => With(Hello with { Name = "say hello" }),
        "a macro without a text" => With(Hello with { Text = " " }),
        "a macro with an empty variant" => With(Hello with { Variants = [new("de", "")] }),
        "a macro that speaks nonsense" => With(Hello with { Variants = [new("??", "Hallo")] }),
        "a macro in too many languages" => With(
            Hello with { Variants = new([.. Enumerable.Repeat(new MacroText("de", "Hallo"), Limits.MacroVariantsMax + 1)]) }),
        "a macro for a group that is not there" => With(Hello with { Groups = [new(Seed.Id(99))] }),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such case."),
    };
}
