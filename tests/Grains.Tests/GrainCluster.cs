using MessageCenter.Domain;
using MessageCenter.Domain.Accounts;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Deliveries;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Grains.Interfaces.Feeds;
using MessageCenter.Grains.Interfaces.Operators;
using MessageCenter.Grains.Interfaces.Routing;
using MessageCenter.Grains.Stores;
using MessageCenter.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;

namespace MessageCenter.Grains.Tests;

/// <summary>
/// Real silos in this process on one real SQLite file, with one manual clock that only the test moves. The store can be
/// told to fail, so that the pipeline's order can be seen; grains can be split, so that each silo has its own of each.
/// </summary>
internal sealed class GrainCluster : IAsyncDisposable
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly string folder;
    private readonly short silos;
    private readonly string[] splitGrains;
    private IHost? store;
    private readonly MailSetUp mail;
    private InProcessTestCluster? cluster;

    private GrainCluster(string folder, short silos, MailSetUp mail, string[] splitGrains)
    {
        this.mail = mail;
        this.folder = folder;
        this.silos = silos;
        this.splitGrains = splitGrains;
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));

    public FaultyConversationStore.Switch Faults { get; } = new();

    public AccountId Account { get; } = new(Guid.NewGuid());

    public OperatorGroupId Group { get; } = new(Guid.NewGuid());

    public WidgetId Widget { get; } = new(Guid.NewGuid());

    public OperatorId Olivia { get; } = new(Guid.NewGuid());

    public OperatorId Omar { get; } = new(Guid.NewGuid());

    public IGrainFactory Grains => cluster!.Client;

    public IConversationStore Store => store!.Services.GetRequiredService<IConversationStore>();

    public IOutboxStore Outbox => store!.Services.GetRequiredService<IOutboxStore>();

    public static Task<GrainCluster> Start(int slotsMax = 3, short silos = 1, params string[] splitGrains) =>
        Start(new MailSetUp("chat@demo.example"), slotsMax, silos, splitGrains);

    public static async Task<GrainCluster> Start(MailSetUp mail, int slotsMax = 3, short silos = 1, params string[] splitGrains)
    {
        var path = Directory.CreateTempSubdirectory("messagecenter-grains-").FullName;
        var started = new GrainCluster(path, silos, mail, splitGrains);
        await started.Deploy();
        await started.SetUp(slotsMax);
        return started;
    }

    /// <summary>Every grain and every front is forgotten; only the store's file remains.</summary>
    public async Task Restart()
    {
        await Stop();
        await Deploy();
    }

    /// <summary>The grains as code in this silo calls them.</summary>
    public IGrainFactory GrainsOf(int silo) =>
        cluster!.GetSiloServiceProvider(cluster.Silos[silo].SiloAddress).GetRequiredService<IGrainFactory>();

    private async Task Deploy()
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Services.AddSqliteStore(options => options.Path = Path.Combine(folder, "store.db"));
        FaultyConversationStore.Wrap(host.Services, Faults);
        store = host.Build();
        await store.StartAsync();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Clock);
            silo.Services.AddMessageCenterGrains();
            silo.Services.AddSingleton(Store);
            silo.Services.AddSingleton(store.Services.GetRequiredService<IContactStore>());
            silo.Services.AddSingleton(store.Services.GetRequiredService<IDocumentStore>());
            silo.Services.AddSingleton(store.Services.GetRequiredService<IAttachmentStore>());
            silo.Services.AddSingleton(Outbox);
            silo.Services.AddSingleton(mail);
            SplitDirectory.Use(silo.Services, splitGrains);
        });
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    private async Task Stop()
    {
        await cluster!.DisposeAsync();
        await store!.StopAsync();
        store.Dispose();
    }

    public IConversationGrain Conversation(ConversationId id) => Grains.GetGrain<IConversationGrain>(GrainKeys.Of(Account, id));

    public IContactGrain Contact(ContactId id) => Grains.GetGrain<IContactGrain>(GrainKeys.Of(Account, id));

    public IOperatorGrain Operator(OperatorId id) => Grains.GetGrain<IOperatorGrain>(GrainKeys.Of(Account, id));

    public IRouterGrain Router => Grains.GetGrain<IRouterGrain>(GrainKeys.Of(Account));

    public string NameOf(OperatorId id) => id == Olivia ? "Olivia" : "Omar";

    /// <summary>A front of its own, as a web front's observer.</summary>
    public (RecordingFront Front, IFeedObserver Reference) NewFront()
    {
        var front = new RecordingFront();
        return (front, Grains.CreateObjectReference<IFeedObserver>(front));
    }

    /// <summary>Connects an operator with one socket and switches her to online.</summary>
    public async Task<IFeedObserver> GoOnline(OperatorId id)
    {
        var (_, front) = NewFront();
        await Operator(id).WatchInbox(front, 1);
        await Operator(id).SetAvailability(Availability.Online);
        return front;
    }

    /// <summary>A contact with one socket.</summary>
    public async Task<(ContactId Contact, IFeedObserver Front)> Arrive()
    {
        var contact = new ContactId(Guid.NewGuid());
        Assert.True(await Contact(contact).CreateContact(new string('a', 64), "en"));
        var (_, front) = NewFront();
        Assert.NotNull(await Contact(contact).WatchMessenger(front, 1));
        return (contact, front);
    }

    /// <summary>She begins a conversation.</summary>
    public async Task<ConversationId> Begin(ContactId contact, string text = "Hello?")
    {
        var id = new ConversationId(Guid.NewGuid());
        var answer = await Begin(contact, id, new(Guid.NewGuid()), text);
        Assert.Null(answer.Rejection);
        return id;
    }

    public async Task<Answer> Begin(ContactId contact, ConversationId id, CommandId command, string text)
    {
        var brief = await Contact(contact).Introduce() ?? throw new InvalidOperationException("No such contact.");
        var started = new ConversationEvent.ConversationStarted(
            contact, brief.Number, brief.Name, Widget, Group, [], "en", brief.StickyOperator);
        return await Conversation(id).StartConversation(command, started, text);
    }

    public Task<Answer> Say(ContactId contact, ConversationId id, string text) =>
        Conversation(id).PostMessage(Reader.Contact(contact), null, new(Guid.NewGuid()), text);

    public Task<Answer> Say(OperatorId by, ConversationId id, string text) =>
        Conversation(id).PostMessage(Reader.Operator(by), NameOf(by), new(Guid.NewGuid()), text);

    public async Task<ConversationView> Head(ConversationId id) =>
        await Conversation(id).ReadConversation(Reader.Operator(Olivia)) ?? throw new InvalidOperationException("No such conversation.");

    public async Task<EquatableArray<TimelineEntry>> Timeline(ConversationId id) =>
        (await Conversation(id).ReadTimeline(Reader.Operator(Olivia), 0, null, 200))?.Entries ?? [];

    /// <summary>Waits until the head is so; the clock stands still meanwhile.</summary>
    public Task Until(ConversationId id, string what, Func<ConversationView, bool> isSo) =>
        Poll.Until(async () => isSo(await Head(id)), what, TimeSpan.FromSeconds(20));

    /// <summary>Moves the clock in steps that grains' timers can follow, until the head is so.</summary>
    public Task UntilAsTimePasses(ConversationId id, string what, Func<ConversationView, bool> isSo) =>
        Poll.Until(
            async () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return isSo(await Head(id));
            },
            what,
            TimeSpan.FromSeconds(20));

    /// <summary>
    /// Time passes in small steps. The runtime waits for moments between two milliseconds in whole ones, and looks at the clock until
    /// such a moment has come: a clock that stands still just before it would be looked at for ever, so it moves a little with each look.
    /// </summary>
    public void Pass(TimeSpan time)
    {
        Clock.AutoAdvanceAmount = TimeSpan.FromTicks(1);
        Clock.Advance(time);
        Clock.AutoAdvanceAmount = TimeSpan.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }

    private async Task SetUp(int slotsMax)
    {
        AccountOperator Person(OperatorId id, string name) =>
            new(id, name, $"{name.ToLowerInvariant()}@demo.example", OperatorRole.Agent, [Group], ["en"], slotsMax);
        var setup = new AccountSetup(
            "Demo Shop",
            [Person(Olivia, "Olivia"), Person(Omar, "Omar")],
            [new(Group, "Sales")],
            [new(Widget, "Shop", Group, [], ["http://shop.example"], "#3355ff", false, [], true)],
            [],
            []);
        var answer = await Grains.GetGrain<IAccountGrain>(GrainKeys.Of(Account)).SetUpAccount(setup);
        Assert.Null(answer.Rejection);
    }
}

/// <summary>What a web front's observer was told.</summary>
internal sealed class RecordingFront : IFeedObserver
{
    private readonly Lock gate = new();
    private readonly List<FeedPush> pushes = [];

    public IReadOnlyList<FeedPush> Pushes
    {
        get
        {
            lock (gate)
            {
                return [.. pushes];
            }
        }
    }

    public Task Push(FeedPush push)
    {
        lock (gate)
        {
            pushes.Add(push);
        }
        return Task.CompletedTask;
    }
}
