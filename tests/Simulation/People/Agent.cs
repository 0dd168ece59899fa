using System.Security.Claims;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Simulation.Runs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.Simulation.People;

/// <summary>An operator at her desk.</summary>
internal sealed class Agent : Person<DeskTab>
{
    private int lastText;
    private string? lastCompany;

    public Agent(Stage stage, Company company, string name)
        : base(stage, company, name)
    {
        Id = new(Rng.Id());
        Principal = PrincipalOf(
            ("account", company.Account.Value.ToString("N")), ("operator", Id.Value.ToString("N")), ("operatorName", name), ("stamp", ""),
            ("session", name));
    }

    public OperatorId Id { get; }

    public override ClaimsPrincipal Principal { get; }

    public override string AuthorKey => Author.Operator(Id, Name).Key;

    /// <summary>Ends a conversation of hers, from outside of her own life.</summary>
    public void End(ConversationId id) => Want(id, "EndConversation", command => new EndConversation(id, command));

    protected override DeskTab NewTab() => new(Stage, Browser, this);

    protected override async Task Prepare()
    {
        Come();
        if (Rng.Chance(0.8))
        {
            await Switch(Availability.Online);
        }
    }

    protected override async Task Act()
    {
        var tab = Rng.Pick(Tabs);
        switch (Rng.Below(100))
        {
            case < 43:
                Write(tab);
                break;
            case < 46:
                if (AnyConversation() is { } noted)
                {
                    var text = $"note {Name} {++lastText}";
                    Want(noted.Id, "AddNote", command => new AddNote(noted.Id, command, text), text);
                }
                break;
            case < 49:
                ChangeNote();
                break;
            case < 51 when Rng.Chance(0.3):
                Edit();
                break;
            case < 52:
                if (AnyConversation() is { } typed)
                {
                    var text = TypedCommand();
                    Want(typed.Id, "RunCommand", command => new RunCommand(typed.Id, command, text), text);
                }
                break;
            case < 59:
                if (tab.Unassigned.Count > 0)
                {
                    var free = Rng.Pick(tab.Unassigned.Keys.ToArray());
                    Want(free, "AssignConversation", command => new AssignConversation(free, command));
                }
                break;
            case < 64:
                if (AnyConversation() is { State.Assignee: { } owner } taken)
                {
                    Want(taken.Id, "AssignConversation", command => new AssignConversation(taken.Id, command, owner.OperatorId), $"{owner.OperatorId.Value:N}");
                }
                break;
            case < 67:
                Forward(tab);
                break;
            case < 71:
                if (Own(tab) is { } set)
                {
                    var status = Rng.Chance(0.5) ? ConversationStatus.Pending : ConversationStatus.Open;
                    Want(set, "SetStatus", command => new SetStatus(set, command, status));
                }
                break;
            case < 75:
                if (Own(tab) is { } ended)
                {
                    End(ended);
                }
                break;
            case < 79:
                await Switch(Rng.Chance(0.7) ? Availability.Online : Availability.Away);
                break;
            case < 83:
                Leave();
                break;
            case < 85 when Tabs.Count < 2:
                Come();
                break;
            case < 92:
                await Read(tab);
                break;
            default:
                await RepeatOld();
                break;
        }
    }

