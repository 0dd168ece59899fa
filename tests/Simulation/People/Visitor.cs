using System.Security.Claims;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Contacts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Simulation.Runs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.Simulation.People;

/// <summary>A visitor of a website with our widget.</summary>
internal sealed class Visitor : Person<WidgetTab>
{
    private readonly int conversationsMax;
    private int lastText;

    public Visitor(Stage stage, Company company, string name)
        : base(stage, company, name)
    {
        Id = new(Rng.Id());
        Widget = Rng.Pick(company.Widgets);
        // One long conversation, or several short ones.
        conversationsMax = Rng.Between(1, 4);
        Principal = PrincipalOf(
            ("account", company.Account.Value.ToString("N")), ("contact", Id.Value.ToString("N")), ("widget", Widget.Value.ToString("N")));
    }

    public ContactId Id { get; }

    public WidgetId Widget { get; }

    /// <summary>The name that she gave last, if it was taken.</summary>
    public string? GivenName { get; private set; }

    public override ClaimsPrincipal Principal { get; }

    public override string AuthorKey => Author.Contact.Key;

    /// <summary>Begins a conversation, from outside of her own life: for what is tried at the end of a run.</summary>
    public ConversationId Start()
    {
        var id = new ConversationId(Rng.Id());
        var text = NextText();
        Want(id, "StartConversation", command => new StartConversation(id, command, text, Rng.Chance(0.5) ? "en" : "de"), text);
        return id;
    }

    protected override WidgetTab NewTab() => new(Stage, Browser, this);

    /// <summary>The widget opens its session: the contact comes into being.</summary>
    protected override async Task Prepare()
    {
        var hash = Rng.Id().ToString("N");
        var me = Stage.Cluster.Client.GetGrain<IContactGrain>(GrainKeys.Of(Company.Account, Id));
        while (!await Stage.Insist(() => me.CreateContact(hash, "en")))
        {
            await World.Delay(TimeSpan.FromSeconds(1));
        }
        Come();
    }

    protected override async Task Act()
    {
        var tab = Rng.Pick(Tabs);
        var known = tab.Screens.Values.Select(screen => screen.Head).ToArray();
        var dice = Rng.Below(100);
        var ongoing = Browser.Outbox.Count(item => item.Intent.Method == "StartConversation")
            + Stage.Database.Conversations.Count(record => record.State.ContactId == Id && record.State.Status != ConversationStatus.Ended);
        if (ongoing < conversationsMax && (ongoing == 0 || dice < 7))
        {
            Start();
            return;
        }
        if (known.Length == 0)
        {
            return;
        }
        var head = Rng.Pick(known);
        var id = head.ConversationId;
        switch (dice)
        {
            case < 60:
                if (head.Status != ConversationStatus.Ended || Rng.Chance(0.3))
                {
                    var text = NextText();
                    Want(id, "PostMessage", command => new PostMessage(id, command, text), text);
                }
                break;
            case < 64:
                Want(id, "EndConversation", command => new EndConversation(id, command));
                break;
            case < 68:
                var stars = Rng.Between(1, 5);
                Want(id, "RateConversation", command => new RateConversation(id, command, stars, Rng.Chance(0.5) ? "as it was" : null));
                break;
            case < 74:
                Leave();
                break;
            case < 76 when Tabs.Count < 2:
                Come();
                break;
            case < 82:
                LooksAt = id;
                await Quietly(() => tab.Ask<object>("MarkRead", new MarkRead(id, tab.Screens[id].UpTo)));
                break;
            case < 85:
                await Quietly(() => tab.Ask<object>("Typing", new Typing(id)));
                break;
            case < 89:
                await Rename(tab);
                break;
            case < 92:
                await LookAtForeign(tab);
                break;
            case < 97:
                await RepeatOld();
                break;
            default:
                break;
        }
    }

    private async Task Rename(WidgetTab tab)
    {
        var name = $"{Name} {Rng.Below(1_000)}";
        await Quietly(async () =>
        {
            var answer = await tab.Ask<Answer>("SetContactInfo", new SetContactInfo(new(Rng.Id()), name));
            GivenName = answer is { Rejection: null } ? name : GivenName;
        });
    }

    private async Task LookAtForeign(WidgetTab tab)
    {
        var foreign = Stage.Database.Conversations.Where(record => record.State.ContactId != Id).ToArray();
        if (foreign.Length == 0)
        {
            return;
        }
        var id = Rng.Pick(foreign).Id;
        await Quietly(async () => Stage.Checks.Foreign(await tab.Ask<TimelinePage>("ReadTimeline", new ReadTimeline(id, 50, 0)) is null));
        await Quietly(async () =>
        {
            var answer = await tab.Ask<Answer>("PostMessage", new PostMessage(id, new(Rng.Id()), "let me in"));
            Stage.Checks.Foreign(answer?.Rejection is { Code: RejectionCode.NotFound or RejectionCode.Unavailable });
        });
    }

    private string NextText() => $"{Name} says {++lastText}";
}
