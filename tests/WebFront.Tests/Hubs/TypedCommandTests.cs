using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>"$name Anna" through hub, grains and store: what operators see of it, and that contacts see nothing.</summary>
public sealed class TypedCommandTests(HubFixture front) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task Name_address_language_and_topic_are_set_and_only_operators_see_it()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        Assert.Null((await olivia.Watch(id)).Rejection);

        await Runs(olivia, id, "$name Anna");
        await Runs(olivia, id, "$email anna@shop.example");
        await Runs(olivia, id, "$locale de");
        await Runs(olivia, id, "$topic delivery");
        await Runs(olivia, id, "$note Asked before");
        await Runs(olivia, id, "$dispatch boss@shop.example");

        ConversationEvent[] expected =
        [
            new ConversationEvent.ContactInfoRecorded(ContactField.Name, "Anna", null),
            new ConversationEvent.ContactInfoRecorded(ContactField.Email, "anna@shop.example", null),
            new ConversationEvent.LocaleChanged("de", "en"),
            new ConversationEvent.TopicAdded(Company.Delivery.TopicId),
            new ConversationEvent.NoteAdded("Asked before"),
            new ConversationEvent.TranscriptQueued("boss@shop.example", "de", false),
        ];
        var entries = (await olivia.Read(id, 0))!.Entries;
        Assert.Equal(expected, entries.Select(entry => entry.Event).Intersect(expected));
        var head = (await olivia.Watch(id)).Conversation!;
        Assert.Equal(("Anna", "de", Company.Delivery.TopicId), (head.ContactName, head.Locale, Assert.Single(head.Topics)));
        var contact = await front.Contact(front.Shop, visitor.Contact).ReadContact();
        Assert.Equal(("Anna", "anna@shop.example"), (contact?.Name, contact?.Email));

        // Whatever she is told after all that is a message, and nothing of what was done.
        Assert.NotNull((await visitor.Say(id, "Hello again?")).Seq);
        await visitor.Pushed<TimelineAdvanced>(
            push => push.Entries.Items.Any(entry => entry.Event is ConversationEvent.MessagePosted { Text: "Hello again?" }), "her message");
        var seen = visitor.Pushes<TimelineAdvanced>().SelectMany(push => push.Entries)
            .Concat((await visitor.Read(id, 0))!.Entries).Select(entry => entry.Event);
        Assert.All(seen, happened => Assert.True(happened.IsForContact, $"{happened} reached the contact"));
    }

    [Fact]
    public async Task The_same_command_again_is_answered_as_before_and_sets_nothing_that_was_set_since()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var command = HubClient.NewCommand();
        var first = await Run(olivia, id, "$name Anna", command);
        await Runs(olivia, id, "$name Berta");

        Assert.Equal(first, await Run(olivia, id, "$name Anna", command));
        Assert.Equal("Berta", (await front.Contact(front.Shop, visitor.Contact).ReadContact())?.Name);
        Assert.Equal(Rejection.CommandIdIsReused, (await Run(olivia, id, "$name Clara", command)).Rejection);
    }

    [Fact]
    public async Task A_topic_is_toggled_once_by_one_command_and_back_by_the_next()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var command = HubClient.NewCommand();
        Assert.Equal(await Run(olivia, id, "$topic Delivery", command), await Run(olivia, id, "$topic Delivery", command));
        Assert.Single((await olivia.Watch(id)).Conversation!.Topics);
        await Runs(olivia, id, "$topic Delivery");
        Assert.Equal(new ConversationEvent.TopicRemoved(Company.Delivery.TopicId), (await olivia.Read(id, 0))!.Entries[^1].Event);
    }

    [Fact]
    public async Task The_transcript_goes_to_the_contact_after_the_end_when_her_address_is_known()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        Assert.Null((await olivia.Assign(id)).Rejection);
        Assert.Equal(Rejection.ConversationHasNotEnded, (await Run(olivia, id, "$send")).Rejection);
        await Runs(olivia, id, "$status ended");
        Assert.Equal(Rejection.ContactHasNoEmail, (await Run(olivia, id, "$send")).Rejection);
        await Runs(olivia, id, "$email anna@shop.example");
        await Runs(olivia, id, "$send");
        Assert.Contains(
            (await olivia.Read(id, 0))!.Entries,
            entry => entry.Event is ConversationEvent.TranscriptQueued { Recipient: "anna@shop.example", IsForItsContact: true });
    }

    [Theory]
    [InlineData("$nmae Anna", "commandIsUnknown")]
    [InlineData("Hello", "commandIsUnknown")]
    [InlineData("", "textIsEmpty")]
    [InlineData("$name", "commandNeedsValue")]
    [InlineData("$name A\0", "textIsMalformed")]
    [InlineData("$email anna", "emailIsInvalid")]
    [InlineData("$dispatch a@shop.example\r\nBcc: b@shop.example", "emailIsInvalid")]
    [InlineData("$topic Weather", "topicIsUnknown")]
    [InlineData("$status pending", "conversationIsNotYours")]
    public async Task What_is_wrong_is_refused_and_leaves_no_trace(string text, string reason)
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var before = (await olivia.Read(id, 0))!.Entries;
        Assert.Equal(reason, (await Run(olivia, id, text)).Rejection?.Reason);
        Assert.Equal(before, (await olivia.Read(id, 0))!.Entries);
    }

    [Fact]
    public async Task Help_changes_nothing()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        Assert.Equal(Answer.Done, await Run(olivia, await visitor.Begin(), "$help"));
    }

    [Fact]
    public async Task A_contact_who_types_a_command_sends_plain_text_and_has_no_such_method()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin("$note I am a contact");
        Assert.Contains(
            (await olivia.Read(id, 0))!.Entries, entry => entry.Event is ConversationEvent.MessagePosted { Text: "$note I am a contact" });
        var refused = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => visitor.Connection.InvokeAsync<Answer>(
            "RunCommand", new RunCommand(id, HubClient.NewCommand(), "$name Anna")));
        Assert.Contains("unknown_method", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_accounts_operator_is_answered_as_if_there_were_no_conversation()
    {
        await using var stranger = await front.SitDown(front.Rival, front.Rival.Olivia);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        Assert.Equal(Rejection.ConversationNotFound, (await Run(stranger, id, "$name Anna")).Rejection);
        Assert.Null((await front.Contact(front.Shop, visitor.Contact).ReadContact())?.Name);
    }

    private static async Task Runs(Desk desk, ConversationId id, string text) => Assert.NotNull((await Run(desk, id, text)).Seq);

    private static Task<Answer> Run(Desk desk, ConversationId id, string text, CommandId? command = null) =>
        desk.Connection.InvokeAsync<Answer>("RunCommand", new RunCommand(id, command ?? HubClient.NewCommand(), text));
}
