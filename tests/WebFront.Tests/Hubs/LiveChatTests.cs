using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>Visitor and operator through both hubs, grains and store.</summary>
public sealed class LiveChatTests(HubFixture front) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task A_visitor_who_writes_is_routed_to_the_operator_who_is_online_and_both_chat_in_order()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia, Availability.Online);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin("m0");
        var routed = await olivia.Pushed<InboxChanged>(
            push => push.Conversation is { Mode: ConversationMode.Live } head && head.ConversationId == id, "the conversation in Mine");
        Assert.Equal(1, routed.Conversation?.Unread);
        Assert.Null((await olivia.Watch(id)).Rejection);

        for (var i = 1; i <= 10; i++)
        {
            var answer = await (i % 2 == 0 ? visitor.Say(id, $"m{i}") : olivia.Say(id, $"m{i}"));
            Assert.NotNull(answer.Seq);
        }

        string[] later = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10"];
        await Poll.Until(() => later.SequenceEqual(visitor.TextsPushed(id).Except(["m0"])), "all messages at the visitor");
        await Poll.Until(() => later.SequenceEqual(olivia.TextsPushed(id).Except(["m0"])), "all messages at the operator");
        await olivia.SwitchTo(Availability.Away);
    }

    [Fact]
    public async Task Sends_of_one_client_that_are_all_under_way_get_rising_seqs_in_their_order()
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => visitor.Say(id, $"p{i}")));
        var seqs = answers.Select(answer => answer.Seq ?? 0).ToArray();
        Assert.Equal(seqs.Order(), seqs);
        Assert.All(seqs, seq => Assert.True(seq > 0));
    }

    [Fact]
    public async Task The_same_command_again_gets_the_same_answer_and_appears_once()
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var command = HubClient.NewCommand();
        var answers = await Task.WhenAll(visitor.Say(id, "once", command), visitor.Say(id, "once", command));
        Assert.Equal(answers[0], answers[1]);
        var page = await visitor.Read(id, 0);
        Assert.Single(page!.Entries, entry => entry.Event is ConversationEvent.MessagePosted { Text: "once" });
        Assert.Equal(Rejection.CommandIdIsReused, (await visitor.Say(id, "other", command)).Rejection);
    }

    [Fact]
    public async Task Notes_never_reach_the_widget()
    {
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        Assert.Null((await omar.Assign(id)).Rejection);
        Assert.Null((await omar.Watch(id)).Rejection);
        Assert.NotNull((await omar.Note(id, "secret")).Seq);
        var answer = await omar.Say(id, "visible");
        await visitor.Pushed<TimelineAdvanced>(push => push.UpTo == answer.Seq, "the message after the note");

        Assert.DoesNotContain(
            visitor.Pushes<TimelineAdvanced>().SelectMany(push => push.Entries), entry => entry.Event is ConversationEvent.NoteAdded);
        Assert.DoesNotContain((await visitor.Read(id, 0))!.Entries, entry => entry.Event is ConversationEvent.NoteAdded);
        Assert.Contains((await omar.Read(id, 0))!.Entries, entry => entry.Event is ConversationEvent.NoteAdded);
        // The push after the note begins where the contact's last one ended: no hole to be seen.
        var pushes = visitor.Pushes<TimelineAdvanced>().Where(push => !push.Entries.Items.IsEmpty).ToArray();
        Assert.All(pushes.Zip(pushes.Skip(1)), pair => Assert.Equal(pair.First.UpTo, pair.Second.After));
    }

    [Fact]
    public async Task Two_operators_press_assign_at_once_and_one_is_told_who_has_it()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var answers = await Task.WhenAll(olivia.Assign(id), omar.Assign(id));
        var won = Assert.Single(answers, answer => answer.Rejection is null);
        var lost = Assert.Single(answers, answer => answer.Rejection is not null);
        Assert.Equal(Rejection.ConversationIsTaken(won == answers[0] ? "Olivia" : "Omar"), lost.Rejection);
    }

    [Fact]
    public async Task After_a_reconnect_the_visitor_reads_on_where_she_stopped()
    {
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await omar.Assign(id);
        var seen = (await omar.Say(id, "before")).Seq ?? 0;
        await visitor.Pushed<TimelineAdvanced>(push => push.UpTo == seen, "the message before the break");
        await visitor.Leave();
        var missed = await omar.Say(id, "while away");

        await using var again = await front.Visit(again: visitor.Contact);
        Assert.Contains(again.Messenger!.Conversations, head => head.ConversationId == id && head.Unread == 2);
        var snapshot = await again.Watch(id, seen);
        Assert.Equal(seen, snapshot.Page?.After);
        Assert.Equal(["while away"], snapshot.Page!.Entries.Select(entry => entry.Event)
            .OfType<ConversationEvent.MessagePosted>().Select(message => message.Text));
        Assert.Equal(missed.Seq, snapshot.Conversation?.LastSeq);
    }

    [Fact]
    public async Task Typing_is_shown_to_the_other_side_and_at_most_once_a_second()
    {
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await omar.Assign(id);
        await omar.Watch(id);
        for (var i = 0; i < 20; i++)
        {
            await visitor.Connection.InvokeAsync("Typing", new Typing(id));
        }
        await omar.Connection.InvokeAsync("Typing", new Typing(id));
        await visitor.Pushed<TypingShown>(push => push.Author.Kind == AuthorKind.Operator, "the operator types");
        await omar.Pushed<TypingShown>(push => push.Author.Kind == AuthorKind.Contact, "the visitor types");
        Assert.All(visitor.Pushes<TypingShown>(), push => Assert.Equal(AuthorKind.Operator, push.Author.Kind));
        Assert.InRange(omar.Pushes<TypingShown>().Count(push => push.Author.Kind == AuthorKind.Contact), 1, 3);
    }

    [Fact]
    public async Task Receipts_are_told_to_both_sides()
    {
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await omar.Assign(id);
        await omar.Watch(id);
        await omar.Connection.InvokeAsync("MarkRead", new MarkRead(id, 1));
        var receipts = await visitor.Pushed<ReceiptsAdvanced>(push => push.Receipts.OperatorRead == 1, "the receipt");
        Assert.Equal(1, receipts.Receipts.OperatorDelivered);
        // Falling is no change.
        await omar.Connection.InvokeAsync("MarkRead", new MarkRead(id, 0));
        Assert.Equal(1, (await omar.Watch(id)).Conversation?.Receipts.OperatorRead);
    }

    [Fact]
    public async Task Leaving_and_coming_back_is_seen_as_presence_after_the_grace_time()
    {
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await omar.Assign(id);
        await omar.Watch(id);
        await visitor.Leave();
        await omar.Pushed<TimelineAdvanced>(
            push => push.Conversation is { ContactIsPresent: false } head && head.ConversationId == id, "the contact has gone");
        var before = omar.Pushes<TimelineAdvanced>().Count;
        await using var again = await front.Visit(again: visitor.Contact);
        await Poll.Until(
            () => omar.Pushes<TimelineAdvanced>().Skip(before).Any(push => push.Conversation is { ContactIsPresent: true }),
            "the contact is back");
    }

    [Fact]
    public async Task Widgets_are_told_when_somebody_of_their_group_comes_and_goes()
    {
        await using var visitor = await front.Visit(front.Rival);
        Assert.False(visitor.Messenger?.WidgetIsAnswered);
        await using var olivia = await front.SitDown(front.Rival, front.Rival.Olivia, Availability.Online);
        await visitor.Pushed<MessengerChanged>(push => push is { Version: 0, WidgetIsAnswered: true }, "somebody answers");
        await olivia.SwitchTo(Availability.Away);
        await visitor.Pushed<MessengerChanged>(push => push is { Version: 0, WidgetIsAnswered: false }, "nobody answers");
    }
}
