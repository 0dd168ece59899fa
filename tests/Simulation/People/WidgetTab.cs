using System.Security.Claims;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.Simulation.Fronts;
using MessageCenter.Simulation.Runs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.Simulation.People;

/// <summary>The widget in one tab of a visitor's browser.</summary>
internal sealed class WidgetTab(Stage stage, Browser browser, Visitor visitor) : Tab(stage, browser, AuthorKind.Contact)
{
    private long version;

    public string? Name { get; private set; }

    public bool IsAnswered { get; private set; }

    public bool HasGreeted { get; private set; }

    protected override ClaimsPrincipal User() => visitor.Principal;

    protected override IEnumerable<ConversationId> Wanted() => Screens.Values
        .Where(screen => screen.Head.Status != ConversationStatus.Ended || visitor.LooksAt == screen.Head.ConversationId)
        .Select(screen => screen.Head.ConversationId);

    protected override async Task<bool> Hello()
    {
        try
        {
            if (await Ask<MessengerSnapshot>("Hello", new Hello("en")) is not { } hello)
            {
                return false;
            }
            version = hello.Version;
            Name = hello.Contact.Name;
            IsAnswered = hello.WidgetIsAnswered;
            HasGreeted = true;
            foreach (var head in hello.Conversations)
            {
                Take(head, isFresh: true);
            }
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    protected override void Take(object push)
    {
        switch (push)
        {
            case MessengerChanged changed:
                Take(changed);
                break;
            case Push.MessengerBeat beat when beat.Version != version:
                SayHello();
                break;
            default:
                TakeTimeline(push);
                break;
        }
    }

    protected override void Ended(OutboxItem item, Answer answer)
    {
        if (answer.Rejection is null && item.Intent.Method == "StartConversation" && !Screens.ContainsKey(item.Intent.Conversation))
        {
            SayHello();
        }
        visitor.Ended(item.Intent, answer);
    }

    private void Take(MessengerChanged changed)
    {
        IsAnswered = changed.WidgetIsAnswered ?? IsAnswered;
        if (changed.Version > version && changed.Contact is { } contact)
        {
            Name = contact.Name;
        }
        if (changed.Conversation is { } head)
        {
            Take(head, isFresh: false);
            Follow();
        }
        if (changed.Version > version + 1)
        {
            version = changed.Version;
            SayHello();
        }
        version = Math.Max(version, changed.Version);
    }

    private void Take(ConversationView head, bool isFresh)
    {
        Stage.Checks.Sent(AuthorKind.Contact, [], head);
        var screen = ScreenOf(head);
        if (isFresh)
        {
            screen.BeginAt(head);
        }
        if (screen.Take(head))
        {
            Fill(head.ConversationId);
        }
    }
}