    /// <summary>Asks until it is answered, as the dashboard does.</summary>
    public async Task Switch(Availability availability)
    {
        Stage.Trace($"{Name} switches to {availability}");
        Stage.Checks.Wanted(null);
        for (var tries = 0; tries < 20 && Tabs.Count > 0; tries++)
        {
            Answer? answer = null;
            await Quietly(async () => answer = await Rng.Pick(Tabs).Ask<Answer>("SetAvailability", new SetAvailability(new(Rng.Id()), availability)));
            if (answer is { Rejection: null })
            {
                return;
            }
            await World.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private void Write(DeskTab tab)
    {
        // Sometimes where she is not the owner, as from a page that is old.
        if ((Rng.Chance(0.1) ? AnyConversation()?.Id : Own(tab)) is { } own)
        {
            var text = $"{Name} answers {++lastText}";
            // Every third one in the contact's language.
            var languages = lastText % 3 == 0 ? new LanguagePair("en", "es") : null;
            Want(own, "PostMessage", command => new PostMessage(own, command, text, Translate: languages), text);
        }
    }

    /// <summary>Mostly what is hers, sometimes what is another's or nobody's; to anybody, and sometimes to whoever has it.</summary>
    private void Forward(DeskTab tab)
    {
        var record = AnyConversation();
        var (id, owner) = Own(tab) is { } own && Rng.Chance(0.8) ? (own, Id) : (record?.Id, record?.State.Assignee?.OperatorId);
        if (id is not { } conversation)
        {
            return;
        }
        var seen = owner is { } holder ? $"{holder.Value:N}" : "";
        var comment = Rng.Chance(0.5) ? $"for {Name} no more {++lastText}" : null;
        if (Rng.Chance(0.5))
        {
            var next = Rng.Pick(Company.Agents).Id;
            Want(conversation, "ForwardToOperator", command => new ForwardToOperator(conversation, command, next, comment, owner), seen);
        }
        else
        {
            var group = Rng.Pick(Company.Groups);
            Want(conversation, "ForwardToGroup", command => new ForwardToGroup(conversation, command, group, comment, owner), seen);
        }
    }

    /// <summary>Gives a note another text, or takes it away; sometimes another's, or from a page that is old.</summary>
    private void ChangeNote()
    {
        if (AnyConversation() is not { State.Notes: { Count: > 0 } notes } record)
        {
            return;
        }
        var id = record.Id;
        var note = Rng.Pick(notes.Items);
        if (Rng.Chance(0.3))
        {
            Want(id, "DeleteNote", command => new DeleteNote(id, command, note.Seq));
            return;
        }
        var text = $"note {Name} {++lastText}";
        var seen = Rng.Chance(0.2) ? note.Seq : note.WrittenSeq;
        Want(id, "EditNote", command => new EditNote(id, command, note.Seq, seen, text), text, seen);
    }

    /// <summary>Edits a field of a contact, often from a page that is old.</summary>
    private void Edit()
    {
        if (AnyConversation() is { } record)
        {
            var (value, expected) = (Rng.Chance(0.8) ? $"Company {++lastText}" : null, Rng.Chance(0.5) ? lastCompany : null);
            lastCompany = value;
            Want(record.Id, "EditContactField", command => new EditContactField(record.Id, command, ContactField.Company, value, expected));
        }
    }

    private string TypedCommand() => Rng.Pick<string>(
    [
        $"$note note {Name} {++lastText}", $"$email visitor{++lastText}@example.org", "$locale de", "$locale en", $"$topic {Company.Topic}",
        "$topic unheard-of", "$status pending", "$status open", "$send", "$dispatch office@example.org", "$nonsense", "$help",
    ]);

    private async Task Read(DeskTab tab)
    {
        LooksAt = AnyConversation()?.Id;
        if (Own(tab) is { } own && tab.Screens.TryGetValue(own, out var screen))
        {
            var method = Rng.Chance(0.7) ? "MarkRead" : "MarkDelivered";
            object argument = method == "MarkRead" ? new MarkRead(own, screen.UpTo) : new MarkDelivered(own, screen.UpTo);
            await Quietly(() => tab.Ask<object>(method, argument));
        }
        if (Own(tab) is { } typed && tab.Watched.Contains(typed))
        {
            await Quietly(() => tab.Ask<object>("Typing", new Typing(typed)));
        }
        if (Rng.Chance(0.2) && Stage.Companies.Count > 1)
        {
            await LookAtForeign(tab);
        }
    }

    private async Task LookAtForeign(DeskTab tab)
    {
        var foreign = Stage.Database.Conversations.Where(record => record.Account != Company.Account).ToArray();
        if (foreign.Length > 0)
        {
            var id = Rng.Pick(foreign).Id;
            await Quietly(async () => Stage.Checks.Foreign(await tab.Ask<TimelinePage>("ReadTimeline", new ReadTimeline(id, 50, 0)) is null));
        }
    }

    private ConversationId? Own(DeskTab tab) => tab.Mine.Count == 0 ? null : Rng.Pick(tab.Mine.Keys.ToArray());

    /// <summary>As from the list All, which reads the store.</summary>
    private Stores.ConversationRecord? AnyConversation()
    {
        var all = Stage.Database.Conversations.Where(record => record.Account == Company.Account).ToArray();
        return all.Length == 0 ? null : Rng.Pick(all);
    }
}
