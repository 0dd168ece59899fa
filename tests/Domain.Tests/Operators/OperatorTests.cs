using MessageCenter.Domain.Operators;
using static MessageCenter.Domain.Operators.OperatorCommand;
using static MessageCenter.Domain.Operators.OperatorEvent;
using Spec = MessageCenter.TestKit.DeciderSpec<
    MessageCenter.Domain.Operators.OperatorState,
    MessageCenter.Domain.Operators.OperatorEvent,
    MessageCenter.Domain.Operators.OperatorCommand,
    MessageCenter.Domain.Operators.OperatorEvent>;

namespace MessageCenter.Domain.Tests.Operators;

/// <summary>Begins the examples about operators.</summary>
internal static class OperatorExample
{
    private static readonly Spec Spec = new(OperatorState.Nothing, OperatorDecider.Apply, OperatorDecider.Decide);

    public static Spec.Situation Given(params ReadOnlySpan<OperatorEvent> history) => Spec.Given(history);
}

public sealed class SetAvailabilityTests
{
    [Fact]
    public void The_first_visit_starts_away_before_the_switch_was_used()
    {
        var state = OperatorExample.Given().State;
        Assert.Equal((Availability.Away, false), (state.Availability, state.HasUsedSwitch));
    }

    [Theory]
    [InlineData(Availability.Online)]
    [InlineData(Availability.Away)]
    public void The_switch_is_used_for_the_first_time(Availability availability)
    {
        OperatorExample.Given().When(new SetAvailability(availability)).Then(new AvailabilityChanged(availability));
        Assert.True(OperatorExample.Given(new AvailabilityChanged(availability)).State.HasUsedSwitch);
    }

    [Fact]
    public void Again_changes_nothing() =>
        OperatorExample.Given(new AvailabilityChanged(Availability.Online))
            .When(new SetAvailability(Availability.Online)).ThenNothing();

    [Theory]
    [InlineData(Availability.Online, 1, 3_600, true)]
    [InlineData(Availability.Online, 0, 29, true)]
    [InlineData(Availability.Online, 0, 30, false)]
    [InlineData(Availability.Away, 1, 0, false)]
    public void She_is_available_when_online_and_connected_or_gone_for_less_than_the_grace(
        Availability availability, int connections, int secondsAgo, bool isAvailable)
    {
        var now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        var state = OperatorExample.Given(new AvailabilityChanged(availability)).State;
        Assert.Equal(
            isAvailable,
            OperatorDecider.IsAvailable(state, connections, now.AddSeconds(-secondsAgo), now, TimeSpan.FromSeconds(30)));
    }
}

public sealed class WriteCredentialsTests
{
    private static readonly StoredCredentials Credentials = new("hash", "stamp", 0, null);

    [Fact]
    public void Sign_in_keeps_what_it_wrote_last()
    {
        OperatorExample.Given().When(new WriteCredentials(Credentials)).Then(new CredentialsChanged(Credentials));
        Assert.Equal(Credentials, OperatorExample.Given(new CredentialsChanged(Credentials)).State.Credentials);
    }

    [Fact]
    public void Again_changes_nothing() =>
        OperatorExample.Given(new CredentialsChanged(Credentials)).When(new WriteCredentials(Credentials)).ThenNothing();
}

public sealed class EndSessionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_session_is_over_and_others_are_not()
    {
        OperatorExample.Given().When(new EndSession("one", Now)).Then(new SessionEnded("one", Now));
        var state = OperatorExample.Given(new SessionEnded("one", Now)).State;
        Assert.True(state.HasEnded("one"));
        Assert.False(state.HasEnded("two"));
    }

    [Fact]
    public void Again_changes_nothing() =>
        OperatorExample.Given(new SessionEnded("one", Now)).When(new EndSession("one", Now.AddDays(1))).ThenNothing();

    [Fact]
    public void What_would_have_expired_by_itself_is_forgotten()
    {
        var state = OperatorExample.Given(
            new SessionEnded("old", Now), new SessionEnded("new", Now.AddDays(Limits.SessionDaysMax))).State;
        Assert.False(state.HasEnded("old"));
        Assert.True(state.HasEnded("new"));
    }

    [Fact]
    public void The_oldest_of_too_many_give_way()
    {
        var ended = Enumerable.Range(0, Limits.EndedSessionsKept + 1)
            .Select(number => (OperatorEvent)new SessionEnded($"session {number}", Now)).ToArray();
        var state = OperatorExample.Given(ended).State;
        Assert.Equal(Limits.EndedSessionsKept, state.EndedSessions.Length);
        Assert.False(state.HasEnded("session 0"));
    }

    [Fact]
    public void A_document_from_before_there_were_any_has_none() =>
        Assert.False(new OperatorState { EndedSessions = default }.HasEnded("one"));
}

public sealed class RecordMentionTests
{
    private static readonly ConversationId Conversation = new(Seed.Id(41));
    private static readonly Mention Mention = new(Conversation, 3, new(Seed.Id(42)), DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_note_that_names_her_is_recorded_once_also_when_she_has_seen_it()
    {
        OperatorExample.Given().When(new RecordMention(Mention)).Then(new MentionRecorded(Mention));
        var told = OperatorExample.Given(new MentionRecorded(Mention), new MentionsSeen(Conversation));
        told.When(new RecordMention(Mention with { At = Mention.At.AddDays(1) })).ThenNothing();
        Assert.True(Assert.Single(told.State.Mentions).IsSeen);
    }

    [Fact]
    public void Only_the_newest_are_kept()
    {
        OperatorEvent[] many = [.. Enumerable.Range(1, Limits.MentionsKept + 1).Select(seq => new MentionRecorded(Mention with { NoteSeq = seq }))];
        var kept = OperatorExample.Given(many).State.Mentions;
        Assert.Equal((Limits.MentionsKept, 2L), (kept.Count, kept[0].NoteSeq));
    }
}

public sealed class SeeMentionsTests
{
    private static readonly Mention Mention = new(new(Seed.Id(41)), 3, new(Seed.Id(42)), DateTimeOffset.UnixEpoch);

    [Fact]
    public void She_sees_those_of_one_conversation()
    {
        var told = OperatorExample.Given(
            new MentionRecorded(Mention), new MentionRecorded(Mention with { ConversationId = new(Seed.Id(43)) }));
        told.When(new SeeMentions(Mention.ConversationId)).Then(new MentionsSeen(Mention.ConversationId));
        told.When(new SeeMentions(new(Seed.Id(44)))).ThenNothing();
    }

    [Fact]
    public void Again_changes_nothing() =>
        OperatorExample.Given(new MentionRecorded(Mention), new MentionsSeen(Mention.ConversationId))
            .When(new SeeMentions(Mention.ConversationId)).ThenNothing();
}
