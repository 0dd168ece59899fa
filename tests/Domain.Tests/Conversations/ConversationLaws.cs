using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces.Conversations;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using Decided = MessageCenter.Domain.Decision<MessageCenter.Domain.Conversations.ConversationEvent>;

namespace MessageCenter.Domain.Tests.Conversations;

/// <summary>What holds in every history, whatever people do. A failure prints the seed that repeats it.</summary>
public sealed class ConversationLaws
{
    [Fact]
    public void A_command_decided_again_has_no_second_event_and_the_same_answer() => Check(steps =>
    {
        foreach (var step in steps.Where(step => step.Answer is not null))
        {
            var again = ConversationDecider.Decide(step.After, step.Command);
            var expected = new Decided.AlreadyDecided(step.Answer!.Seq, step.Answer.At);
            Law.Holds(again == expected, () => $"{step.Command}\nexpected: {expected}\nactual:   {again}");
        }
    });

    [Fact]
    public void A_command_that_changed_something_changes_nothing_the_second_time() => Check(steps =>
    {
        foreach (var step in steps.Where(step => step.Events.Length > 0))
        {
            var again = ConversationDecider.Decide(step.After, step.Command);
            Law.Holds(again is not Decided.Accepted { Events.Length: > 0 }, () => $"{step.Command} happened twice");
        }
    });

    [Fact]
    public void A_refusal_says_why_and_leaves_all_as_it_was() => Check(steps =>
    {
        foreach (var step in steps)
        {
            if (step.Decision is Decided.Rejected rejected)
            {
                Assert.NotEmpty(rejected.Rejection.Reason);
                Assert.Same(step.Before, step.After);
                Assert.Equal(step.Decision, ConversationDecider.Decide(step.Before, step.Command));
            }
        }
    });

    [Fact]
    public void Entries_are_numbered_from_one_without_holes_and_time_never_runs_backwards() => Check(steps =>
    {
        var entries = steps.SelectMany(step => step.Entries).ToArray();
        Assert.Equal(Enumerable.Range(1, entries.Length).Select(seq => (long)seq), entries.Select(entry => entry.Seq));
        Assert.True(entries.Zip(entries.Skip(1)).All(pair => pair.First.At <= pair.Second.At), "an entry is older than the one ahead of it");
        Assert.Equal(entries.Length, steps[^1].After.LastSeq);
    });

    [Fact]
    public void A_state_survives_its_way_to_the_store_and_back() => Check(steps =>
    {
        var state = steps[^1].After with { Decided = [] };
        if (state.Exists)
        {
            Assert.Equal(state, JsonSerializer.Deserialize<ConversationState>(JsonSerializer.Serialize(state)));
        }
    });

    [Fact]
    public void An_entry_survives_its_way_to_the_store_and_back() => Check(steps =>
    {
        foreach (var entry in steps.SelectMany(step => step.Entries))
        {
            Assert.Equal(entry, JsonSerializer.Deserialize<TimelineEntry>(JsonSerializer.Serialize(entry)));
        }
    });

    [Fact]
    public void Row_and_recent_entries_decide_repeated_commands_as_before() => Check(steps =>
    {
        var state = steps[^1].After;
        var entries = steps.SelectMany(step => step.Entries).TakeLast(Limits.RecentEntries).ToArray();
        var recalled = ConversationFold.Recall(state with { Decided = [] }, entries);
        foreach (var step in steps.Where(step => step.Answer is not null && entries.Contains(step.Answer)))
        {
            Assert.Equal(ConversationDecider.Decide(state, step.Command), ConversationDecider.Decide(recalled, step.Command));
        }
    });

    [Fact]
    public void Unread_is_what_the_others_said_beyond_the_read_mark() => Check(steps =>
    {
        var state = steps[^1].After;
        var messages = steps.SelectMany(step => step.Entries).Where(entry => entry.Event is MessagePosted).ToArray();
        Assert.Equal(Beyond(messages, AuthorKind.Contact, state.Receipts.OperatorRead), state.UnreadByOperator);
        Assert.Equal(Beyond(messages, AuthorKind.Operator, state.Receipts.ContactRead), state.UnreadByContact);
    });

