using System.Security.Claims;
using MessageCenter.Domain;
using MessageCenter.Simulation.Engine;
using MessageCenter.Simulation.Fronts;
using MessageCenter.Simulation.Runs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.Simulation.People;

/// <summary>Somebody with a browser: she comes, does something now and then, and leaves again.</summary>
internal abstract class Person<TTab>(Stage stage, Company company, string name) where TTab : Tab
{
    private readonly TimeSpan pace = TimeSpan.FromMilliseconds(stage.World.Rng.Between(400, 4_000));
    private readonly List<Intent> answered = [];
    private bool isReady;

    public Stage Stage => stage;

    public Company Company => company;

    public string Name => name;

    public Browser Browser { get; } = new(stage.World, name);

    public List<TTab> Tabs { get; } = [];

    /// <summary>She has a tab open; whether it is connected is another question.</summary>
    public bool IsHere => Tabs.Count > 0;

    /// <summary>The conversation on her screen.</summary>
    public ConversationId? LooksAt { get; protected set; }

    public abstract ClaimsPrincipal Principal { get; }

    public abstract string AuthorKey { get; }

    protected World World => stage.World;

    protected Rng Rng => stage.World.Rng;

    public void Begin() => World.Ready(new(World, Browser.Host), _ => Live(), null);

    public void Ended(Intent intent, Grains.Interfaces.Answer answer)
    {
        if (answer.Rejection is null && intent.Method is "PostMessage" or "AddNote")
        {
            answered.Add(intent);
        }
    }

    /// <summary>Closes all tabs: she is gone, her outbox stays in the browser.</summary>
    public void Leave()
    {
        stage.Trace($"{name} leaves");
        foreach (var tab in Tabs)
        {
            tab.Close();
        }
        Tabs.Clear();
    }

    public void Come()
    {
        stage.Trace($"{name} opens a tab");
        var tab = NewTab();
        Tabs.Add(tab);
        tab.Open();
    }

    public void Reload()
    {
        if (!isReady)
        {
            return;
        }
        stage.Trace($"{name} reloads");
        var count = Tabs.Count;
        Leave();
        for (var tab = 0; tab < count; tab++)
        {
            Come();
        }
    }

    protected abstract TTab NewTab();

    protected abstract Task Prepare();

    protected abstract Task Act();

    protected static ClaimsPrincipal PrincipalOf(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "simulated"));

    /// <summary>Puts a command into the outbox, and lets one tab, or all, send it.</summary>
    protected void Want(ConversationId conversation, string method, Func<CommandId, object> argument, string text = "", long? replaces = null)
    {
        var command = stage.Checks.BorrowedId(conversation, AuthorKey) ?? new CommandId(Rng.Id());
        var item = new OutboxItem(
            new(company.Account, conversation, command, AuthorKey, method, text) { Replaces = replaces }, argument);
        stage.Checks.Wanted(item.Intent);
        stage.Trace($"{name} wants {method} in {Short(conversation)} {text}");
        Browser.Outbox.Add(item);
        if (Tabs.Count == 0)
        {
            return;
        }
        if (World.Faults.Strikes(Fault.SendDoubled, 0.5))
        {
            var eager = Rng.Pick(Tabs);
            World.Ready(eager.Scope, _ => eager.SendAtOnce(item), null);
        }
        foreach (var tab in Tabs)
        {
            World.Ready(tab.Scope, _ => tab.Send(conversation), null);
        }
    }

    /// <summary>A client with a fault: an old id again, with the old words or with others.</summary>
    protected async Task RepeatOld()
    {
        if (answered.Count == 0 || Tabs.Count == 0)
        {
            return;
        }
        var old = Rng.Pick(answered);
        var text = Rng.Chance(0.5) ? old.Text : old.Text + " and more";
        object argument = old.Method == "AddNote"
            ? new AddNote(old.Conversation, old.Command, text)
            : new PostMessage(old.Conversation, old.Command, text);
        await Quietly(async () =>
        {
            var answer = await Rng.Pick(Tabs).Ask<Grains.Interfaces.Answer>(old.Method, argument);
            stage.Checks.Repeated(old, text, answer);
        });
    }

    /// <summary>A call whose failure changes nothing for her.</summary>
    protected static async Task Quietly(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception problem) when (problem is NotConnectedException or Microsoft.AspNetCore.SignalR.HubException)
        {
            // She does not notice.
        }
    }

    protected static string Short(ConversationId id) => id.Value.ToString("N")[..6];

    private async void Live()
    {
        await World.Delay(Rng.Pause(TimeSpan.FromSeconds(2)));
        await Prepare();
        isReady = true;
        while (!stage.IsEnding)
        {
            await World.Delay(Rng.Pause(pace));
            if (stage.IsEnding)
            {
                break;
            }
            if (IsHere)
            {
                await Act();
            }
            else if (Rng.Chance(0.3))
            {
                Come();
            }
        }
    }
}
