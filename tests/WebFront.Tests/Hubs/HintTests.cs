using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>Who looks, who types and what: hints for those who are there now, and a question before words cross.</summary>
public sealed class HintTests(HubFixture front) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task Operators_see_who_else_looks_at_a_conversation_until_they_leave_it()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await Look(olivia, id);
        await Look(omar, id);
        await Shown(olivia, id, "Olivia", "Omar");
        await Shown(omar, id, "Olivia", "Omar");

        await omar.Connection.InvokeAsync("ViewConversation", new ViewConversation());
        await Shown(olivia, id, "Olivia");
        await Look(omar, id);
        await Shown(olivia, id, "Olivia", "Omar");
        await omar.DisposeAsync();
        await Shown(olivia, id, "Olivia");
        Assert.Empty(visitor.Pushes<ViewersShown>());
    }

    [Fact]
    public async Task What_an_operator_types_is_shown_to_the_contact_only_when_it_is_for_her()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await olivia.Assign(id);
        await olivia.Watch(id);
        await omar.Watch(id);

        await Type(omar, new(id));
        await olivia.Pushed<TypingShown>(push => push.Author.Name == "Omar", "a colleague types");
        await Type(olivia, new(id, IsNote: true));
        await omar.Pushed<TypingShown>(push => push.Author.Name == "Olivia", "the owner types a note");
        Assert.Empty(visitor.Pushes<TypingShown>());
        await Poll.Until(
            async () =>
            {
                await Type(olivia, new(id));
                return visitor.Pushes<TypingShown>().Any(push => push.Author.Name == "Olivia");
            },
            "the owner types to the contact");
    }

    [Fact]
    public async Task What_the_contact_types_is_shown_to_operators_and_what_operators_type_to_nobody()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await olivia.Assign(id);
        await olivia.Watch(id);

        await Type(visitor, new(id, Text: "Where is my"));
        await olivia.Pushed<TypingShown>(push => push.Author.Kind == AuthorKind.Contact && push.Text == "Where is my", "the live preview");
        await Type(olivia, new(id, Text: "secret"));
        await visitor.Pushed<TypingShown>(push => push.Author.Name == "Olivia", "the operator types");
        Assert.DoesNotContain(visitor.Pushes<TypingShown>().Concat(olivia.Pushes<TypingShown>()), push => push.Text == "secret");
    }

    [Theory, BadInput(55)]
    [InlineData(501, "too_large")]
    [InlineData(-1, "validation")]
    public async Task A_live_preview_that_no_widget_of_ours_would_send_is_refused(int length, string code)
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var text = length < 0 ? "\0" : new string('x', length);
        var refused = await Assert.ThrowsAsync<HubException>(() => Type(visitor, new(id, Text: text)));
        Assert.Contains(code, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_answers_without_having_seen_anothers_answer_is_asked_first()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        await omar.Assign(id);
        var answered = (await omar.Say(id, "It is on its way.")).Seq ?? 0;
        Assert.Null((await olivia.Assign(id, front.Shop.Omar)).Rejection);

        Assert.Equal(Rejection.ReplyArrived("Omar"), (await Post(olivia, new(id, HubClient.NewCommand(), "Let me see.", SeenSeq: answered - 1))).Rejection);
        Assert.Null((await Post(olivia, new(id, HubClient.NewCommand(), "Let me see.", SeenSeq: answered))).Rejection);
        Assert.Null((await Post(olivia, new(id, HubClient.NewCommand(), "Anyway."))).Rejection);
    }

    private static Task<Answer> Post(Desk desk, PostMessage argument) => desk.Connection.InvokeAsync<Answer>("PostMessage", argument);

    private static Task Type(HubClient client, Typing argument) => client.Connection.InvokeAsync("Typing", argument);

    private static async Task Look(Desk desk, ConversationId id)
    {
        await desk.Watch(id);
        await desk.Connection.InvokeAsync("ViewConversation", new ViewConversation(id));
    }

    private static Task Shown(Desk desk, ConversationId id, params string[] names) => Poll.Until(
        () => desk.Pushes<ViewersShown>().LastOrDefault(push => push.ConversationId == id) is { } last
            && last.Viewers.Select(viewer => viewer.Name).Order(StringComparer.Ordinal).SequenceEqual(names),
        $"{string.Join(" and ", names)} are shown");
}
