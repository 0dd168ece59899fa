using MessageCenter.Domain.Contacts;
using static MessageCenter.Domain.Contacts.ContactCommand;
using static MessageCenter.Domain.Contacts.ContactEvent;
using static MessageCenter.Domain.Tests.Contacts.ContactExample;

namespace MessageCenter.Domain.Tests.Contacts;

public sealed class SetCustomDataTests
{
    public static TheoryData<string, string, string?> Data() => new()
    {
        { "an empty object", "{}", null },
        { "a basket", """{"basket":{"items":[{"sku":"A1","count":2}],"total":19.9}}""", null },
        { "as many keys as allowed", Keys(Limits.CustomDataKeysMax), null },
        { "one key too many", Keys(Limits.CustomDataKeysMax + 1), "customDataIsInvalid" },
        { "too long", "{\"a\":\"" + new string('a', Limits.CustomDataLengthMax) + "\"}", "customDataIsInvalid" },
        { "too deep", "{\"a\":[[[[[[[1]]]]]]]}", "customDataIsInvalid" },
        { "10,000 levels", new string('[', 4_000) + new string(']', 4_000), "customDataIsInvalid" },
        { "nothing", "", "customDataIsInvalid" },
        { "null", "null", "customDataIsInvalid" },
        { "a list", "[]", "customDataIsInvalid" },
        { "a text", "\"x\"", "customDataIsInvalid" },
        { "broken", "{\"a\":1", "customDataIsInvalid" },
        { "a comma too many", "{\"a\":1,}", "customDataIsInvalid" },
        { "two documents", "{}{}", "customDataIsInvalid" },
        { "a key twice", """{"a":1,"a":2}""", "customDataIsInvalid" },
        { "__proto__", """{"__proto__":{"isAdmin":true}}""", "customDataIsInvalid" },
        { "constructor, deeper", """{"a":{"constructor":1}}""", "customDataIsInvalid" },
        { "a number without end", """{"a":1e400}""", "customDataIsInvalid" },
        { "HTML, which is only text", """{"a":"<img src=x onerror=alert(1)>"}""", null },
    };

    [Theory, BadInput(61)]
    [MemberData(nameof(Data), DisableDiscoveryEnumeration = true)]
    public void Data_is_refused_or_kept(string what, string data, string? reason)
    {
        Assert.NotEmpty(what);
        var outcome = Given(Created).When(new SetCustomData(Noon, data));
        if (reason is null)
        {
            outcome.Then(new CustomDataChanged(data));
        }
        else
        {
            outcome.ThenRejected(reason);
        }
    }

    [Fact]
    public void Changes_nothing_when_it_is_so_already() =>
        Given(Created, new CustomDataChanged("{}")).When(new SetCustomData(Noon, "{}")).ThenNothing();

    [Fact]
    public void Is_refused_for_a_contact_who_does_not_exist() =>
        Given().When(new SetCustomData(Noon, "{}")).ThenRejected(Rejection.ContactNotFound);

    private static string Keys(int count) =>
        "{" + string.Join(',', Enumerable.Range(0, count).Select(number => $"\"k{number}\":{number}")) + "}";

    [Fact]
    public void What_it_was_before_is_kept()
    {
        var first = ContactDecider.Apply(new() { Number = 81 }, new CustomDataChanged("{\"total\":1}"));
        Assert.Null(first.PreviousCustomData);
        Assert.Equal("{\"total\":1}", ContactDecider.Apply(first, new CustomDataChanged("{\"total\":2}")).PreviousCustomData);
    }
}