    [Fact]
    public void Receipts_never_fall_and_never_pass_the_last_entry() => Check(steps =>
    {
        foreach (var step in steps)
        {
            var (before, after) = (step.Before.Receipts, step.After.Receipts);
            Law.Holds(
                after.ContactDelivered >= before.ContactDelivered && after.ContactRead >= before.ContactRead
                && after.OperatorDelivered >= before.OperatorDelivered && after.OperatorRead >= before.OperatorRead,
                () => $"{step.Command} made a receipt fall");
            Law.Holds(
                after.ContactRead <= after.ContactDelivered && after.OperatorRead <= after.OperatorDelivered
                && Math.Max(after.ContactDelivered, after.OperatorDelivered) <= step.After.LastSeq,
                () => $"{step.Command} received what is not there");
        }
    });

    [Fact]
    public void A_contact_sees_neither_notes_nor_what_was_done_with_her_nor_why_somebody_was_chosen() => Check(steps =>
    {
        var seen = TimelineViews.ForContact(steps.SelectMany(step => step.Entries));
        Assert.DoesNotContain(seen, entry => entry.Event is NoteAdded or NoteEdited or NoteDeleted or OperatorAssigned { Decision: not null }
            or ConversationForwarded { Comment: not null }
            or ConversationStarted { StickyOperator: not null }
            or ContactInfoRecorded or LocaleChanged or TopicAdded or TopicRemoved or TranscriptQueued or TranscriptDelivered);
        var state = steps[^1].After;
        var view = ConversationView.From(new(Seed.Id(7)), state, AuthorKind.Contact);
        Assert.Equal(seen.IsEmpty ? 0 : seen[^1].Seq, view.LastSeq);
    });

    [Fact]
    public void Live_means_that_somebody_has_it_the_contact_is_there_and_it_has_not_ended() => Check(steps =>
    {
        foreach (var state in steps.Select(step => step.After).Where(state => state.Mode == ConversationMode.Live))
        {
            Assert.NotNull(state.Assignee);
            Assert.True(state.ContactIsPresent);
            Assert.NotEqual(ConversationStatus.Ended, state.Status);
            Assert.False(state.Waits);
        }
    });

    [Fact]
    public void Only_the_owner_and_the_contact_write_and_only_a_contact_after_the_end() => Check(steps =>
    {
        foreach (var step in steps.Where(step => step.Before.Exists && step.Events.Any(happened => happened is MessagePosted)))
        {
            var by = step.Command.By;
            Law.Holds(
                by.Kind == AuthorKind.Contact
                || (by.OperatorId == step.Before.Assignee?.OperatorId && step.Before.Status != ConversationStatus.Ended),
                () => $"{by} wrote to a conversation of {step.Before.Assignee} that is {step.Before.Status}");
        }
    });

    [Fact]
    public void The_router_learns_of_every_change_of_the_line() => Check(steps =>
    {
        foreach (var step in steps.Where(step => step.Before.Waits != step.After.Waits))
        {
            Assert.Contains(ConversationReactions.React(step.Before, step.After), effect => effect is ConversationEffect.TellRouter);
        }
    });

    [Fact]
    public void Old_and_new_owner_learn_that_a_conversation_changed_hands() => Check(steps =>
    {
        foreach (var step in steps.Where(step => step.Before.Assignee?.OperatorId != step.After.Assignee?.OperatorId))
        {
            var told = ConversationReactions.React(step.Before, step.After)
                .OfType<ConversationEffect.TellOperator>().Select(effect => effect.OperatorId).ToArray();
            Assert.All(
                new[] { step.Before.Assignee, step.After.Assignee }.OfType<Assignee>(),
                owner => Assert.Contains(owner.OperatorId, told));
        }
    });

    private static EquatableArray<long> Beyond(IEnumerable<TimelineEntry> messages, AuthorKind author, long read) =>
        messages.Where(entry => entry.Author.Kind == author && entry.Seq > read)
            .Select(entry => entry.Seq).TakeLast(Limits.UnreadCountedMax).ToEquatableArray();

    private static void Check(Action<ImmutableArray<Step>> law) => ConversationHistories.Any.Sample(law, iter: 200, threads: 1);
}
