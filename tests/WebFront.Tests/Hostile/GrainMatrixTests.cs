using System.Reflection;
using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Contacts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Domain.Routing;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Attachments;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Deliveries;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Interfaces.Routing;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>
/// Every method of the grains, asked by another account with ids of the shop: what the web front would ask if it took an
/// id for its own. Behind the keys of that account lies nothing, so nothing is told and nothing of the shop changes.
/// </summary>
public sealed class GrainMatrixTests(FrontFixture front) : IClassFixture<FrontFixture>
{
    private const string Nothing = "null";
    private const string No = "False";
    private const string Silence = "";
    private const string Unknown = "conversationNotFound";

    /// <summary>Asked with the session's own operator alone; under another key it is kept there, and read by nobody.</summary>
    private const string OfHerOwn = "done";

    /// <summary>What she is answered: the reason of a refusal, nothing, no, or silence where a method never answers.</summary>
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["IConversationGrain.PostMessage"] = Unknown,
        ["IConversationGrain.PostAttachments"] = Unknown,
        ["IConversationGrain.AddNote"] = Unknown,
        ["IConversationGrain.EditNote"] = Unknown,
        ["IConversationGrain.DeleteNote"] = Unknown,
        ["IConversationGrain.ReadNotes"] = Nothing,
        ["IConversationGrain.EditContactField"] = Unknown,
        ["IConversationGrain.EditCustomField"] = Unknown,
        ["IConversationGrain.ShowProfileChanged"] = Silence,
        ["IConversationGrain.ShowVisitsChanged"] = Silence,
        ["IConversationGrain.AssignConversation"] = Unknown,
        ["IConversationGrain.ForwardToOperator"] = Unknown,
        ["IConversationGrain.ForwardToGroup"] = Unknown,
        ["IConversationGrain.EndConversation"] = Unknown,
        ["IConversationGrain.RateConversation"] = Unknown,
        ["IConversationGrain.SetStatus"] = Unknown,
        ["IConversationGrain.RunCommand"] = Unknown,
        ["IConversationGrain.RouteConversation"] = Unknown,
        ["IConversationGrain.TurnAsynchronous"] = Unknown,
        ["IConversationGrain.AdvanceReceipts"] = Unknown,
        ["IConversationGrain.WatchConversation"] = Unknown,
        ["IConversationGrain.RenewWatch"] = No,
        ["IConversationGrain.UnwatchConversation"] = Silence,
        ["IConversationGrain.ReadTimeline"] = Nothing,
        ["IConversationGrain.ReadConversation"] = Nothing,
        ["IConversationGrain.Typing"] = Silence,
        ["IConversationGrain.ReportViewers"] = Silence,
        ["IConversationGrain.ContactChanged"] = Unknown,
        ["IConversationGrain.RecordDelivery"] = Unknown,
        ["IConversationGrain.RecordIntegration"] = Unknown,
        ["IConversationGrain.ReportToRouter"] = Silence,
        ["IContactGrain.AdmitToken"] = No,
        ["IContactGrain.RevokeToken"] = Silence,
        ["IContactGrain.Introduce"] = Nothing,
        ["IContactGrain.WatchMessenger"] = Nothing,
        ["IContactGrain.RenewMessenger"] = No,
        ["IContactGrain.SetContactInfo"] = "contactNotFound",
        ["IContactGrain.SetCustomData"] = "contactNotFound",
        ["IContactGrain.EditContactField"] = "contactNotFound",
        ["IContactGrain.LocateContact"] = "contactNotFound",
        ["IContactGrain.EditCustomField"] = "contactNotFound",
        ["IContactGrain.ReadContact"] = Nothing,
        ["IContactGrain.ConversationChanged"] = Silence,
        ["IContactGrain.IsGone"] = No,
        ["IContactGrain.ShowVisitsChanged"] = Silence,
        ["IVisitsGrain.LeavePage"] = Silence,
        ["IVisitsGrain.EndVisit"] = Silence,
        ["IVisitsGrain.ReadVisits"] = Nothing,
        ["IOperatorGrain.WatchInbox"] = Nothing,
        ["IOperatorGrain.RenewInbox"] = No,
        ["IOperatorGrain.SetAvailability"] = OfHerOwn,
        ["IOperatorGrain.ClaimSlot"] = No,
        ["IOperatorGrain.ReleaseSlot"] = Silence,
        ["IOperatorGrain.ConversationChanged"] = Silence,
        ["IOperatorGrain.NoteMentions"] = Silence,
        ["IOperatorGrain.SeeMentions"] = OfHerOwn,
        ["IOperatorGrain.ReportToRouter"] = Silence,
        ["IOperatorGrain.ReadCredentials"] = Nothing,
        ["IOperatorGrain.HasSession"] = No,
        ["IOperatorGrain.EndSession"] = OfHerOwn,
        ["IAccountGrain.ReadOperator"] = Nothing,
        ["IAccountGrain.ReadWidget"] = Nothing,
        ["IAccountGrain.ReadIntegration"] = Nothing,
        ["IAccountGrain.ChangeOperator"] = "operatorNotFound",
        ["IAccountGrain.ChangeWidget"] = "widgetNotFound",
        ["IAccountGrain.ChangePrivacy"] = "widgetNotFound",
        ["IDeliveriesGrain.TryAgain"] = "deliveryNotFound",
        ["IDeliveriesGrain.EndDelivery"] = Nothing,
        ["IRouterGrain.IsAnswered"] = No,
        ["IAttachmentGrain.WriteChunk"] = "attachmentNotFound",
        ["IAttachmentGrain.FinishUpload"] = "attachmentNotFound",
        ["IAttachmentGrain.ReadAttachment"] = Nothing,
        ["IAttachmentGrain.ReadChunk"] = Nothing,
        ["IInstallationGrain.RegisterAccount"] = "emailIsTaken",
    };

    /// <summary>Without an id of anybody's, or said by grains and by the code that makes accounts, never for a caller.</summary>
    private static readonly string[] Inner =
    [
        "IConversationGrain.StartConversation", "IContactGrain.CreateContact", // Begin something of the account's own.
        "IVisitsGrain.EnterPage",
        "IOperatorGrain.WriteCredentials", "IOperatorGrain.ProfileChanged",
        "IAccountGrain.SetUpAccount", "IAccountGrain.ReadAccount", "IAccountGrain.ReadIdleMinutes", "IAccountGrain.NextContactNumber",
        "IRouterGrain.OperatorReported", "IRouterGrain.ConversationReported", "IRouterGrain.WatchUnassigned", "IRouterGrain.RenewUnassigned",
        "IInstallationGrain.IsEmpty", "IInstallationGrain.ReadAccounts", "IInstallationGrain.FindSignInName",
        "IAttachmentGrain.BeginUpload", // Begins something of the account's own.
        "IAttachmentGrain.Claim", "IAttachmentGrain.Settle", "IAttachmentGrain.Sweep",
        "IAccountGrain.ChangeIntegration", "IAccountGrain.ChangeCustomFields",
        "IDeliveriesGrain.AdmitMail", "IDeliveriesGrain.AdmitCall", "IDeliveriesGrain.BeginDelivery", "IDeliveriesGrain.ReadDeliveries",
        "ISessionKeysGrain.ReadKeys", "ISessionKeysGrain.AddKey",
        "ITranslatorGrain.Translate", "ITranslatorGrain.ReadTargets", // Say texts that the caller has; they read nothing.
    ];

    [Fact]
    public void Every_method_of_a_grain_is_in_the_matrix() => Assert.Equal(
        Answers.Keys.Concat(Inner).Order(StringComparer.Ordinal), Methods().Select(NameOf).Order(StringComparer.Ordinal));

    [Fact, BadInput(5, 41, 99)]
    public async Task Foreign_ids_name_nothing_in_another_account()
    {
        await using var scene = await Scene.Set(front);
        var before = await scene.Settled();
        var said = await Said.By(front, scene);
        var others = new List<string>();
        foreach (var method in Methods().Where(method => Answers.ContainsKey(NameOf(method))))
        {
            var answer = await Ask(Grain(method, front.Rival, scene.Shop), method, said);
            if (Answers[NameOf(method)] != answer)
            {
                others.Add($"{NameOf(method)}: expected {Answers[NameOf(method)]}, got {answer}");
            }
        }
        Assert.Empty(others);
        Assert.Equal(before, await scene.Settled());
        Assert.True((await scene.Olivia.Rest!.Get("/api/me")).IsSuccessStatusCode);
    }

    [Fact, BadInput(41)]
    public async Task Another_contact_of_the_same_account_is_no_reader()
    {
        await using var scene = await Scene.Set(front);
        var before = await scene.Settled();
        var said = (await Said.By(front, scene)) with { Reader = Reader.Contact(scene.Other.Contact) };
        var asked = Methods().Where(method => method.GetParameters().Any(one => one.ParameterType == typeof(Reader))).ToArray();
        Assert.NotEmpty(asked);
        foreach (var method in asked)
        {
            var answer = await Ask(Grain(method, front.Shop, scene.Shop), method, said);
            Assert.True(Answers[NameOf(method)] == answer, $"{NameOf(method)}: expected {Answers[NameOf(method)]}, got {answer}");
        }
        Assert.Equal(before, await scene.Settled());
    }

    private IGrain Grain(MethodInfo method, Tenant account, Ids ids) => method.DeclaringType?.Name switch
    {
        nameof(IConversationGrain) => front.Cluster.GetGrain<IConversationGrain>(GrainKeys.Of(account.Account, ids.Conversation)),
        nameof(IContactGrain) => front.Cluster.GetGrain<IContactGrain>(GrainKeys.Of(account.Account, ids.Contact)),
        nameof(IVisitsGrain) => front.Cluster.GetGrain<IVisitsGrain>(GrainKeys.Of(account.Account, ids.Contact)),
        nameof(IOperatorGrain) => front.Cluster.GetGrain<IOperatorGrain>(GrainKeys.Of(account.Account, ids.Operator)),
        nameof(IAccountGrain) => front.Cluster.GetGrain<IAccountGrain>(GrainKeys.Of(account.Account)),
        nameof(IDeliveriesGrain) => front.Cluster.GetGrain<IDeliveriesGrain>(GrainKeys.Of(account.Account)),
        nameof(IRouterGrain) => front.Cluster.GetGrain<IRouterGrain>(GrainKeys.Of(account.Account)),
        nameof(IAttachmentGrain) => front.Cluster.GetGrain<IAttachmentGrain>(GrainKeys.Of(account.Account, ids.Attachment)),
        nameof(IInstallationGrain) => front.Cluster.GetGrain<IInstallationGrain>(IInstallationGrain.Key),
        _ => throw new InvalidOperationException($"The matrix does not know the key of {method.DeclaringType}: teach it."),
    };

    private static async Task<string> Ask(IGrain grain, MethodInfo method, Said said)
    {
        var call = (Task)method.Invoke(grain, [.. method.GetParameters().Select(said.Of)])!;
        await call;
        if (!method.ReturnType.IsGenericType)
        {
            return Silence;
        }
        return method.ReturnType.GetProperty("Result")?.GetValue(call) switch
        {
            null => Nothing,
            Answer answer => answer.Rejection?.Reason ?? "done",
            ConversationSnapshot snapshot => snapshot.Rejection?.Reason ?? "shown",
            var other => other.ToString() ?? "",
        };
    }

    private static IEnumerable<MethodInfo> Methods() =>
        from grain in typeof(IConversationGrain).Assembly.GetTypes()
        where grain.IsInterface && grain.IsAssignableTo(typeof(IGrain))
        from method in grain.GetMethods()
        where !method.IsStatic
        select method;

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType?.Name}.{method.Name}";

    /// <summary>What the stranger says: ids and things of the shop wherever a method takes some.</summary>
    private sealed record Said(
        FrontFixture Front, Ids Ids, Reader Reader, ConversationView View, AccountOperator Profile, IFeedObserver Watcher)
    {
        public static async Task<Said> By(FrontFixture front, Scene scene)
        {
            var shop = await front.Account(front.Shop).ReadAccount();
            var view = await front.Cluster.GetGrain<IConversationGrain>(GrainKeys.Of(front.Shop.Account, scene.Shop.Conversation))
                .ReadConversation(Reader.Operator(front.Shop.Olivia.Id));
            var mine = shop!.Operators.First(one => one.OperatorId == scene.Shop.Operator);
            return new(
                front, scene.Shop, Reader.Operator(front.Rival.Olivia.Id), view!, mine with { Name = "Taken over" },
                front.Cluster.CreateObjectReference<IFeedObserver>(new Deaf()));
        }

        public object? Of(ParameterInfo parameter) => parameter.ParameterType switch
        {
            var type when type == typeof(Reader) => Reader,
            var type when type == typeof(Delivery) => Delivery.Of(
                new TranscriptOrder(Ids.Conversation, "stranger@evil.example", "en", Ids.Operator), new(Guid.NewGuid()), 1, View.CreatedAt),
            var type when type == typeof(ConversationEvent.IntegrationAnswered) =>
                new ConversationEvent.IntegrationAnswered(new(Guid.NewGuid()), "Shop system", "from a stranger", null, null),
            var type when type == typeof(Translation) => new Translation("es", "from a stranger"),
            var type when type == typeof(DeliveryOutcome) => DeliveryOutcome.Sent,
            var type when type == typeof(CommandId) => new CommandId(Guid.NewGuid()),
            var type when type == typeof(AccountId) => Front.Rival.Account,
            var type when type == typeof(WidgetId) => Front.Shop.Widget.WidgetId,
            var type when type == typeof(OperatorGroupId) => Front.Shop.Group,
            var type when type == typeof(Widget) => Front.Shop.Widget with { AllowedOrigins = ["https://evil.example"] },
            var type when type == typeof(AccountOperator) => Profile,
            var type when type == typeof(ConversationView) => View with { Subject = "Taken over" },
            var type when type == typeof(ContactLocation) =>
                new ContactLocation(52.52, 13.41, 1_000, "Berlin", null, "DE", null, LocationKind.Browser, DateTimeOffset.UnixEpoch),
            var type when type == typeof(CustomField) => new CustomField("plan", "Plan", CustomFieldKind.Text),
            var type when type == typeof(AccountPrivacy) => new AccountPrivacy(false, true),
            var type when type == typeof(EquatableArray<WidgetId>) => new EquatableArray<WidgetId>([Front.Shop.Widget.WidgetId]),
            var type when type == typeof(EquatableArray<Assignee>) =>
                new EquatableArray<Assignee>([new(Ids.Operator, "Taken over")]),
            var type when type == typeof(Assignee) => new Assignee(Ids.Operator, "Taken over"),
            var type when type == typeof(RoutingDecision) => new RoutingDecision(Ids.Operator, RoutingRule.OperatorId, []),
            var type when type == typeof(IFeedObserver) => Watcher,
            var type when type == typeof(EquatableArray<SignInName>) =>
                new EquatableArray<SignInName>([new(Front.Shop.Olivia.Email, Front.Rival.Account, Ids.Operator)]),
            var type when type == typeof(EquatableArray<AttachmentId>) => new EquatableArray<AttachmentId>([Ids.Attachment]),
            var type when type == typeof(byte[]) => "from a stranger"u8.ToArray(),
            var type when type == typeof(string) => parameter.Name == "data" ? "{}" : "from a stranger",
            var type when type == typeof(int) => 1,
            var type when type == typeof(long) => 1L,
            var type when type == typeof(long?) => parameter.Name == "after" ? 0L : null,
            var type when type == typeof(bool) => false,
            var type when type == typeof(DateTimeOffset) => View.CreatedAt,
            var type when type.IsEnum => type == typeof(ConversationStatus) ? ConversationStatus.Open : Enum.GetValues(type).GetValue(0),
            var type => Ids.Of(Nullable.GetUnderlyingType(type) ?? type)
                ?? throw new InvalidOperationException($"The matrix does not know what to say for {parameter}: teach it."),
        };
    }

    private sealed class Deaf : IFeedObserver
    {
        public Task Push(FeedPush push) => Task.CompletedTask;
    }
}
