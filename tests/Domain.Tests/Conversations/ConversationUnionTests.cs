using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Tests.Conversations.Cast;

namespace MessageCenter.Domain.Tests.Conversations;

/// <summary>Nobody forgets a case: each command has a rule and a test class, each event a fold and a frozen name.</summary>
public sealed class ConversationUnionTests
{
    public static TheoryData<Type> Commands() => [.. CasesOf(typeof(ConversationCommand))];

    public static TheoryData<Type> Events() => [.. CasesOf(typeof(ConversationEvent))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_decided(Type command)
    {
        var made = (ConversationCommand)Sample.Of(command);
        foreach (var situation in new[] { "nothing", "started", "live", "ended" })
        {
            ConversationDecider.Decide(Example.In(situation).State, made);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_has_a_test_class(Type command) =>
        Assert.NotNull(typeof(ConversationUnionTests).Assembly.GetType($"{typeof(ConversationUnionTests).Namespace}.{command.Name}Tests"));

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_folded(Type happened)
    {
        var made = (ConversationEvent)Sample.Of(happened);
        var before = Example.GivenStarted().State;
        var after = made.IsEntry
            ? ConversationFold.Apply(before, new TimelineEntry(before.LastSeq + 1, Noon, Author.System, null, made))
            : ConversationFold.Apply(before, made);
        Assert.NotEqual(before, after);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_of_the_timeline_has_its_own_name_in_JSON_and_others_have_none(Type happened)
    {
        var made = (ConversationEvent)Sample.Of(happened);
        var name = typeof(ConversationEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .SingleOrDefault(derived => derived.DerivedType == happened)?.TypeDiscriminator as string;
        Assert.Equal(made.IsEntry ? JsonNamingPolicy.CamelCase.ConvertName(happened.Name) : null, name);
    }

    private static IEnumerable<Type> CasesOf(Type union) =>
        union.GetNestedTypes().Where(type => type.IsSealed && type.IsSubclassOf(union)).OrderBy(type => type.Name, StringComparer.Ordinal);
}
