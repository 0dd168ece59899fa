using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Operators;

namespace MessageCenter.Domain.Tests;

/// <summary>Nobody forgets a case of contacts, operators and accounts: a rule and a test class for each command, a fold for each event.</summary>
public sealed class UnionTests
{
    private static readonly Type[] Unions =
    [
        typeof(ContactCommand), typeof(OperatorCommand), typeof(AccountCommand),
        typeof(ContactEvent), typeof(OperatorEvent), typeof(AccountEvent),
    ];

    public static TheoryData<Type> Commands() => [.. Cases("Command")];

    public static TheoryData<Type> Events() => [.. Cases("Event")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_decided_before_and_after_the_beginning(Type command)
    {
        switch (Sample.Of(command))
        {
            case ContactCommand contact:
                ContactDecider.Decide(ContactState.Nothing, contact);
                ContactDecider.Decide(Contacts.ContactExample.Given(Contacts.ContactExample.Created).State, contact);
                break;
            case OperatorCommand person:
                OperatorDecider.Decide(OperatorState.Nothing, person);
                break;
            case AccountCommand account:
                AccountDecider.Decide(AccountState.Nothing, account);
                AccountDecider.Decide(Accounts.AccountExample.GivenDemoShop().State, account);
                break;
            default:
                Assert.Fail($"{command.Name} belongs to no decider.");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_has_a_test_class(Type command) =>
        Assert.Contains(typeof(UnionTests).Assembly.GetTypes(), type => type.Name == command.Name + "Tests");

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_folded(Type happened)
    {
        _ = Sample.Of(happened) switch
        {
            ContactEvent contact => (object)ContactDecider.Apply(ContactState.Nothing, contact),
            OperatorEvent person => OperatorDecider.Apply(OperatorState.Nothing, person),
            AccountEvent account => AccountDecider.Apply(AccountState.Nothing, account),
            _ => throw new InvalidOperationException($"{happened.Name} belongs to no decider."),
        };
    }

    private static IEnumerable<Type> Cases(string kind) => Unions
        .Where(union => union.Name.EndsWith(kind, StringComparison.Ordinal))
        .SelectMany(union => union.GetNestedTypes().Where(type => type.IsSealed && type.IsSubclassOf(union)));
}
