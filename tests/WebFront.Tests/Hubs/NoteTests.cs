using MessageCenter.Domain;
using MessageCenter.Domain.Operators;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Conversations;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>Notes that are changed, and those whom they name.</summary>
public sealed class NoteTests(HubFixture front) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task A_note_is_edited_and_deleted_by_its_author_and_by_an_admin_and_by_nobody_else()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var note = (await olivia.Note(id, "Knows us well")).Seq ?? 0;

        Assert.Equal(Rejection.NoteIsNotYours, (await Edit(omar, id, note, note, "Hm")).Rejection);
        Assert.Equal(Rejection.NoteIsNotYours, (await Delete(omar, id, note)).Rejection);
        var edited = (await Edit(olivia, id, note, note, "Knows us *very* well")).Seq ?? 0;
        Assert.Equal(Rejection.NoteWasEdited, (await Edit(olivia, id, note, note, "Too late")).Rejection);
        var shown = Assert.Single((await Read(omar, id))!.Notes);
        Assert.Equal((note, edited, "Knows us *very* well", "Olivia"), (shown.NoteSeq, shown.WrittenSeq, shown.Text, shown.EditedBy?.Name));

        var account = front.Cluster.GetGrain<IAccountGrain>(GrainKeys.Of(front.Shop.Account));
        var agent = await account.ReadOperator(front.Shop.Omar);
        await account.ChangeOperator(agent! with { Role = OperatorRole.Admin });
        Assert.Null((await Edit(omar, id, note, edited, "Knows us")).Rejection);
        Assert.Null((await Delete(omar, id, note)).Rejection);
        Assert.Equal(Rejection.NoteNotFound, (await Delete(olivia, id, note)).Rejection);
        Assert.Empty((await Read(olivia, id))!.Notes);
        await account.ChangeOperator(agent);

        await visitor.Say(id, "last");
        Assert.DoesNotContain(
            (await visitor.Read(id, 0))!.Entries, entry => entry.Event.GetType().Name.StartsWith("Note", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_named_is_told_once_and_it_waits_until_she_has_looked()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var omar = await front.SitDown(front.Shop, front.Shop.Omar);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var note = (await olivia.Note(id, "Please look, @omar, not @Olivia")).Seq ?? 0;

        bool NamesHim(Mention one) => one.ConversationId == id && one.NoteSeq == note && one.AuthorId == front.Shop.Olivia;
        await omar.Pushed<InboxChanged>(push => push.Mentions.Any(NamesHim), "the mention at Omar's desk");
        Assert.Null((await Edit(olivia, id, note, note, "Please look again, @Omar")).Rejection);
        Assert.Single((await omar.Hello()).Mentions, NamesHim);
        Assert.DoesNotContain((await olivia.Hello()).Mentions, one => one.ConversationId == id);

        await omar.Connection.InvokeAsync<Answer>("SeeMentions", new SeeMentions(id));
        Assert.DoesNotContain((await omar.Hello()).Mentions, one => one.ConversationId == id);
    }

    private static Task<Answer> Edit(Desk desk, ConversationId id, long note, long expected, string text) =>
        desk.Connection.InvokeAsync<Answer>("EditNote", new EditNote(id, HubClient.NewCommand(), note, expected, text));

    private static Task<Answer> Delete(Desk desk, ConversationId id, long note) =>
        desk.Connection.InvokeAsync<Answer>("DeleteNote", new DeleteNote(id, HubClient.NewCommand(), note));

    private static Task<NoteList?> Read(Desk desk, ConversationId id) =>
        desk.Connection.InvokeAsync<NoteList?>("ReadNotes", new ReadNotes(id));
}
