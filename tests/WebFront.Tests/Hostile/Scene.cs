using System.Text.Json;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Deliveries;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Deliveries;
using MessageCenter.WebFront.Hubs.Messages;
using MessageCenter.WebFront.Tests.Rest;

namespace MessageCenter.WebFront.Tests.Hostile;

/// <summary>
/// What the strangers of the matrix reach for: in the shop, a visitor with a conversation that Olivia has, with messages and
/// a note; beside them a second visitor of the shop, and a whole second account. <see cref="ReadBack"/> is everything that
/// could have changed.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Note = "a note that only the shop's operators read";

    private readonly FrontFixture front;
    private readonly List<Caller> callers = [];

    private Scene(FrontFixture front) => this.front = front;

    public Caller Olivia { get; private set; } = null!;

    public Caller Mia { get; private set; } = null!;

    public Caller OtherVisitor { get; private set; } = null!;

    public Caller RivalOperator { get; private set; } = null!;

    public Caller RivalVisitor { get; private set; } = null!;

    /// <summary>The ids of the shop that a stranger might have got hold of.</summary>
    public Ids Shop { get; private set; } = null!;

    /// <summary>The ids of the rival's own things.</summary>
    public Ids Rival { get; private set; } = null!;

    /// <summary>The ids of the other visitor's own things.</summary>
    public Ids Other { get; private set; } = null!;

    public static async Task<Scene> Set(FrontFixture front)
    {
        var scene = new Scene(front);
        scene.Olivia = scene.Keep(await Caller.Operator(front, front.Shop.Olivia));
        scene.Mia = scene.Keep(await Caller.Visitor(front, front.Shop.WidgetKey));
        scene.OtherVisitor = scene.Keep(await Caller.Visitor(front, front.Shop.WidgetKey));
        scene.RivalOperator = scene.Keep(await Caller.Operator(front, front.Rival.Olivia));
        scene.RivalVisitor = scene.Keep(await Caller.Visitor(front, front.Rival.WidgetKey));
        await using var omar = await Caller.Operator(front, front.Rival.Omar);
        scene.Shop = new(await scene.Begin(scene.Mia, scene.Olivia), scene.Mia.Contact!.Value, front.Shop.Olivia.Id);
        // A colleague has it, so that the name of an owner could be learnt.
        scene.Rival = new(await scene.Begin(scene.RivalVisitor, omar), scene.RivalVisitor.Contact!.Value, front.Rival.Omar.Id);
        scene.Other = new(await scene.Begin(scene.OtherVisitor, scene.Olivia), scene.OtherVisitor.Contact!.Value, front.Shop.Olivia.Id);
        var group = await GroupOf(front.Shop);
        scene.Shop = scene.Shop with { Attachment = await scene.Send(scene.Mia, scene.Shop.Conversation), Group = group };
        (scene.Rival, scene.Other) = (scene.Rival with { Group = await GroupOf(front.Rival) }, scene.Other with { Group = group });
        await front.Cluster.GetGrain<IDeliveriesGrain>(GrainKeys.Of(front.Shop.Account)).BeginDelivery(Delivery.Of(
            new TranscriptOrder(scene.Shop.Conversation, "boss@shop.example", "en", scene.Shop.Operator), scene.Shop.Delivery, 1, default));
        await scene.Settled();
        return scene;

        async Task<OperatorGroupId> GroupOf(Tenant tenant) => (await front.Account(tenant).ReadAccount())!.Groups[0].GroupId;
    }

    /// <summary>What <see cref="ReadBack"/> says once grains have told each other what they had to tell.</summary>
    public async Task<string> Settled()
    {
        var (last, times) = ("", 0);
        await Poll.Until(
            async () =>
            {
                var now = await ReadBack();
                (last, times) = (now, now == last ? times + 1 : 0);
                return times >= 3;
            },
            "the shop comes to rest");
        return last;
    }

    /// <summary>Head, timeline, profile and lists of the shop, as its own people see them.</summary>
    public async Task<string> ReadBack()
    {
        var parts = new List<string>();
        foreach (var path in new[]
        {
            $"/api/conversations/{Shop.Conversation}", $"/api/conversations/{Shop.Conversation}/timeline", $"/api/contacts/{Shop.Contact}",
            "/api/deliveries",
        })
        {
            var answer = await Olivia.Rest!.Get(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}\n{front.Logged.Problems}");
            parts.Add(text);
        }
        parts.Add(await Olivia.Call(nameof(Hello), new Hello("en")));
        parts.Add(await Mia.Call(nameof(Hello), new Hello("en")));
        parts.Add(JsonSerializer.Serialize(await front.Account(front.Shop).ReadAccount()));
        return string.Join('\n', parts);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in callers)
        {
            await caller.DisposeAsync();
        }
    }

    private async Task<ConversationId> Begin(Caller visitor, Caller owner)
    {
        var id = new ConversationId(Guid.NewGuid());
        await visitor.Call(nameof(Hello), new Hello("en"));
        Done(await visitor.Call(nameof(EnterPage), new EnterPage("https://shop.example/parcels", "Parcels")));
        Done(await visitor.Call(nameof(StartConversation), new StartConversation(id, Command(), "Where is my parcel?", "en")));
        await owner.Call(nameof(Hello), new Hello("en"));
        Done(await owner.Call(nameof(AssignConversation), new AssignConversation(id, Command())));
        Done(await owner.Call(nameof(PostMessage), new PostMessage(id, Command(), "On its way.")));
        Done(await owner.Call(nameof(AddNote), new AddNote(id, Command(), Note)));
        Assert.Contains("\"conversation\":{", await visitor.Call(nameof(WatchConversation), new WatchConversation(id)), StringComparison.Ordinal);
        return id;
    }

    /// <summary>She sends a file.</summary>
    private async Task<AttachmentId> Send(Caller visitor, ConversationId conversation)
    {
        var id = new AttachmentId(Guid.NewGuid());
        using var browser = new RestClient(front.Address);
        var answer = await browser.Send(
            HttpMethod.Post, $"/widget/conversations/{conversation}/attachments", new StringContent("a receipt"),
            ("Idempotency-Key", id.ToString()), ("Authorization", $"Bearer {visitor.Token}"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Done(await visitor.Call(nameof(PostMessage), new PostMessage(conversation, Command(), "", [id])));
        return id;
    }

    private Caller Keep(Caller caller)
    {
        callers.Add(caller);
        return caller;
    }

    private static void Done(string answer) => Assert.Contains("\"rejection\":null", answer, StringComparison.Ordinal);

    private static CommandId Command() => new(Guid.NewGuid());
}

/// <summary>Ids by what they name.</summary>
internal sealed record Ids(ConversationId Conversation, ContactId Contact, OperatorId Operator)
{
    /// <summary>A file of that conversation.</summary>
    public AttachmentId Attachment { get; init; } = new(Guid.NewGuid());

    /// <summary>Whom its conversations are routed to.</summary>
    public OperatorGroupId Group { get; init; } = new(Guid.NewGuid());

    /// <summary>Ids that nobody has.</summary>
    public static Ids Unknown() => new(new(Guid.NewGuid()), new(Guid.NewGuid()), new(Guid.NewGuid()));

    /// <summary>A mail about the conversation.</summary>
    public CommandId Delivery => new(Conversation.Value);

    /// <summary>The id of a type; null for a type that the matrix does not know: teach it there.</summary>
    public object? Of(Type type) =>
        type == typeof(ConversationId) ? Conversation
        : type == typeof(ContactId) ? Contact
        : type == typeof(OperatorId) ? Operator
        : type == typeof(AttachmentId) ? Attachment
        : type == typeof(OperatorGroupId) ? Group
        : null;
}
