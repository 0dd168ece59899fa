using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Hubs;

/// <summary>What an operator's dashboard can be told.</summary>
public interface IOperatorClient
{
    Task TimelineAdvanced(TimelineAdvanced push);

    Task ReceiptsAdvanced(ReceiptsAdvanced push);

    Task TypingShown(TypingShown push);

    Task ViewersShown(ViewersShown push);

    Task ProfileChanged(ProfileChanged push);

    Task VisitsChanged(VisitsChanged push);

    Task ConversationBeat(ConversationBeat push);

    Task InboxChanged(InboxChanged push);

    Task InboxBeat(FeedBeat push);

    Task UnassignedChanged(UnassignedChanged push);

    Task UnassignedBeat(FeedBeat push);

    Task SignedOut(SignedOut push);
}
