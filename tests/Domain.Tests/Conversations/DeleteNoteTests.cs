using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class DeleteNoteTests
{
    private const long Note = 3;

    private static DeleteNote Delete(Author by, long note = Note, bool isAdmin = false) => new(by, Command(1), Noon, note, isAdmin);

    [Fact]
    public void Its_author_takes_it_away()
    {
        GivenStarted(new NoteAdded("Hm")).When(Delete(Olivia)).Then(new NoteDeleted(Note, Note));
        Assert.Empty(GivenStarted(new NoteAdded("Hm"), new NoteDeleted(Note, Note)).State.Notes);
    }

    [Fact]
    public void An_operator_who_sets_the_account_up_deletes_what_others_wrote() =>
        GivenStarted(new NoteAdded("Hm")).When(Delete(Omar, isAdmin: true)).Then(new NoteDeleted(Note, Note));

    [Fact]
    public void What_was_edited_goes_with_its_newest_text() =>
        GivenStarted(new NoteAdded("Hm"), new NoteEdited(Note, Note, "Hm, hm", []))
            .When(Delete(Olivia)).Then(new NoteDeleted(Note, 4));

    [Fact]
    public void Others_stay()
    {
        var state = GivenStarted(new NoteAdded("One"), new NoteAdded("Two"), new NoteDeleted(Note, Note)).State;
        Assert.Equal<NoteHead>([new(4, 4, OliviaId)], state.Notes);
    }

    [Fact]
    public void The_same_command_again_gets_the_same_answer() =>
        GivenStarted(new NoteAdded("Hm"), new NoteDeleted(Note, Note).By(Olivia, Command(1)))
            .When(Delete(Olivia)).ThenAnsweredAsBefore(4);

    [Fact]
    public void What_is_deleted_cannot_be_deleted_again() =>
        GivenStarted(new NoteAdded("Hm"), new NoteDeleted(Note, Note)).When(Delete(Olivia)).ThenRejected("noteNotFound");

    [Theory]
    [InlineData("omar", 3, "noteIsNotYours")]
    [InlineData("contact", 3, "conversationIsNotYours")]
    [InlineData("system", 3, "conversationIsNotYours")]
    [InlineData("olivia", 2, "noteNotFound")]
    [InlineData("olivia", -1, "noteNotFound")]
    public void Is_refused(string by, long note, string reason) =>
        GivenStarted(new NoteAdded("Hm")).When(Delete(Person(by), note)).ThenRejected(reason);
}
