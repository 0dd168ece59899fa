using System.Reflection;
using System.Text.RegularExpressions;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>
/// Every method of the hubs with every id it takes, called by strangers who hold somebody else's. The rows are made from
/// the hubs themselves: a method or an id that is not listed here with its answer fails the test.
/// </summary>
public sealed partial class HubMatrixTests(FrontFixture front) : IClassFixture<FrontFixture>
{
    private const string NotFound = "\"reason\":\"conversationNotFound\"";
    private const string NothingThere = "null";
    private const string NotFoundCode = "not_found";

    /// <summary>Ids of conversations are made by clients: a stranger begins one of her own in her own account.</summary>
    private const string HerOwn = "\"seq\":2";

    /// <summary>She says what she has seen of what names herself; where nothing does, that is nothing.</summary>
    private const string OfHerOwn = "\"rejection\":null";

    /// <summary>Her own conversation has another owner than the one she names, whoever that is.</summary>
    private const string Taken = "\"reason\":\"conversationIsTaken\"";

    /// <summary>The method and its id: what a stranger is answered, be the id somebody's or nobody's.</summary>
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["OperatorHub.AddNote(ConversationId)"] = NotFound,
        ["OperatorHub.EditNote(ConversationId)"] = NotFound,
        ["OperatorHub.DeleteNote(ConversationId)"] = NotFound,
        ["OperatorHub.ReadNotes(ConversationId)"] = NothingThere,
        ["OperatorHub.ReadTargetLanguages(ConversationId)"] = NothingThere,
        ["OperatorHub.ReadTranslations(ConversationId)"] = NothingThere,
        ["OperatorHub.EditContactField(ConversationId)"] = NotFound,
        ["OperatorHub.EditCustomField(ConversationId)"] = NotFound,
        ["OperatorHub.AssignConversation(ConversationId)"] = NotFound,
        ["OperatorHub.AssignConversation(ExpectedAssignee)"] = Taken,
        ["OperatorHub.ForwardToOperator(ConversationId)"] = NotFound,
        ["OperatorHub.ForwardToOperator(OperatorId)"] = "operatorNotFound",
        ["OperatorHub.ForwardToOperator(ExpectedAssignee)"] = Taken,
        ["OperatorHub.ForwardToGroup(ConversationId)"] = NotFound,
        ["OperatorHub.ForwardToGroup(GroupId)"] = "groupNotFound",
        ["OperatorHub.ForwardToGroup(ExpectedAssignee)"] = Taken,
        ["OperatorHub.EndConversation(ConversationId)"] = NotFound,
        ["OperatorHub.MarkDelivered(ConversationId)"] = NotFoundCode,
        ["OperatorHub.MarkRead(ConversationId)"] = NotFoundCode,
        ["OperatorHub.PostMessage(ConversationId)"] = NotFound,
        ["OperatorHub.ReadContact(ContactId)"] = NothingThere,
        ["OperatorHub.ReadTimeline(ConversationId)"] = NothingThere,
        ["OperatorHub.ReadVisits(ContactId)"] = NothingThere,
        ["OperatorHub.RunCommand(ConversationId)"] = NotFound,
        ["OperatorHub.SeeMentions(ConversationId)"] = OfHerOwn,
        ["OperatorHub.SetStatus(ConversationId)"] = NotFound,
        ["OperatorHub.Typing(ConversationId)"] = NotFoundCode,
        ["OperatorHub.UnwatchConversation(ConversationId)"] = NothingThere,
        ["OperatorHub.ViewConversation(ConversationId)"] = NotFoundCode,
        ["OperatorHub.WatchConversation(ConversationId)"] = NotFound,
        ["WidgetHub.EndConversation(ConversationId)"] = NotFound,
        ["WidgetHub.MarkDelivered(ConversationId)"] = NotFoundCode,
        ["WidgetHub.MarkRead(ConversationId)"] = NotFoundCode,
        ["WidgetHub.PostMessage(ConversationId)"] = NotFound,
        ["WidgetHub.RateConversation(ConversationId)"] = NotFound,
        ["WidgetHub.ReadTimeline(ConversationId)"] = NothingThere,
        ["WidgetHub.StartConversation(ConversationId)"] = HerOwn,
        ["WidgetHub.Typing(ConversationId)"] = NotFoundCode,
        ["WidgetHub.UnwatchConversation(ConversationId)"] = NothingThere,
        ["WidgetHub.WatchConversation(ConversationId)"] = NotFound,
    };

    /// <summary>What they read or change is the caller's own, by her session.</summary>
    private static readonly string[] WithoutIds =
    [
        "OperatorHub.Hello", "OperatorHub.SetAvailability",
        "WidgetHub.Hello", "WidgetHub.EnterPage", "WidgetHub.LeavePage", "WidgetHub.SetContactInfo", "WidgetHub.SetCustomData",
        "WidgetHub.ShareLocation",
    ];

    [Fact]
    public void Every_method_of_a_hub_is_in_the_matrix()
    {
        var rows = Rows().ToArray();
        Assert.Equal(Answers.Keys.Order(StringComparer.Ordinal), rows.Select(row => row.Name).Order(StringComparer.Ordinal));
        var without = Methods().Where(method => rows.All(row => row.Method != method)).Select(NameOf);
        Assert.Equal(WithoutIds.Order(StringComparer.Ordinal), without.Order(StringComparer.Ordinal));
    }

    [Fact, BadInput(5, 41, 60)]
    public async Task Foreign_ids_are_answered_like_ids_that_nobody_has_and_change_nothing()
    {
        await using var scene = await Scene.Set(front);
        var before = await scene.Settled();
        // What begins something of the stranger's own comes last: from then on she has something under that id herself.
        foreach (var row in Rows().OrderBy(row => Answers[row.Name] == HerOwn))
        {
            foreach (var (stranger, own, who) in Strangers(scene, row))
            {
                var what = $"{row.Name} by {who}";
                var foreign = await Answer(row, stranger, own, scene.Shop);
                if (Answers[row.Name] == HerOwn && stranger == scene.OtherVisitor)
                {
                    // In one account an id names one conversation: whoever begins it again is not admitted to it.
                    Assert.True(foreign.Contains(NotFound, StringComparison.Ordinal), $"{what}: {foreign}");
                }
                else
                {
                    var unknown = await Answer(row, stranger, own, Ids.Unknown());
                    Assert.True(unknown.Contains(Answers[row.Name], StringComparison.Ordinal), $"{what}: {unknown}");
                    Assert.True(unknown == foreign, $"{what} tells foreign from unknown:\n{foreign}\n{unknown}");
                }
                var after = await scene.ReadBack();
                Assert.True(before == after, $"{what} changed something:\n{before}\n{after}");
            }
        }
        Assert.Equal(before, await scene.Settled());
        var shown = await scene.Mia.Call(nameof(WatchConversation), new WatchConversation(scene.Shop.Conversation));
        Assert.DoesNotContain(Scene.Note, shown, StringComparison.Ordinal);
        await TheyAreSomebodys(scene);
    }

    /// <summary>For their owner the same calls with the same ids do something: the matrix did not reach for nothing.</summary>
    private static async Task TheyAreSomebodys(Scene scene)
    {
        await scene.Olivia.Call(nameof(WatchConversation), new WatchConversation(scene.Shop.Conversation));
        foreach (var row in Rows().Where(row => row.Method.Name != nameof(UnwatchConversation)))
        {
            var owner = row.Hub == typeof(OperatorHub) ? scene.Olivia : scene.Mia;
            var answer = await Answer(row, owner, scene.Shop, scene.Shop);
            Assert.False(answer == Answers[row.Name] || answer.Contains(NotFound, StringComparison.Ordinal), $"{row.Name}: {answer}");
        }
    }

    private static IEnumerable<(Caller Stranger, Ids Own, string Who)> Strangers(Scene scene, Row row) =>
        row.Hub == typeof(OperatorHub)
            ? [(scene.RivalOperator, scene.Rival, "an operator of another account")]
            : [
                (scene.RivalVisitor, scene.Rival, "a visitor of another account"),
                (scene.OtherVisitor, scene.Other, "another visitor of the same account"),
            ];

    private static async Task<string> Answer(Row row, Caller caller, Ids own, Ids foreign) =>
        Time().Replace(await caller.Call(row.Method.Name, Argument(row, own, foreign)), "\"at\":…");

    /// <summary>An argument that is right but for this one id.</summary>
    private static object Argument(Row row, Ids own, Ids foreign)
    {
        var constructor = row.Method.GetParameters()[0].ParameterType.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(
            one => (one.Name == row.Parameter ? foreign : own).Of(IdOf(one)) ?? Value(one))]);
    }

    private static object? Value(ParameterInfo parameter) => parameter switch
    {
        { ParameterType: var type } when type == typeof(CommandId) => new CommandId(Guid.NewGuid()),
        { ParameterType: var type } when type == typeof(ConversationStatus) => ConversationStatus.Open,
        { ParameterType: var type } when type == typeof(ContactField) => ContactField.Company,
        { Name: nameof(StartConversation.Locale) or nameof(ReadTargetLanguages.From) } => "en",
        { ParameterType: var type } when type == typeof(EquatableArray<long>) => new EquatableArray<long>([1]),
        { Name: nameof(ReadTranslations.Languages) } => new LanguagePair("es", "en"),
        { Name: nameof(ReadTimeline.After) } => 0L,
        { HasDefaultValue: true } => parameter.DefaultValue,
        { ParameterType: var type } when type == typeof(string) => "from a stranger",
        { ParameterType: var type } when type == typeof(int) => 1,
        { ParameterType: var type } when type == typeof(long) => 1L,
        _ => throw new InvalidOperationException($"The matrix does not know what to say for {parameter}: teach it."),
    };

    private static IEnumerable<Row> Rows() =>
        from method in Methods()
        from parameter in method.GetParameters()[0].ParameterType.GetConstructors().Single().GetParameters()
        where IsId(parameter)
        select new Row($"{NameOf(method)}({parameter.Name})", method.ReflectedType!, method, parameter.Name!);

    private static IEnumerable<MethodInfo> Methods() =>
        from hub in new[] { typeof(OperatorHub), typeof(WidgetHub) }
        from method in hub.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.GetBaseDefinition().DeclaringType?.Assembly == hub.Assembly && !method.IsSpecialName
        select method;

    private static string NameOf(MethodInfo method) => $"{method.ReflectedType?.Name}.{method.Name}";

    /// <summary>A command id names the caller's own intent, and nothing of anybody's.</summary>
    private static bool IsId(ParameterInfo parameter) =>
        IdOf(parameter) is var type && type != typeof(CommandId)
        && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IIdentifier<>));

    private static Type IdOf(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    [GeneratedRegex("\"at\":\"[^\"]+\"")]
    private static partial Regex Time();

    private sealed record Row(string Name, Type Hub, MethodInfo Method, string Parameter);
}
