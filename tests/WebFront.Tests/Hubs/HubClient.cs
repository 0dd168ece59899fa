using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>A real SignalR client that keeps every push it was sent, in order.</summary>
internal abstract class HubClient(HubFixture front, Company company, string path) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<(string Name, object Push)> pushes = [];
    private HubConnection? connection;

    public Company Company => company;

    /// <summary>The way to the server, when it is not the direct one.</summary>
    public Uri? Through { get; init; }

    public HubConnection Connection => connection ?? throw new InvalidOperationException("Not connected.");

    public abstract string Bearer { get; }

    public virtual async Task Connect()
    {
        connection = new HubConnectionBuilder()
            .WithUrl(new Uri(Through ?? front.Address, path), options => options.AccessTokenProvider = () => Task.FromResult<string?>(Bearer))
            .AddJsonProtocol(options =>
            {
                options.PayloadSerializerOptions = new JsonSerializerOptions();
                WireJson.Configure(options.PayloadSerializerOptions);
            })
            // As the browsers' clients do: the server gives up a socket that is silent for 15 s.
            .WithKeepAliveInterval(TimeSpan.FromSeconds(5))
            .Build();
        Listen();
        await connection.StartAsync();
    }

    public async Task Leave() => await Connection.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    public IReadOnlyList<T> Pushes<T>(string? name = null)
    {
        lock (gate)
        {
            return [.. pushes.Where(push => name is null || push.Name == name).Select(push => push.Push).OfType<T>()];
        }
    }

    public Task<T> Pushed<T>(Func<T, bool> isIt, string wait) where T : class =>
        Poll.For(() => Task.FromResult(Pushes<T>().FirstOrDefault(isIt)), found => found is not null, wait, "a push")!;

    public Task<Answer> Say(ConversationId id, string text, CommandId? command = null) =>
        Connection.InvokeAsync<Answer>("PostMessage", new PostMessage(id, command ?? NewCommand(), text));

    public Task<ConversationSnapshot> Watch(ConversationId id, long? after = null) =>
        Connection.InvokeAsync<ConversationSnapshot>("WatchConversation", new WatchConversation(id, after));

    public Task<TimelinePage?> Read(ConversationId id, long after) =>
        Connection.InvokeAsync<TimelinePage?>("ReadTimeline", new ReadTimeline(id, 200, After: after));

    public static CommandId NewCommand() => new(Guid.NewGuid());

    /// <summary>The texts of messages pushed so far, in the order of their coming.</summary>
    public IReadOnlyList<string> TextsPushed(ConversationId id) =>
    [
        .. Pushes<TimelineAdvanced>().Where(push => push.ConversationId == id).SelectMany(push => push.Entries)
            .Select(entry => entry.Event).OfType<ConversationEvent.MessagePosted>().Select(message => message.Text),
    ];

    protected abstract void Listen();

    protected void Keep<T>(string name) where T : notnull => Connection.On<T>(name, push =>
    {
        lock (gate)
        {
            pushes.Add((name, push));
        }
    });
}

/// <summary>A contact's widget.</summary>
internal sealed class Visitor(HubFixture front, Company company, ContactId contact)
    : HubClient(front, company, HubRegistration.WidgetPath)
{
    public ContactId Contact => contact;

    public MessengerSnapshot? Messenger { get; private set; }

    public override string Bearer => TestBearer.Of(Company, contact);

    public override async Task Connect()
    {
        await base.Connect();
        Messenger = await Connection.InvokeAsync<MessengerSnapshot>("Hello", new Hello("en"));
    }

    /// <summary>Begins a conversation and watches it.</summary>
    public async Task<ConversationId> Begin(string text = "Hello?")
    {
        var id = new ConversationId(Guid.NewGuid());
        var answer = await Connection.InvokeAsync<Answer>("StartConversation", new StartConversation(id, NewCommand(), text, "en"));
        Assert.Null(answer.Rejection);
        Assert.Null((await Watch(id)).Rejection);
        return id;
    }

    protected override void Listen()
    {
        Keep<TimelineAdvanced>(nameof(IWidgetClient.TimelineAdvanced));
        Keep<ReceiptsAdvanced>(nameof(IWidgetClient.ReceiptsAdvanced));
        Keep<TypingShown>(nameof(IWidgetClient.TypingShown));
        Keep<ConversationBeat>(nameof(IWidgetClient.ConversationBeat));
        Keep<MessengerChanged>(nameof(IWidgetClient.MessengerChanged));
        Keep<FeedBeat>(nameof(IWidgetClient.MessengerBeat));
        Keep<SignedOut>(nameof(IWidgetClient.SignedOut));
    }
}

/// <summary>An operator's dashboard.</summary>
internal sealed class Desk(HubFixture front, Company company, OperatorId id)
    : HubClient(front, company, HubRegistration.OperatorPath)
{
    public OperatorId Id => id;

    public InboxSnapshot? Inbox { get; private set; }

    public string SessionId { get; } = Guid.NewGuid().ToString("N");

    public override string Bearer => TestBearer.Of(Company, id, SessionId);

    public override async Task Connect()
    {
        await base.Connect();
        Inbox = await Hello();
    }

    public Task<InboxSnapshot> Hello() => Connection.InvokeAsync<InboxSnapshot>("Hello", new Hello("en"));

    public async Task SwitchTo(Availability availability) => Assert.Null(
        (await Connection.InvokeAsync<Answer>("SetAvailability", new SetAvailability(NewCommand(), availability))).Rejection);

    public Task<Answer> Assign(ConversationId id, OperatorId? expected = null) =>
        Connection.InvokeAsync<Answer>("AssignConversation", new AssignConversation(id, NewCommand(), expected));

    public Task<Answer> Note(ConversationId id, string text) =>
        Connection.InvokeAsync<Answer>("AddNote", new AddNote(id, NewCommand(), text));

    protected override void Listen()
    {
        Keep<TimelineAdvanced>(nameof(IOperatorClient.TimelineAdvanced));
        Keep<ReceiptsAdvanced>(nameof(IOperatorClient.ReceiptsAdvanced));
        Keep<TypingShown>(nameof(IOperatorClient.TypingShown));
        Keep<ViewersShown>(nameof(IOperatorClient.ViewersShown));
        Keep<VisitsChanged>(nameof(IOperatorClient.VisitsChanged));
        Keep<ConversationBeat>(nameof(IOperatorClient.ConversationBeat));
        Keep<InboxChanged>(nameof(IOperatorClient.InboxChanged));
        Keep<FeedBeat>(nameof(IOperatorClient.InboxBeat));
        Keep<UnassignedChanged>(nameof(IOperatorClient.UnassignedChanged));
        Keep<FeedBeat>(nameof(IOperatorClient.UnassignedBeat));
        Keep<SignedOut>(nameof(IOperatorClient.SignedOut));
    }
}
