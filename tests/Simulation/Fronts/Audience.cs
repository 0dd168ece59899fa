using MessageCenter.WebFront.Hubs;
using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.Simulation.Fronts;

/// <summary>Some sockets of a front, to which a push goes as a frame each.</summary>
internal sealed class Audience(Func<IReadOnlyList<Socket>> sockets) : IOperatorClient, IWidgetClient
{
    public Task TimelineAdvanced(TimelineAdvanced push) => Send(push);

    public Task ReceiptsAdvanced(ReceiptsAdvanced push) => Send(push);

    public Task TypingShown(TypingShown push) => Send(push);

    public Task ViewersShown(ViewersShown push) => Send(push);

    public Task ProfileChanged(ProfileChanged push) => Task.CompletedTask;

    public Task VisitsChanged(VisitsChanged push) => Task.CompletedTask;

    public Task ConversationBeat(ConversationBeat push) => Send(push);

    public Task InboxChanged(InboxChanged push) => Send(push);

    public Task InboxBeat(FeedBeat push) => Send(new Push.InboxBeat(push.Version));

    public Task UnassignedChanged(UnassignedChanged push) => Send(push);

    public Task UnassignedBeat(FeedBeat push) => Send(new Push.UnassignedBeat(push.Version));

    public Task MessengerChanged(MessengerChanged push) => Send(push);

    public Task MessengerBeat(FeedBeat push) => Send(new Push.MessengerBeat(push.Version));

    public Task SignedOut(SignedOut push) => Send(push);

    private Task Send(object push)
    {
        foreach (var socket in sockets())
        {
            socket.Push(push);
        }
        return Task.CompletedTask;
    }
}

/// <summary>Beats have the same shape on the wire and are told apart by the name of the push.</summary>
internal abstract record Push
{
    private Push()
    {
    }

    public sealed record InboxBeat(long Version) : Push;

    public sealed record UnassignedBeat(long Version) : Push;

    public sealed record MessengerBeat(long Version) : Push;
}
