using MessageCenter.Domain.Conversations;
using static MessageCenter.Domain.Conversations.ConversationCommand;
using static MessageCenter.Domain.Conversations.ConversationEvent;
using static MessageCenter.Domain.Tests.Conversations.Cast;
using static MessageCenter.Domain.Tests.Conversations.Example;

namespace MessageCenter.Domain.Tests.Conversations;

public sealed class AddNoteTests
{
    private static AddNote Note(Author by, string text = "Knows us well") => new(by, Command(1), Noon, text);

    [Fact]
    public void Any_operator_leaves_one() => GivenOlivias().When(Note(Omar)).Then(new NoteAdded("Knows us well"));

    [Fact]
    public void Can_be_left_after_the_end() => GivenEnded().When(Note(Omar)).Then(new NoteAdded("Knows us well"));

    [Fact]
    public void Is_not_a_message_to_anybody()
    {
        var before = GivenStarted().State;
        var after = GivenStarted(new NoteAdded("Knows us well")).State;
        Assert.Equal(before.LastSeqForContact, after.LastSeqForContact);
        Assert.Equal(before.Preview, after.Preview);
        Assert.Equal(before.UnansweredSince, after.UnansweredSince);
        Assert.Equal(before.UnreadByContact, after.UnreadByContact);
    }

    [Fact]
    public void The_same_command_again_gets_the_same_answer() =>
        GivenStarted(new NoteAdded("Knows us well").By(Olivia, Command(1))).When(Note(Olivia)).ThenAnsweredAsBefore(3);

    [Fact]
    public void Is_refused_when_there_are_too_many_until_one_is_deleted()
    {
        Past[] notes = [.. Enumerable.Range(0, Limits.NotesMax).Select(number => (Past)new NoteAdded($"Note {number}"))];
        GivenStarted(notes).When(Note(Omar)).ThenRejected("tooManyNotes");
        GivenStarted([.. notes, new NoteDeleted(3, 3)]).When(Note(Omar)).Then(new NoteAdded("Knows us well"));
    }

    [Theory]
    [InlineData("nothing", "olivia", "Hm", "conversationNotFound")]
    [InlineData("started", "olivia", " ", "textIsEmpty")]
    [InlineData("started", "contact", "Hm", "conversationIsNotYours")]
    [InlineData("started", "system", "Hm", "conversationIsNotYours")]
    public void Is_refused(string situation, string by, string text, string reason) =>
        In(situation).When(Note(Person(by), text)).ThenRejected(reason);
}
