using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Interfaces.Routing;
using MessageCenter.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace MessageCenter.GrainBench;

/// <summary>One account in a silo of its own, with as many operators as wanted.</summary>
internal sealed class BenchAccount : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("message-center-bench-");
    private readonly InProcessTestCluster cluster;
    private readonly AccountId account = new(Guid.NewGuid());
    private readonly WidgetId widget = new(Guid.NewGuid());
    private readonly OperatorGroupId[] groups;

    private BenchAccount(int operators, int groupsWanted)
    {
        groups = [.. Enumerable.Range(0, groupsWanted).Select(_ => new OperatorGroupId(Guid.NewGuid()))];
        OperatorIds = [.. Enumerable.Range(0, operators).Select(_ => new OperatorId(Guid.NewGuid()))];
        var builder = new InProcessTestClusterBuilder(1) { Options = { ConfigureFileLogging = false } };
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            silo.Services.AddSqliteStore(options => options.Path = Path.Combine(folder.FullName, "store.db"));
            silo.Services.AddMessageCenterGrains();
            silo.AddIncomingGrainCallFilter(Calls.Measure);
        });
        cluster = builder.Build();
    }

    public CallMeter Calls { get; } = new();

    public OperatorId[] OperatorIds { get; }

    /// <summary>Called from within the silo, as its own grains are: no second process takes part.</summary>
    public IGrainFactory Grains => cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>();

    public IRouterGrain Router => Grains.GetGrain<IRouterGrain>(GrainKeys.Of(account));

    public IAccountGrain Account => Grains.GetGrain<IAccountGrain>(GrainKeys.Of(account));

    public static async Task<BenchAccount> Start(int operators, int groups)
    {
        var started = new BenchAccount(operators, groups);
        await started.cluster.DeployAsync();
        var answer = await started.Account.SetUpAccount(new(
            "Bench",
            [.. started.OperatorIds.Select((id, number) => started.Person(id, number))],
            [.. started.groups.Select((id, number) => new OperatorGroup(id, $"Group {number}"))],
            [new(started.widget, "Shop", started.groups[0], [], [], "#3355ff", false, [], true)],
            [],
            []));
        return answer.Rejection is null ? started : throw new InvalidOperationException(answer.Rejection.Reason);
    }

    public IOperatorGrain Operator(OperatorId id) => Grains.GetGrain<IOperatorGrain>(GrainKeys.Of(account, id));

    public IConversationGrain Conversation(ConversationId id) => Grains.GetGrain<IConversationGrain>(GrainKeys.Of(account, id));

    /// <summary>A contact of her own, as a widget makes one.</summary>
    public async Task<ContactId> CreateContact()
    {
        var contact = new ContactId(Guid.NewGuid());
        await Grains.GetGrain<IContactGrain>(GrainKeys.Of(account, contact)).CreateContact(new string('a', 64), "en");
        return contact;
    }

    /// <summary>She begins a conversation with one of the groups.</summary>
    public async Task Begin(ContactId contact, ConversationId id, int number)
    {
        var started = new ConversationEvent.ConversationStarted(
            contact, number + 1, null, widget, groups[number % groups.Length], [], "en", null);
        var answer = await Conversation(id).StartConversation(new(Guid.NewGuid()), started, "Where is my parcel?");
        if (answer.Rejection is { } refusal)
        {
            throw new InvalidOperationException(refusal.Reason);
        }
    }

    public Task<Widget?> ReadWidget() => Account.ReadWidget(widget);

    public Task<bool> IsAnswered() => Router.IsAnswered(groups[0]);

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private AccountOperator Person(OperatorId id, int number) => new(
        id, $"Operator {number}", $"operator-{number}@bench.example", OperatorRole.Agent, [groups[number % groups.Length]], ["en"],
        Limits.ChatSlotsDefault);
}
