using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class ChangeContactPresenceTests
{
    private static ChangeContactPresence Presence(bool isPresent, double minutesLater = 0) =>
        new(Author.System, null, Later(minutesLater), isPresent, TimeSpan.FromMinutes(10));

    [Fact]
    public void A_live_conversation_turns_asynchronous_when_the_contact_has_gone() =>
        GivenLive().When(Presence(false))
            .Then(new TurnedAsynchronous(AsynchronousReason.ContactLeft), new ContactPresenceChanged(false, false));

    [Fact]
    public void An_asynchronous_conversation_only_notes_that_she_has_gone() =>
        GivenOlivias().When(Presence(false)).Then(new ContactPresenceChanged(false, false));

    [Fact]
    public void She_waits_again_when_she_is_back_soon()
    {
        var away = new ContactPresenceChanged(false, false);
        GivenOlivias(away).When(Presence(true, 10)).Then(new ContactPresenceChanged(true, false));
        Assert.True(GivenOlivias(away, new ContactPresenceChanged(true, false)).State.Waits);
    }

    [Fact]
    public void Looking_at_the_shop_again_much_later_takes_nobodys_slot()
    {
        var away = new ContactPresenceChanged(false, false);
        GivenOlivias(away).When(Presence(true, 10.01)).Then(new ContactPresenceChanged(true, true));
        Assert.False(GivenOlivias(away, new ContactPresenceChanged(true, true)).State.Waits);
    }

    [Fact]
    public void A_conversation_that_nobody_has_waits_however_late_she_is_back() =>
        GivenStarted(new ContactPresenceChanged(false, false)).When(Presence(true, 600))
            .Then(new ContactPresenceChanged(true, false));

    [Fact]
    public void A_parked_conversation_stays_parked_when_she_goes() =>
        GivenLive(new TurnedAsynchronous(AsynchronousReason.NoMessages)).When(Presence(false))
            .Then(new ContactPresenceChanged(false, true));

    [Theory]
    [InlineData("started", true)]
    [InlineData("live", true)]
    [InlineData("ended", true)]
    [InlineData("ended", false)]
    public void Does_nothing_when_it_is_known_or_over(string situation, bool isPresent) =>
        In(situation).When(Presence(isPresent)).ThenNothing();

    [Theory]
    [InlineData("nothing", "conversationNotFound")]
    public void Is_refused(string situation, string reason) => In(situation).When(Presence(true)).ThenRejected(reason);
}
