using MessageCenter.WebFront.Hubs.Messages;

namespace MessageCenter.WebFront.Hubs;

/// <summary>What a contact's widget can be told.</summary>
public interface IWidgetClient
{
    Task TimelineAdvanced(TimelineAdvanced push);

    Task ReceiptsAdvanced(ReceiptsAdvanced push);

    Task TypingShown(TypingShown push);

    Task ConversationBeat(ConversationBeat push);

    Task MessengerChanged(MessengerChanged push);

    Task MessengerBeat(FeedBeat push);

    Task SignedOut(SignedOut push);
}
